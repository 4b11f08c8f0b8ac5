// What a run may leave behind besides memory.
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { collect } from './heap.js';

/** What is closing needs some turns for it; ms. */
const PATIENCE = 2000;

/** Timers and handles of the runtime, as it names them. */
export function resources() {
  return process.getActiveResourcesInfo();
}

/** The same, once there are none, or will not be. */
export async function resourcesLeft() {
  const deadline = performance.now() + PATIENCE;
  while (resources().length > 0 && performance.now() < deadline) await turn();
  return resources();
}

/** How many listen to the process, whatever event it is. */
export function processListeners() {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
}

/** @param {AbortSignal} signal */
export function signalListeners(signal) {
  return getEventListeners(signal, 'abort').length;
}

/**
 * Counts the listeners that are added to a socket's events from now on.
 *
 * @param {{ on: import('@towline/core').TowlineSocket['on'] }} socket
 */
export function countListeners(socket) {
  const { on } = socket;
  /** @type {Set<object>} */
  const present = new Set();
  socket.on = (type, listener, options = {}) => {
    const entry = {};
    present.add(entry);
    const off = on(
      type,
      (event) => {
        if (options.once) present.delete(entry);
        listener(event);
      },
      options,
    );
    return () => {
      present.delete(entry);
      off();
    };
  };
  return () => present.size;
}

/** Counts the objects that are still there. */
export function createCensus() {
  /** @type {Set<WeakRef<object>>} */
  const references = new Set();
  function count() {
    for (const reference of references) if (!reference.deref()) references.delete(reference);
    return references.size;
  }
  return {
    /** @param {object} value */
    add(value) {
      references.add(new WeakRef(value));
    },
    count,
    /** The same once garbage has been collected, which need not find all of it at the first time. */
    async countLeft() {
      for (let round = 0; round < 10 && count() > 0; round += 1) await collect();
      return count();
    },
  };
}
