import { type Batches, createBatches } from '../batches.js';
import { addListener, createListeners, type Listeners } from '../emitter.js';
import type { TowlineSocket } from '../towline-socket.js';
import { socketOver } from './socket-over.js';

/** The messages of one key. */
export interface Topic<Message> {
  readonly listeners: Pick<Listeners<[Message]>, 'emit'>;
  readonly batches: Pick<Batches<Message>, 'push' | 'flush' | 'reset'>;
  /** Whoever asks for the key finds this one for as long as somebody listens to it. */
  readonly socket: object;
}

/**
 * A socket that hears one key's messages only.
 *
 * @param used told when the first user comes, and when the last one has gone
 */
export function createTopic<Incoming, Outgoing>(
  socket: TowlineSocket<Incoming, Outgoing>,
  report: (error: unknown) => void,
  used: (topic: Topic<Incoming>, inUse: boolean) => void,
): TowlineSocket<Incoming, Outgoing> {
  const batches = createBatches<Incoming>(report);
  const listeners = createListeners<[Incoming]>(report, changed);
  let inUse = false;

  function changed() {
    if (inUse === (listeners.size > 0 || batches.used())) return;
    inUse = !inUse;
    used(topic, inUse);
  }

  /** Looks who is left after whoever leaves has had what came until then. */
  function counted<Args extends unknown[]>(join: (...args: Args) => () => void) {
    return (...args: Args) => {
      const leave = join(...args);
      changed();
      return () => {
        leave();
        changed();
      };
    };
  }

  const on: TowlineSocket<Incoming, Outgoing>['on'] = (type, listener, options) =>
    type === 'message'
      ? addListener(listeners, listener as (message: Incoming) => void, options)
      : socket.on(type, listener, options);

  const self = socketOver<Incoming, Outgoing>(socket, {
    on,
    collect: counted(batches.collect),
    lastMessage: {
      getSnapshot: batches.latest,
      subscribe: counted(batches.subscribe),
    },
  });
  const topic = { listeners, batches, socket: self };
  return self;
}
