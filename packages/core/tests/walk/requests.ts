import {
  type CloseInfo,
  request,
  type SendOptions,
  type TowlineError,
  type TowlineSocket,
} from '@towline/core';
import type { FakeSocket } from '@towline/suites';
import type { ManualClock } from '@towline/testing';
import { expect } from 'vitest';
import type { WatchedEnvironment } from './environment.js';
import type { Books } from './messages.js';
import { type CountedSignal, countListeners, onAbort } from './signals.js';

/** How something is asked. */
export interface Question {
  /** ms; null: it is never given up. */
  readonly timeout: number | null;
  readonly idempotent: boolean;
  readonly signal: 'none' | 'aborts' | 'has aborted';
}

type Outcome =
  | 'answered'
  | 'request-timeout'
  | 'request-aborted'
  | 'request-interrupted'
  | 'request-dropped'
  | 'queue-full';

interface Asked {
  readonly message: string;
  /** When it is given up, by what timers go by. */
  readonly until: number;
  /** Whether it was sent on the present connection. */
  sent: boolean;
  /** How it has to end; undefined: it is under way. */
  due: Outcome | undefined;
  outcome: Outcome | undefined;
  /** How a connection ended while it was not sent. */
  closedBy: CloseInfo['cause'] | undefined;
  readonly interrupt: (cause: CloseInfo['cause']) => void;
  /** The connection ended, and it has yet to be sent again. */
  again: boolean;
  readonly controller: AbortController | undefined;
  readonly signal: CountedSignal | undefined;
  /** How many of its listeners are on the socket. */
  listeners: number;
  readonly stop: () => void;
}

/** Questions and their answers: promises 1 and 5. */
export interface Requests {
  ask(question: Question): void;
  /** The user gives one up. */
  abort(which: number): void;
  /** A server answers one, whether it was asked or not. */
  answer(socket: FakeSocket, which: number): void;
  /** Whether anything was asked. */
  readonly used: boolean;
  /** Whether there are promises that have to settle before the check. */
  readonly promised: boolean;
  check(): void;
  /** At the very end: all have settled. */
  checkClosed(): void;
}

export interface RequestSurroundings {
  readonly clock: ManualClock;
  readonly watched: WatchedEnvironment;
  readonly books: Pick<Books, 'next' | 'sendFor' | 'speak'>;
  /** Where the socket goes now. */
  url(): string | null;
  /** May throw. */
  spring(type: 'match'): void;
}

const REASON = new Error('given up');

const answerTo = (message: string) => `a${message}`;

export function createRequests(
  socket: TowlineSocket,
  { clock, watched, books, url, spring }: RequestSurroundings,
): Requests {
  const all: Asked[] = [];
  /** Those that had yet to end when it was last looked. */
  let open: Asked[] = [];
  const problems: string[] = [];

  /** The socket as one request sees it: what it sends is in the books, and its listeners are counted. */
  function watchedBy(asked: Asked): TowlineSocket {
    let counted: CountedSignal | undefined;
    const on: TowlineSocket['on'] = (...given) => {
      asked.listeners += 1;
      const stop = socket.on(...given);
      return () => {
        asked.listeners -= 1;
        stop();
      };
    };
    const send: TowlineSocket['send'] = (message, options: SendOptions = {}) => {
      const signal = options.signal as AbortSignal;
      // It takes its message back in any case: then it has settled.
      if (!counted) onAbort(signal, () => settled(asked));
      counted ??= countListeners(signal);
      asked.again = false;
      asked.closedBy = undefined;
      try {
        const result = books.sendFor(url(), message, counted, () => socket.send(message, options));
        if (result === 'sent') {
          asked.sent = true;
          // A listener may have left the connection meanwhile.
          if (asked.closedBy) asked.interrupt(asked.closedBy);
        }
        return result;
      } catch (error) {
        if ((error as TowlineError).code === 'queue-full') asked.due ??= 'queue-full';
        throw error;
      }
    };
    return Object.create(socket, { on: { value: on }, send: { value: send } });
  }

  /** Nothing else has ended it, so that its time must be over. */
  function settled(asked: Asked) {
    if (asked.due) return;
    asked.due = 'request-timeout';
    if (clock.monotonicTime < asked.until) {
      problems.push(`${asked.message} ended ${asked.until - clock.monotonicTime} ms too early`);
    }
  }

  /** What happens to it, heard just before it hears of it itself. */
  function follow(asked: Asked): () => void {
    const { message } = asked;
    const stops = [
      socket.on('sent', (event) => {
        if (event.message === message) asked.sent = true;
      }),
      socket.on('drop', (event) => {
        if (event.message === message) asked.due ??= 'request-dropped';
      }),
      socket.on('message', (word) => {
        if (asked.sent && word === answerTo(message)) asked.due ??= 'answered';
      }),
      socket.on('close', ({ cause }) => {
        if (asked.sent) asked.interrupt(cause);
        else asked.closedBy = cause;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  function match(asked: Asked, word: string): boolean {
    if (!asked.sent) problems.push(`${asked.message} was asked of ${word} before it was sent`);
    const { due } = asked;
    // What throws is none, and whoever is called meanwhile may end it otherwise.
    asked.due = undefined;
    spring('match');
    asked.due ??= due;
    return word === answerTo(asked.message);
  }

  function settle(asked: Asked, outcome: Outcome) {
    if (asked.outcome) problems.push(`${asked.message} ended twice`);
    asked.outcome = outcome;
  }

  return {
    ask(question) {
      const { idempotent, signal } = question;
      const timeout = question.timeout ?? Number.POSITIVE_INFINITY;
      const controller = signal === 'none' ? undefined : new AbortController();
      if (signal === 'has aborted') controller?.abort(REASON);
      const asked: Asked = {
        message: books.next,
        until: clock.monotonicTime + timeout,
        sent: false,
        due: signal === 'has aborted' ? 'request-aborted' : undefined,
        outcome: undefined,
        closedBy: undefined,
        interrupt(cause) {
          if (asked.due) return;
          asked.sent = false;
          asked.again = idempotent && cause !== 'replaced';
          if (!asked.again) asked.due = 'request-interrupted';
        },
        again: false,
        controller,
        signal: controller && countListeners(controller.signal),
        listeners: 0,
        stop: () => stop(),
      };
      const stop = follow(asked);
      all.push(asked);
      open.push(asked);
      request(watchedBy(asked), asked.message, {
        match: (word) => match(asked, word),
        timeout,
        idempotent,
        ...(controller ? { signal: controller.signal } : {}),
      }).then(
        (word) => {
          if (word !== answerTo(asked.message)) problems.push(`${asked.message} got ${word}`);
          settle(asked, 'answered');
        },
        (error: TowlineError) => {
          settle(asked, error.code as Outcome);
          if (error.code === 'request-aborted' && error.cause !== REASON) {
            problems.push(`${asked.message} was given up for another reason`);
          }
        },
      );
    },

    abort(which) {
      const asked = all.at(-1 - which);
      if (!asked?.controller) return;
      asked.due ??= 'request-aborted';
      asked.controller.abort(REASON);
    },

    answer(from, which) {
      const asked = all.at(-1 - which);
      if (asked) books.speak(from, answerTo(asked.message));
    },

    get used() {
      return all.length > 0;
    },

    get promised() {
      return all.some(({ due, outcome }) => due !== outcome);
    },

    check() {
      for (const asked of open) {
        const { message, until, due, outcome, again, listeners, signal } = asked;
        if (outcome !== due) problems.push(`${message} is ${outcome} instead of ${due}`);
        if (due) {
          asked.stop();
          if (listeners + (signal?.listeners ?? 0) > 0) problems.push(`${message} still listens`);
          continue;
        }
        if (again) problems.push(`${message} was not sent again`);
        if (clock.monotonicTime >= until || watched.nextTimer > until) {
          problems.push(`${message} hangs`);
        }
      }
      if (problems.length > 0) expect.fail(problems.join('\n'));
      open = open.filter(({ due }) => !due);
    },

    checkClosed() {
      if (open.length > 0) expect.fail(`${open.map(({ message }) => message)} wait for an answer`);
    },
  };
}
