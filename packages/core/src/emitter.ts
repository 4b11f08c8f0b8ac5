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

/** @param changed called after one was added or removed */
export function createListeners<Args extends unknown[]>(
  report: (error: unknown) => void,
  changed?: () => void,
): Listeners<Args> {
  // Copied on write, so that emitting needs no copy and a list under way never changes.
  let entries: readonly Entry<Args>[] = [];

  function write(next: readonly Entry<Args>[]) {
    entries = next;
    listeners.size = next.length;
    changed?.();
  }

  const listeners = {
    size: 0,
    add(listener: (...args: Args) => void) {
      const entry: Entry<Args> = { listener };
      write([...entries, entry]);
      return () => {
        entry.listener = null;
        write(entries.filter((other) => other !== entry));
      };
    },
    emit(...args: Args) {
      for (const entry of entries) {
        try {
          entry.listener?.(...args);
        } catch (error) {
          report(error);
        }
      }
    },
  };
  return listeners;
}

/** How long a listener listens: until it is removed, once, or until the signal aborts. */
export interface ListenerOptions {
  readonly once?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws TowlineError `invalid-option` */
export function addListener<Event>(
  listeners: Pick<Listeners<[Event]>, 'add'>,
  listener: (event: Event) => void,
  { once = false, signal }: ListenerOptions = {},
): () => void {
  assertSignal(signal);
  if (signal?.aborted) return () => {};
  const remove = listeners.add((event) => {
    if (once) off();
    listener(event);
  });
  function off() {
    remove();
    signal?.removeEventListener('abort', off);
  }
  signal?.addEventListener('abort', off);
  return off;
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
    on(type, listener, options) {
      lists[type] ??= createListeners(report);
      return addListener(lists[type], listener, options);
    },
    emit(type, event) {
      lists[type]?.emit(event);
    },
  };
}
