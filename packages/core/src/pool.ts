import type { TowlineSocket } from './towline-socket.js';

/** Sockets by key. Iterating gives those that are there. */
export interface Pool<Key extends string | number, Incoming, Outgoing> {
  /** The socket of the key, made when it is first asked for. */
  get(key: Key): TowlineSocket<Incoming, Outgoing>;
  [Symbol.iterator](): IterableIterator<TowlineSocket<Incoming, Outgoing>>;
}

/**
 * A family of sockets: one for each key, shared by all who ask for the same key. A socket stays as
 * long as it is open or on its way, or somebody holds it; it is forgotten when neither is so, with what
 * listens to it and what it has queued. Nothing opens by being asked for.
 *
 * @example
 * const rooms = createPool((room: string) => createWebSocket(`/ws/rooms/${room}`))
 * // React: useWebSocket(rooms.get(room))
 * // At logout: for (const socket of rooms) socket.close()
 */
export function createPool<Key extends string | number, Incoming, Outgoing>(
  create: (key: Key) => TowlineSocket<Incoming, Outgoing>,
): Pool<Key, Incoming, Outgoing> {
  const entries = new Map<Key, WeakRef<TowlineSocket<Incoming, Outgoing>>>();

  function* present() {
    for (const [key, entry] of entries) {
      const socket = entry.deref();
      if (socket) yield socket;
      else entries.delete(key);
    }
  }

  return {
    get(key) {
      const known = entries.get(key)?.deref();
      if (known) return known;
      const socket = create(key);
      // Whatever keeps the connection, as its timer, so keeps the socket that it belongs to.
      socket.on('statechange', () => socket);
      for (const _ of present());
      entries.set(key, new WeakRef(socket));
      return socket;
    },
    [Symbol.iterator]: present,
  };
}
