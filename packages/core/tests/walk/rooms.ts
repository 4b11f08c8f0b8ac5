import { type Keyed, keyed, type TowlineSocket } from '@towline/core';

/** How many keys messages have. */
export const KEYS = 3;

/** The key of a message: some have none that anybody would ask for. */
export const keyOf = (message: string) => Number.parseInt(message, 10) % KEYS;

/** A socket's messages by key, and whether it listens to the socket. */
export interface Rooms {
  readonly keyed: Keyed<number, string, string>;
  /** How many of its listeners hear each message, and each batch. */
  readonly listening: { message: number; collect: number };
}

/** @param asked called with each message whose key is asked for; may throw */
export function createRooms(socket: TowlineSocket, asked: () => void): Rooms {
  const listening = { message: 0, collect: 0 };
  const on: TowlineSocket['on'] = (type, ...given) => {
    const stop = socket.on(type, ...given);
    if (type !== 'message') return stop;
    listening.message += 1;
    return () => {
      listening.message -= 1;
      stop();
    };
  };
  const collect: TowlineSocket['collect'] = (collector) => {
    const stop = socket.collect(collector);
    listening.collect += 1;
    return () => {
      listening.collect -= 1;
      stop();
    };
  };
  const counted: TowlineSocket = Object.create(socket, {
    on: { value: on },
    collect: { value: collect },
  });
  return {
    keyed: keyed(counted, (message) => {
      asked();
      return keyOf(message);
    }),
    listening,
  };
}
