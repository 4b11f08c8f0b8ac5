import { hasWindow, type Snapshot, type TowlineSocket } from '@towline/core';
import { createSubscriber } from 'svelte/reactivity';

/**
 * The connection: getters that a template, `$derived` or `$effect` follows, one by one, and what can
 * be done with it. Do not destructure it: a getter's value would stay as it was. It is a store too:
 * `$chat.status`.
 */
export type WebSocketResult<Incoming = string, Outgoing = Incoming> = Snapshot &
  Pick<TowlineSocket<Incoming, Outgoing>, 'send' | 'open' | 'close' | 'reconnect'> & {
    /** The last message, or null. For each one use `useMessage` or `useMessages`. */
    readonly lastMessage: Incoming | null;
    /** Always the same object: pass it on, or listen to it. */
    readonly socket: TowlineSocket<Incoming, Outgoing>;
    /** The store contract: calls at once, then at changes, and keeps the connection open meanwhile. */
    subscribe(run: (value: WebSocketResult<Incoming, Outgoing>) => void): () => void;
  };

export function createResult<Incoming, Outgoing>(
  socket: TowlineSocket<Incoming, Outgoing>,
  owner: boolean,
): WebSocketResult<Incoming, Outgoing> {
  const { send, open, close, reconnect } = socket;
  /** Whether somebody read `lastMessage`: only then messages are changes of the store. */
  let messagesRead = false;

  const actions = { send, open, close, reconnect, socket, subscribe };
  const result = actions as typeof actions & WebSocketResult<Incoming, Outgoing>;
  for (const key of Object.keys(socket.getServerSnapshot()) as (keyof Snapshot)[]) {
    define(result, key, () => socket.getSnapshot()[key], socket.subscribe);
  }
  const { getSnapshot, subscribe: subscribeMessages } = socket.lastMessage;
  define(result, 'lastMessage', readMessage, subscribeMessages, true);

  function readMessage() {
    messagesRead = true;
    return getSnapshot();
  }

  function subscribe(run: (value: WebSocketResult<Incoming, Outgoing>) => void): () => void {
    run(result);
    // Rendering on a server subscribes too, and nobody would ever leave.
    if (!hasWindow()) return () => {};
    const leave = [
      socket.subscribe(() => run(result)),
      subscribeMessages(() => {
        if (messagesRead) run(result);
      }),
      socket.retain({ owner }),
    ];
    let left = false;
    return () => {
      if (left) return;
      left = true;
      for (const stop of leave) stop();
    };
  }

  return result;
}

/** A getter that whoever reads it follows; `always`: also where the value is equal. */
function define<Value>(
  target: object,
  key: string,
  read: () => Value,
  subscribe: (listener: () => void) => () => void,
  always = false,
): void {
  /** Made when it is first read: of so many getters a component reads a few. */
  let follow: (() => void) | undefined;
  const follower = () =>
    createSubscriber((update) => {
      // What was last told, not what was last read: a read elsewhere must hide no change.
      let told = read();
      return subscribe(() => {
        const before = told;
        told = read();
        if (always || !Object.is(before, told)) update();
      });
    });
  const get = () => {
    follow ??= follower();
    follow();
    return read();
  };
  Object.defineProperty(target, key, { enumerable: true, get });
}
