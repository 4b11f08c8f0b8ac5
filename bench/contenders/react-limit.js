import { useEffect, useState } from 'react';

export const framework = 'react';

/** ms */
const PAUSE = 100;

/**
 * Hardly anything but receiving: what nobody who shows messages can be cheaper than.
 *
 * @param {string} url
 */
export function useLast(url) {
  const [shown, setShown] = useState({ last: /** @type {string | null} */ (null), count: 0 });
  useEffect(() => {
    /** @type {string | null} */
    let last = null;
    let count = 0;
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => {
      last = data;
      count += 1;
    };
    const timer = setInterval(() => {
      setShown((before) => (before.last === last ? before : { last, count }));
    }, PAUSE);
    return () => {
      clearInterval(timer);
      socket.close();
    };
  }, [url]);
  return shown;
}
