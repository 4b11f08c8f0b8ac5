import { websocketStore } from 'svelte-websocket-store';
import { topicOf } from '../support/messages.js';

export const framework = 'svelte';

/** @typedef {{ subscribe(run: (text: string | null) => void): () => void }} Store */

/** @param {string} url */
export function useLast(url) {
  let last = $state(/** @type {string | null} */ (null));
  let count = $state(0);
  $effect(() =>
    createShared(url).subscribe((text) => {
      if (text === null) return;
      last = text;
      count += 1;
    }),
  );
  return {
    get last() {
      return last;
    },
    get count() {
      return count;
    },
  };
}

/**
 * @param {string} url
 * @returns {Store}
 */
export function createShared(url) {
  return websocketStore(url, null);
}

/**
 * @param {Store} store
 * @param {string} topic
 */
export function useRow(store, topic) {
  let last = $state(/** @type {string | null} */ (null));
  $effect(() =>
    store.subscribe((text) => {
      if (text !== null && topicOf(text) === topic) last = text;
    }),
  );
  return {
    get current() {
      return last;
    },
  };
}

/**
 * It does not tell whether it is open.
 *
 * @param {Store} store
 */
export function useShared(store) {
  $effect(() => store.subscribe(() => {}));
  return { current: false };
}
