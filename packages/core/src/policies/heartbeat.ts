import { createPulse, type Pulse } from '../machine/beat.js';
import { atLeastZero } from '../valid-option.js';

export interface HeartbeatOptions<Incoming, Outgoing> {
  /** The ping, or what makes one. */
  readonly message: Outgoing | (() => Outgoing);
  /** ms of silence before a ping. Default 30,000. */
  readonly interval?: number | undefined;
  /** ms to wait for an answer; then the connection is left at once. Default 10,000. */
  readonly timeout?: number | undefined;
  /**
   * Which message is the answer; it gives the latency and goes to no listener. Asked only while a
   * ping is out. Default: any message is, and goes on to the listeners.
   */
  readonly isAnswer?: ((message: Incoming) => boolean) | undefined;
}

/** Made by `heartbeat()`. */
export interface Heartbeat<Incoming, Outgoing> extends Pulse {
  readonly isAnswer: ((message: Incoming) => boolean) | undefined;
  message(): Outgoing;
}

/**
 * Notices a connection that is dead and does not say so. Any message counts as life, and puts the next
 * ping off. A check that comes late, after sleep or in a throttled tab, pings again before it condemns.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * createWebSocket(url, { heartbeat: heartbeat({ message: 'ping', isAnswer: (message) => message === 'pong' }) })
 */
export function heartbeat<Incoming, Outgoing>({
  message,
  interval = 30_000,
  timeout = 10_000,
  isAnswer,
}: HeartbeatOptions<Incoming, Outgoing>): Heartbeat<Incoming, Outgoing> {
  return {
    ...createPulse(
      atLeastZero('heartbeat.interval', interval),
      atLeastZero('heartbeat.timeout', timeout),
    ),
    isAnswer,
    message: () => (typeof message === 'function' ? (message as () => Outgoing)() : message),
  };
}
