import type { TowlineSocket } from '../towline-socket.js';

/** A socket that is another one but for what is its own: all else, the connection above all, they share. */
export function socketOver<Incoming, Outgoing>(
  socket: object,
  own: Partial<TowlineSocket<Incoming, Outgoing>>,
): TowlineSocket<Incoming, Outgoing> {
  // Not extensible: Vue makes no proxies of it.
  return Object.preventExtensions(Object.create(socket, Object.getOwnPropertyDescriptors(own)));
}
