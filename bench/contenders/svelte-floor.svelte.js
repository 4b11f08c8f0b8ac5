import { createRawFeed } from './support/raw-feed.js';

export const framework = 'svelte';

/** @param {string} url */
export function useLast(url) {
  let last = $state(/** @type {string | null} */ (null));
  let count = $state(0);
  $effect(() => {
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => {
      last = data;
      count += 1;
    };
    return () => socket.close();
  });
  return {
    get last() {
      return last;
    },
    get count() {
      return count;
    },
  };
}

export const createShared = createRawFeed;

/**
 * @param {import('./support/raw-feed.js').RawFeed} feed
 * @param {string} topic
 */
export function useRow(feed, topic) {
  let last = $state(/** @type {string | null} */ (null));
  $effect(() =>
    feed.listen(topic, (text) => {
      last = text;
    }),
  );
  return {
    get current() {
      return last;
    },
  };
}

/** @param {import('./support/raw-feed.js').RawFeed} feed */
export function useShared(feed) {
  let open = $state(false);
  $effect(() =>
    feed.use((is) => {
      open = is;
    }),
  );
  return {
    get current() {
      return open;
    },
  };
}
