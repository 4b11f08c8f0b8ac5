import type { CloseCause } from './close.js';
import { TowlineError, type TowlineErrorCode } from './errors.js';
import type { DropReason } from './events.js';
import { internalsOf } from './internals.js';
import { timerDelay } from './timer-delay.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { assertSignal, atLeastZero } from './valid-option.js';

export interface RequestOptions<Incoming, Answer extends Incoming = Incoming> {
  /** Whether a message is the answer. Where it throws, the error is reported, and it is none. */
  readonly match: ((message: Incoming) => message is Answer) | ((message: Incoming) => boolean);
  /** ms until it is given up, the time in the queue included. Default 10,000; Infinity: never. */
  readonly timeout?: number | undefined;
  /** Gives it up; one that is still queued is taken back. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether it may be sent again where a connection ended before the answer, which the server may have had.
   * Default false: then it fails, as `request-interrupted`.
   */
  readonly idempotent?: boolean | undefined;
}

/**
 * Sends a message and waits for its answer. Listeners and views get the answer too. It ends in any case, unless there is
 * neither an answer nor a `timeout`. While the connection is down it waits in the queue. A message is told from others
 * by reference, so give each request an object of its own.
 *
 * The promise rejects with TowlineError `request-timeout`, `request-aborted` (the signal's reason is its `cause`),
 * `request-interrupted` (the connection ended before the answer, or the socket went to another destination) or
 * `request-dropped` (it will not be sent), or with what `send` throws.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const id = crypto.randomUUID()
 * const answer = await request(rpc, { id, method: 'sum', params: [1, 2] }, {
 *   match: (message) => message.id === id,
 *   timeout: 5000,
 * })
 */
export function request<Incoming, Outgoing, Answer extends Incoming = Incoming>(
  source: SocketSource<Incoming, Outgoing>,
  message: Outgoing,
  { match, timeout = 10_000, signal, idempotent = false }: RequestOptions<Incoming, Answer>,
): Promise<Answer> {
  atLeastZero('timeout', timeout);
  assertSignal(signal);
  const socket = socketOf(source);
  const { environment } = internalsOf(socket);

  return new Promise<Answer>((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const takeBack = new AbortController();
    /** Whether it is on its way: before, nothing that comes answers it, and no end interrupts it. */
    let isSent = false;
    /** How a connection ended while it was not. */
    let closedBy: CloseCause | undefined;
    let cancelTimer: (() => void) | undefined;
    const stops = [
      socket.on('message', (incoming) => isAnswer(incoming) && settle(() => resolve(incoming))),
      socket.on('sent', (sent) => {
        if (isOwn(sent.message)) isSent = true;
      }),
      socket.on('drop', (drop) => isOwn(drop.message) && fail(dropped(drop.reason))),
      socket.on('close', ({ cause }) => {
        if (isSent) interrupt(cause);
        else closedBy = cause;
      }),
    ];
    signal?.addEventListener('abort', abort);
    wait(timeout);
    submit();

    function isOwn(other: unknown) {
      return Object.is(other, message);
    }

    function isAnswer(incoming: Incoming): incoming is Answer {
      if (!isSent) return false;
      try {
        return match(incoming);
      } catch (error) {
        environment.reportError(error);
        return false;
      }
    }

    function submit() {
      isSent = false;
      closedBy = undefined;
      try {
        // Else an event tells what becomes of it. The connection may end meanwhile, where the platform refuses to send.
        if (socket.send(message, { signal: takeBack.signal }) !== 'sent') return;
        isSent = true;
        // By a listener, once it was on its way.
        if (closedBy && !takeBack.signal.aborted) interrupt(closedBy);
      } catch (error) {
        settle(() => reject(error));
      }
    }

    function interrupt(cause: CloseCause) {
      // Another destination never heard of it.
      if (idempotent && cause !== 'replaced') submit();
      else fail(interrupted());
    }

    /** Longer than a timer can wait takes several. */
    function wait(left: number) {
      if (left === Number.POSITIVE_INFINITY) return;
      const delay = timerDelay(left);
      cancelTimer = environment.setTimer(
        () => (left > delay ? wait(left - delay) : fail(timedOut(timeout))),
        delay,
      );
    }

    function abort() {
      if (signal) fail(aborted(signal));
    }

    function fail(error: TowlineError) {
      settle(() => reject(error));
    }

    function settle(end: () => void) {
      for (const stop of stops) stop();
      cancelTimer?.();
      signal?.removeEventListener('abort', abort);
      end();
      takeBack.abort();
    }
  });
}

function failure(code: TowlineErrorCode, message: string, cause?: unknown): TowlineError {
  return new TowlineError(code, message, { cause });
}

function timedOut(timeout: number) {
  return failure(
    'request-timeout',
    `No answer came within ${timeout} ms (timeout). Perhaps the server is slow, or match does not know its answer.`,
  );
}

function aborted({ reason }: AbortSignal) {
  return failure('request-aborted', 'The request was given up by its signal.', reason);
}

function interrupted() {
  return failure(
    'request-interrupted',
    'The connection ended before the answer came. The server may have had the request: ask it, or mark the request as idempotent to have it sent again.',
  );
}

function dropped(reason: DropReason) {
  return failure(
    'request-dropped',
    `The request was not sent (${reason}). Send it again once the socket is wanted open.`,
  );
}
