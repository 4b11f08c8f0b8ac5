/** ms until it tries again. */
const PAUSE = 500;

/** @type {import('../page/kit.js').CoreContender['createClient']} */
export function createClient(url, { opened, message } = {}) {
  /** @type {string[]} */
  let waiting = [];
  /** @type {WebSocket} */
  let socket;
  let closed = false;

  function connect() {
    socket = new WebSocket(url);
    socket.onopen = () => {
      const texts = waiting;
      waiting = [];
      for (const text of texts) socket.send(text);
      opened?.();
    };
    if (message) socket.onmessage = ({ data }) => message(data);
    socket.onerror = () => {};
    socket.onclose = () => {
      if (!closed) setTimeout(connect, PAUSE);
    };
  }
  connect();

  return {
    send(text) {
      if (socket.readyState === 1) socket.send(text);
      else waiting.push(text);
    },
    isOpen: () => socket.readyState === 1,
    close() {
      closed = true;
      socket.close();
    },
  };
}
