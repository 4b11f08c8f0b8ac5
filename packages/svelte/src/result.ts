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

type Field = keyof Snapshot | 'lastMessage';

export function createResult<Incoming, Outgoing>(
  socket: TowlineSocket<Incoming, Outgoing>,
  owner: boolean,
): WebSocketResult<Incoming, Outgoing> {
  const { send, open, close, reconnect } = socket;
  const { getSnapshot, subscribe: subscribeMessages } = socket.lastMessage;
  /** Made when they are first read: of so many fields a component reads a few. */
  const followers: { [Name in Field]?: () => void } = {};

  function read(field: Field) {
    return field === 'lastMessage' ? getSnapshot() : socket.getSnapshot()[field];
  }

  function follow(field: Field) {
    followers[field] ??=
      field === 'lastMessage'
        ? createSubscriber(subscribeMessages)
        : createFollower(() => read(field), socket.subscribe);
    followers[field]();
    return read(field);
  }

  function subscribe(run: (value: WebSocketResult<Incoming, Outgoing>) => void): () => void {
    run(result);
    // Rendering on a server subscribes too, and nobody would ever leave.
    if (!hasWindow()) return () => {};
    const leave = [
      socket.subscribe(() => run(result)),
      subscribeMessages(() => {
        // Only where somebody read them, messages are changes of the store.
        if (followers.lastMessage) run(result);
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

  const own = { [READ]: follow, send, open, close, reconnect, socket, subscribe };
  fields ??= fieldsOf(Object.keys(socket.getServerSnapshot()));
  const result: WebSocketResult<Incoming, Outgoing> = Object.assign(Object.create(fields), own);
  return result;
}

/** One for all results: getters of its own make an object slow and large. */
let fields: object | undefined;
/** Reads a field of a result, so that whoever reads it follows it. */
const READ = Symbol('towline.read');

function fieldsOf(names: readonly string[]) {
  const all = {};
  for (const name of [...names, 'lastMessage']) {
    const get = function (this: { [READ](name: string): unknown }) {
      return this[READ](name);
    };
    Object.defineProperty(all, name, { enumerable: true, get });
  }
  return all;
}

/** What whoever reads a value calls, to hear where it is another one. */
function createFollower(read: () => unknown, subscribe: (listener: () => void) => () => void) {
  return createSubscriber((update) => {
    // What was last told, not what was last read: a read elsewhere must hide no change.
    let told = read();
    return subscribe(() => {
      const before = told;
      told = read();
      if (!Object.is(before, told)) update();
    });
  });
}
