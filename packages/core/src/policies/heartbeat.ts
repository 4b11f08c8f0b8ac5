import type { Connection } from '../connection.js';
import { TowlineError } from '../errors.js';
import { createPulse, type Pulse } from '../machine/beat.js';
import { aboveZero } from '../valid-option.js';
import type { Encoded } from './codec.js';

export interface HeartbeatOptions<Incoming, Outgoing> {
  /** The ping, or what makes one. */
  readonly message: Outgoing | (() => Outgoing);
  /** ms of silence before a ping. Default 30,000. */
  readonly interval?: number | undefined;
  /** ms to wait for an answer; then the connection is left at once. Default 10,000. */
  readonly timeout?: number | undefined;
  /**
   * Which message is the answer; it gives the latency and goes to no listener, also where it comes
   * late. Asked only while an answer is owed. Default: any message is, and goes on to the listeners.
   */
  readonly isAnswer?: ((message: Incoming) => boolean) | undefined;
}

/** What a heartbeat needs of its connection. */
export type BeatingConnection = Pick<
  Connection<never>,
  'driver' | 'link' | 'tell' | 'giveUp' | 'heard'
>;

/** Made by `heartbeat()`. */
export interface Heartbeat<Incoming, Outgoing> extends Pulse {
  /** Sends a ping, past the queue. */
  sendPing(connection: BeatingConnection, encode: (message: Outgoing) => Encoded): void;
  /** Whether a message is the answer to the ping that is out, and for nobody else. */
  takes(message: Incoming, connection: BeatingConnection): boolean;
}

/**
 * Notices a connection that is dead and does not say so. Any message counts as life, and puts the next
 * ping off. A check that comes late, after sleep or in a throttled tab, pings once more before it condemns.
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
  /** Pings of a connection that are not answered yet: also a late answer is for nobody else. */
  const owed = new WeakMap<object, number>();

  function count({ link }: BeatingConnection, change: number): number {
    const before = (link && owed.get(link)) ?? 0;
    if (link) owed.set(link, before + change);
    return before;
  }

  function fail({ tell }: BeatingConnection, text: string, cause: unknown) {
    tell(new TowlineError('heartbeat-failed', text, { cause }));
  }

  return {
    ...createPulse(
      aboveZero('heartbeat.interval', interval),
      aboveZero('heartbeat.timeout', timeout),
    ),
    sendPing(connection, encode) {
      let data: Encoded;
      try {
        data = encode(typeof message === 'function' ? (message as () => Outgoing)() : message);
      } catch (cause) {
        const text = 'The ping could not be made; error.cause says why. The connection lives on.';
        fail(connection, text, cause);
        // Nothing was asked, so that silence is no answer.
        connection.heard();
        return;
      }
      try {
        connection.link()?.socket.send(data as never);
        if (isAnswer) count(connection, 1);
      } catch (cause) {
        const text = 'The platform refused to send the ping. It connects anew.';
        connection.giveUp(new TowlineError('heartbeat-failed', text, { cause }));
      }
    },
    takes(received, connection) {
      const { driver } = connection;
      const { state } = driver;
      if (state.phase !== 'open') return false;
      if (isAnswer ? count(connection, 0) === 0 : state.beat?.sent === null) return false;
      try {
        if (isAnswer && !isAnswer(received)) return false;
      } catch (cause) {
        const text =
          'isAnswer of the heartbeat failed, so the message counts as none. See error.cause.';
        fail(connection, text, cause);
        return false;
      }
      driver.post({ type: 'answered', id: state.id });
      if (isAnswer) count(connection, -1);
      return isAnswer !== undefined;
    },
  };
}
