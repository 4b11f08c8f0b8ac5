import { topicOf } from '../../support/messages.js';

/**
 * A raw WebSocket for many components, in as little code as will do: open while somebody uses it, and each topic's
 * listener found in a map.
 *
 * @typedef {object} RawFeed
 * @property {(topic: string, listener: (text: string) => void) => () => void} listen
 * @property {(tell: (open: boolean) => void) => () => void} use
 */

/**
 * @param {string} url
 * @returns {RawFeed}
 */
export function createRawFeed(url) {
  /** @type {Map<string, (text: string) => void>} */
  const listeners = new Map();
  /** @type {Set<(open: boolean) => void>} */
  const users = new Set();
  /** @type {WebSocket | undefined} */
  let socket;

  function open() {
    socket = new WebSocket(url);
    socket.onmessage = ({ data }) => listeners.get(topicOf(data))?.(data);
    socket.onopen = () => {
      for (const tell of users) tell(true);
    };
  }

  return {
    listen(topic, listener) {
      listeners.set(topic, listener);
      return () => listeners.delete(topic);
    },
    use(tell) {
      if (users.size === 0) open();
      users.add(tell);
      if (socket?.readyState === WebSocket.OPEN) tell(true);
      return () => {
        users.delete(tell);
        if (users.size === 0) socket?.close();
      };
    },
  };
}
