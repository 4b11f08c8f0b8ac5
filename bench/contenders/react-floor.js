import { useEffect, useState } from 'react';
import { useSeen } from '../frameworks/react.js';
import { createRawFeed } from './support/raw-feed.js';

export const framework = 'react';

/** @param {string} url */
export function useLast(url) {
  const [last, setLast] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => setLast(data);
    return () => socket.close();
  }, [url]);
  return { last, count: useSeen(last) };
}

export const createShared = createRawFeed;

/**
 * @param {import('./support/raw-feed.js').RawFeed} feed
 * @param {string} topic
 */
export function useRow(feed, topic) {
  const [last, setLast] = useState(/** @type {string | null} */ (null));
  useEffect(() => feed.listen(topic, setLast), [feed, topic]);
  return last;
}

/** @param {import('./support/raw-feed.js').RawFeed} feed */
export function useShared(feed) {
  const [open, setOpen] = useState(false);
  useEffect(() => feed.use(setOpen), [feed]);
  return open;
}
