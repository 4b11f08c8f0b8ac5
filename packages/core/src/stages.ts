import type { CloseInfo } from './close.js';
import type { Url } from './destination.js';

/** What `prepare` is told of the attempt. */
export interface Preparation {
  /** The destination, as it was given. */
  readonly url: string;
  readonly protocols: readonly string[];
  /** 0 for the first attempt, 1 for the first retry. */
  readonly attempt: number;
  /** How the last connection ended. */
  readonly last: CloseInfo | null;
  /** Aborts when the answer no longer matters: the attempt is over, or took too long. */
  readonly signal: AbortSignal;
}

/**
 * Work for each attempt, a fresh token above all. What it returns is for this attempt only; the queue
 * belongs to the destination. A throw, a rejection, or no answer within `connectTimeout`, is a failed
 * attempt.
 *
 * @example
 * prepare: async ({ url, signal }) => {
 *   const { token } = await (await fetch('/token', { signal })).json()
 *   return { url: `${url}?token=${token}` }
 * }
 */
export type Prepare = (preparation: Preparation) => Prepared | PromiseLike<Prepared>;

/** What to connect to this time; what is left out stays as it is. */
export type Prepared =
  | {
      readonly url?: Exclude<Url, null> | undefined;
      readonly protocols?: string | readonly string[] | undefined;
    }
  | undefined;

/** The open socket, before the connection counts as open. */
export interface AuthenticationLink<Incoming, Outgoing> {
  readonly url: string;
  /** The subprotocol that the server chose. */
  readonly protocol: string;
  /** Aborts when the attempt is over. */
  readonly signal: AbortSignal;
  /** Sends at once, ahead of the queue. */
  send(message: Outgoing): void;
  /**
   * The next message; those that are not taken go to the listeners once it is open. Each call takes one,
   * also where nobody waits for it any more, as after a race with a timer. Rejects when the attempt is over.
   */
  receive(): Promise<Incoming>;
}

/**
 * A gate after the socket opens and before the queue is sent: "the first message is the token". Until
 * it is through, the status is `connecting`. A throw, a rejection, or no end within `connectTimeout`,
 * is a failed attempt.
 *
 * @example
 * authenticate: async (link) => {
 *   link.send({ type: 'auth', token: await getToken() })
 *   const answer = await link.receive()
 *   if (answer.type !== 'welcome') throw new Error('refused')
 * }
 */
export type Authenticate<Incoming, Outgoing> = (
  link: AuthenticationLink<Incoming, Outgoing>,
) => unknown;
