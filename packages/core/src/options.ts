import type { DeliveryMode } from './delivery.js';
import { type Environment, platform } from './env.js';
import type { Pulse } from './machine/beat.js';
import type { RetryPolicy } from './policies/backoff.js';
import type { Codec } from './policies/codec.js';
import type { Heartbeat } from './policies/heartbeat.js';
import type { QueueOptions } from './policies/queue.js';
import type { Authenticate, Prepare } from './stages.js';
import { aboveZero, atLeastZero, madeBy, oneOf } from './valid-option.js';

/** `protocols`, `enabled`, `retry`, `prepare`, `authenticate` and `keepQueue` are live (see `update`); the others are read once. */
export interface WebSocketOptions<Incoming = string, Outgoing = Incoming> {
  /** The subprotocols to offer. Default none. */
  readonly protocols?: string | readonly string[] | undefined;
  /** false is the same as the URL null: off. Default true. */
  readonly enabled?: boolean | undefined;
  /** How messages are written on the wire. Default `text()`. */
  readonly codec?: Codec<Incoming, Outgoing> | undefined;
  /** When to try again; false: never. Default `backoff()`. */
  readonly retry?: RetryPolicy | false | undefined;
  /** Work for each attempt, as a fresh token. Default none. */
  readonly prepare?: Prepare | undefined;
  /** A gate before the queue, as "the first message is the token". Default none. */
  readonly authenticate?: Authenticate<Incoming, Outgoing> | undefined;
  /** Notices a connection that is dead and does not say so; made by `heartbeat()`. Default off. */
  readonly heartbeat?: Heartbeat<NoInfer<Incoming>, NoInfer<Outgoing>> | undefined;
  /** Bounds of what waits for a connection. Default 1,000 messages and 1 MiB. */
  readonly queue?: QueueOptions | undefined;
  /**
   * The largest message that is taken in, in bytes (of UTF-8, for text). One that has more is thrown away, and
   * the connection ends: error `message-too-large`, cause `limit`. Default Infinity.
   */
  readonly maxMessageBytes?: number | undefined;
  /** Whether what is queued goes along to another destination. Default false: it is dropped, as `replaced`. */
  readonly keepQueue?: boolean | undefined;
  /** When rendered views see messages; a number: at most once in so many ms. Default 'frame'. */
  readonly delivery?: DeliveryMode | undefined;
  /** ms until an attempt counts as failed; Infinity: never. Default 10,000. */
  readonly connectTimeout?: number | undefined;
  /** ms until a closing handshake is no longer waited for. Default 2,000. */
  readonly closeTimeout?: number | undefined;
  /** ms a connection has to live before the attempts are counted from 0 again. Default 5,000. */
  readonly healthyAfter?: number | undefined;
  /** ms the connection stays open after its last user has gone. Default 1,000. */
  readonly linger?: number | undefined;
  /**
   * Parts of the outside world: another WebSocket, a clock for tests. Its own properties count, also
   * one that is undefined. Default the runtime's own.
   */
  readonly environment?: Partial<Environment> | undefined;
}

/** Options that say what messages are; without a codec they are strings. */
export type CodecOptions<Incoming, Outgoing> = WebSocketOptions<Incoming, Outgoing> & {
  readonly codec: Codec<Incoming, Outgoing>;
};

/** What is read once, with its defaults. */
export interface Settings {
  readonly environment: Environment;
  readonly delivery: DeliveryMode;
  readonly queue: QueueOptions;
  readonly maxMessageBytes: number;
  readonly connectTimeout: number;
  readonly closeTimeout: number;
  readonly healthyAfter: number;
  readonly linger: number;
  readonly heartbeat: Pulse | undefined;
}

type Amount = 'maxMessageBytes' | 'connectTimeout' | 'closeTimeout' | 'healthyAfter' | 'linger';

/** @throws TowlineError `invalid-option` */
export function readOptions<Incoming, Outgoing>(
  options: WebSocketOptions<Incoming, Outgoing>,
): Settings {
  const { environment } = options;
  const queue = options.queue ?? {};
  const amount = (name: Amount, fallback: number) => atLeastZero(name, options[name] ?? fallback);
  for (const name of ['maxMessages', 'maxBytes', 'timeToLive'] as const) {
    if (queue[name] !== undefined) atLeastZero(`queue.${name}`, queue[name]);
  }
  if (queue.highWaterMark !== undefined) aboveZero('queue.highWaterMark', queue.highWaterMark);
  const { delivery = 'frame' } = options;
  madeBy('codec', options.codec, 'decode');
  madeBy('heartbeat', options.heartbeat, 'sendPing');
  if (typeof delivery === 'number') atLeastZero('delivery', delivery);
  else oneOf('delivery', delivery, ['frame', 'sync', 'microtask']);
  const { overflow = 'drop-oldest' } = queue;
  oneOf('queue.overflow', overflow, ['drop-oldest', 'drop-newest', 'refuse']);
  return {
    environment: environment
      ? Object.create(platform, Object.getOwnPropertyDescriptors(environment))
      : platform,
    delivery,
    queue,
    maxMessageBytes: amount('maxMessageBytes', Number.POSITIVE_INFINITY),
    connectTimeout: amount('connectTimeout', 10_000),
    closeTimeout: amount('closeTimeout', 2000),
    healthyAfter: amount('healthyAfter', 5000),
    linger: amount('linger', 1000),
    heartbeat: options.heartbeat,
  };
}
