// The core is loaded when a test says so, which can look at what was before.
globalThis.loadCore = () => import('@towline/core');

/** @type {string[]} */
globalThis.told = [];

/** @param {import('@towline/core').TowlineSocket} socket */
globalThis.listenTo = (socket) => {
  globalThis.socket = socket;
  socket.on('open', () => told.push('open'));
  socket.on('message', (message) => told.push(`message ${message}`));
  socket.on('close', ({ cause }) => told.push(`close ${cause}`));
  socket.on('sent', ({ message }) => told.push(`sent ${message}`));
  socket.on('drop', ({ message, reason }) => told.push(`drop ${message}, ${reason}`));
};

for (const type of /** @type {const} */ (['pagehide', 'pageshow']))
  addEventListener(type, ({ persisted }) => persisted && told.push(`${type}, cached`));
