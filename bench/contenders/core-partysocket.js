import PartyWebSocket from 'partysocket/ws';

/** @type {import('../page/kit.js').CoreContender['createClient']} */
export function createClient(url, { opened, message } = {}) {
  const socket = new PartyWebSocket(url);
  if (opened) socket.addEventListener('open', opened);
  if (message) socket.addEventListener('message', ({ data }) => message(data));
  return {
    send: (text) => socket.send(text),
    isOpen: () => socket.readyState === 1,
    close: () => socket.close(),
  };
}
