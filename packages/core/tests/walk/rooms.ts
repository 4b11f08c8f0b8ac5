import { type Keyed, keyed, type TowlineSocket } from '@towline/core';

/** How many keys messages have. */
const KEYS = 3;

/** The key of a message: some have none that anybody would ask for. */
export const keyOf = (message: string) => Number.parseInt(message, 10) % KEYS;

/** A socket's messages by key. */
export function createRooms(socket: TowlineSocket): Keyed<number, string, string> {
  return keyed(socket, keyOf);
}
