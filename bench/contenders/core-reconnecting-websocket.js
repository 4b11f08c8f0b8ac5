import ReconnectingWebSocket from 'reconnecting-websocket';

// A CommonJS package: in Node its default is inside of what is imported.
const Socket = /** @type {typeof import('reconnecting-websocket').default} */ (
  /** @type {{ default?: unknown }} */ (ReconnectingWebSocket).default ?? ReconnectingWebSocket
);

/** @type {import('../page/kit.js').CoreContender['createClient']} */
export function createClient(url, { opened, message } = {}) {
  const socket = new Socket(url, [], retry());
  if (opened) socket.addEventListener('open', opened);
  if (message) socket.addEventListener('message', ({ data }) => message(data));
  return {
    send: (text) => socket.send(text),
    isOpen: () => socket.readyState === 1,
    close: () => socket.close(),
  };
}

/** Its default is drawn once for each page. Here many clients that stand for a page each share a process. */
function retry() {
  return { minReconnectionDelay: 1000 + 4000 * Math.random() };
}
