import { type SocketSource, socketOf } from './towline-socket.js';

/** A value to render: `subscribe` tells that it changed, without a first call; `getSnapshot` reads it. */
export interface View<Value> {
  getSnapshot(): Value;
  subscribe(listener: () => void): () => void;
}

/** How messages become a value. `apply` gets each message exactly once, in order; it must be pure. */
export interface Fold<Message, Value> {
  readonly initial: Value;
  apply(value: Value, batch: readonly Message[]): Value;
}

/**
 * Folds a socket's messages into a value, at the pace of the socket's `delivery`. It collects while
 * somebody subscribes, keeps its value in between, and begins anew with each destination.
 *
 * @example
 * const count = createView(socket, { initial: 0, apply: (value, batch) => value + batch.length })
 */
export function createView<Message, Value>(
  source: SocketSource<Message>,
  fold: Fold<Message, Value>,
): View<Value> {
  const socket = socketOf(source);
  let value = fold.initial;
  let destination = socket.destination;
  let subscribers = 0;
  let stop: () => void = () => {};

  function start() {
    // Before the subscribers, so that they find the new value.
    stop = socket.collect({
      receive(batch) {
        value = fold.apply(getSnapshot(), batch);
      },
      reset,
    });
  }
  /** Nobody told it of another destination while nobody subscribed. */
  function getSnapshot() {
    if (destination !== socket.destination) reset();
    return value;
  }
  function reset() {
    destination = socket.destination;
    value = fold.initial;
  }

  return {
    getSnapshot,
    subscribe(listener) {
      if (subscribers === 0) start();
      subscribers += 1;
      const leave = socket.lastMessage.subscribe(listener);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        leave();
        subscribers -= 1;
        if (subscribers === 0) stop();
      };
    },
  };
}
