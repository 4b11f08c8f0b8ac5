import type { TowlineSocket } from '@towline/core';

/** Counts who listens to a socket, collects from it and retains it, from now on. */
export function countHolds(socket: TowlineSocket): () => number {
  let holds = 0;

  /** A function that returns how to stop, and is counted until that is called. */
  function counted<Args extends unknown[]>(start: (...args: Args) => () => void) {
    return (...args: Args) => {
      const stop = start(...args);
      let one = 1;
      holds += one;
      return () => {
        holds -= one;
        one = 0;
        stop();
      };
    };
  }

  Object.assign(socket, {
    on: counted(socket.on as never),
    subscribe: counted(socket.subscribe),
    collect: counted(socket.collect),
    retain: counted(socket.retain),
  });
  Object.assign(socket.lastMessage, { subscribe: counted(socket.lastMessage.subscribe) });
  return () => holds;
}
