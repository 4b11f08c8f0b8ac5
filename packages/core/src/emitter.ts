import { assertSignal } from './valid-option.js';

/** A list of listeners. Each call of `add` counts, also of the same function; a throw stops nobody else. */
export interface Listeners<Args extends unknown[]> {
  add(listener: (...args: Args) => void): () => void;
  emit(...args: Args): void;
  readonly size: number;
}

interface Entry<Args extends unknown[]> {
  listener: ((...args: Args) => void) | null;
}

export function createListeners<Args extends unknown[]>(
  report: (error: unknown) => void,
): Listeners<Args> {
  // Copied on write, so that emitting needs no copy and a list under way never changes.
  let entries: readonly Entry<Args>[] = [];
  return {
    add(listener) {
      const entry: Entry<Args> = { listener };
      entries = [...entries, entry];
      return () => {
        entry.listener = null;
        entries = entries.filter((other) => other !== entry);
      };
    },
    emit(...args) {
      for (const entry of entries) {
        try {
          entry.listener?.(...args);
        } catch (error) {
          report(error);
        }
      }
    },
    get size() {
      return entries.length;
    },
  };
}

/** How long a listener listens: until it is removed, once, or until the signal aborts. */
export interface ListenerOptions {
  readonly once?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Emitter<Events extends Record<keyof Events, unknown>> {
  on<Type extends keyof Events>(
    type: Type,
    listener: (event: Events[Type]) => void,
    options?: ListenerOptions,
  ): () => void;
  emit<Type extends keyof Events>(type: Type, event: Events[Type]): void;
}

export function createEmitter<Events extends Record<keyof Events, unknown>>(
  report: (error: unknown) => void,
): Emitter<Events> {
  const lists: { [Type in keyof Events]?: Listeners<[Events[Type]]> } = {};
  return {
    on(type, listener, { once = false, signal } = {}) {
      assertSignal(signal);
      if (signal?.aborted) return () => {};
      lists[type] ??= createListeners(report);
      const remove = lists[type].add((event) => {
        if (once) off();
        listener(event);
      });
      const off = () => {
        remove();
        signal?.removeEventListener('abort', off);
      };
      signal?.addEventListener('abort', off);
      return off;
    },
    emit(type, event) {
      lists[type]?.emit(event);
    },
  };
}
