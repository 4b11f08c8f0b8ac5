import { useWebSocket } from 'partysocket/react';
import PartyWebSocket from 'partysocket/ws';
import { useEffect, useState } from 'react';
import { useSeen } from '../frameworks/react.js';
import { topicOf } from '../support/messages.js';

export const framework = 'react';

/** @param {string} url */
export function useLast(url) {
  const [last, setLast] = useState(/** @type {string | null} */ (null));
  useWebSocket(url, undefined, { onMessage: ({ data }) => setLast(data) });
  return { last, count: useSeen(last) };
}

/**
 * Its hook shares nothing: what many components use is a socket of the library's own, made outside.
 *
 * @param {string} url
 */
export function createShared(url) {
  /** @type {PartyWebSocket | undefined} */
  let socket;
  return {
    url,
    get socket() {
      socket ??= new PartyWebSocket(url);
      return socket;
    },
  };
}

/**
 * @param {ReturnType<typeof createShared>} shared
 * @param {string} topic
 */
export function useRow({ socket }, topic) {
  const [last, setLast] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    /** @param {MessageEvent} event */
    function hear({ data }) {
      if (topicOf(data) === topic) setLast(data);
    }
    socket.addEventListener('message', hear);
    return () => socket.removeEventListener('message', hear);
  }, [socket, topic]);
  return last;
}

/** @param {ReturnType<typeof createShared>} shared */
export function useShared({ url }) {
  const [open, setOpen] = useState(false);
  useWebSocket(url, undefined, { onOpen: () => setOpen(true) });
  return open;
}
