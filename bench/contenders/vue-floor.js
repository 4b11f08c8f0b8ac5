import { onScopeDispose, ref, shallowRef } from 'vue';
import { createRawFeed } from './support/raw-feed.js';

export const framework = 'vue';

/** @param {string} url */
export function useLast(url) {
  const last = ref(/** @type {string | null} */ (null));
  const count = ref(0);
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => {
    last.value = data;
    count.value += 1;
  };
  onScopeDispose(() => socket.close());
  return { last, count };
}

export const createShared = createRawFeed;

/**
 * @param {import('./support/raw-feed.js').RawFeed} feed
 * @param {string} topic
 */
export function useRow(feed, topic) {
  const last = shallowRef(/** @type {string | null} */ (null));
  onScopeDispose(
    feed.listen(topic, (text) => {
      last.value = text;
    }),
  );
  return last;
}

/** @param {import('./support/raw-feed.js').RawFeed} feed */
export function useShared(feed) {
  const open = shallowRef(false);
  onScopeDispose(
    feed.use((is) => {
      open.value = is;
    }),
  );
  return open;
}
