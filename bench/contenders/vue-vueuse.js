import { createSharedComposable, useWebSocket } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import { topicOf } from '../support/messages.js';

export const framework = 'vue';

/** @param {string} url */
export function useLast(url) {
  const { data } = useWebSocket(url);
  const count = ref(0);
  watch(data, () => {
    count.value += 1;
  });
  return { last: data, count };
}

/** @param {string} url */
export function createShared(url) {
  return createSharedComposable(() => useWebSocket(url));
}

/**
 * @param {ReturnType<typeof createShared>} useFeed
 * @param {string} topic
 */
export function useRow(useFeed, topic) {
  const { data } = useFeed();
  const last = shallowRef(/** @type {string | null} */ (null));
  watch(data, (text) => {
    if (topicOf(text) === topic) last.value = text;
  });
  return last;
}

/** @param {ReturnType<typeof createShared>} useFeed */
export function useShared(useFeed) {
  const { status } = useFeed();
  return computed(() => status.value === 'OPEN');
}
