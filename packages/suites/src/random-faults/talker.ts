// The client's side of the conversation, the same in Node and in a page: nothing in here is of Node.
import {
  heartbeat,
  type Snapshot,
  type TowlineSocket,
  type WebSocketOptions,
  type WebSocketSource,
  type WorldSignal,
} from '@towline/core';
import { countHolds } from '../conformance/counted-socket.js';
import type { Gather } from './company.js';
import { createCountedEnvironment } from './counted-environment.js';
import { createJournal, type Journal } from './journal.js';
import type { Left, Told } from './told.js';

/** What the client's own side can do to a conversation. */
export type Act = 'reconnect' | 'open' | 'close' | 'close and open' | 'hide and show' | WorldSignal;

/** What is said and done in one go. */
export interface Speech {
  /** How many messages are said; then it acts; then so many more are said. */
  readonly before?: number;
  readonly act?: Act | undefined;
  readonly after?: number;
  /** ms in which one is said each ms, or as often as the platform's timers let it. */
  readonly lasts?: number;
}

export interface Look {
  readonly status: Snapshot['status'];
  readonly ended: boolean;
  /** The number of the connection that there is. */
  readonly present: number;
  /** How many messages were said. */
  readonly said: number;
  /** The latest message that was heard. */
  readonly latest: string | undefined;
  /** The platform's sockets that are not closed yet. */
  readonly closing: number;
}

export interface Talker {
  speak(speech: Speech): Promise<void>;
  look(): Look;
  /** Once nobody says anything any more: everybody leaves, and what was heard is all there is. */
  stop(): Promise<Told>;
}

/** ms; short, so that a minute has room for many faults. */
const TIMES = {
  retry: 10,
  connectTimeout: 500,
  closeTimeout: 100,
  healthyAfter: 50,
  interval: 80,
  timeout: 160,
};
/** ms in which what is rendered is shown, and everything gone: many times what it takes. */
const PATIENCE = 5000;

/** @param port where the faults happen */
export async function createTalker(
  port: number,
  gather: Gather,
  WebSocket: WebSocketSource,
): Promise<Talker> {
  const elementsBefore = countElements();
  const counted = createCountedEnvironment(WebSocket);
  let connections = 0;
  /** When the latest of them was begun. */
  let begunAt = 0;
  const options: WebSocketOptions = {
    environment: counted.environment,
    connectTimeout: TIMES.connectTimeout,
    closeTimeout: TIMES.closeTimeout,
    healthyAfter: TIMES.healthyAfter,
    linger: 0,
    // What a close code ends stays ended.
    retry: (_close, _attempt, delay) => delay && TIMES.retry,
    heartbeat: heartbeat({
      message: 'ping',
      isAnswer: (message) => message === 'pong',
      interval: TIMES.interval,
      timeout: TIMES.timeout,
    }),
    // So that both ends have a name for each connection.
    prepare({ url }) {
      connections += 1;
      begunAt = Date.now();
      return { url: `${url}${connections}` };
    },
  };
  let met:
    | { readonly socket: TowlineSocket; readonly journal: Journal; readonly holds: () => number }
    | undefined;
  const company = await gather(`ws://127.0.0.1:${port}/`, options, (socket) => {
    const journal = createJournal(socket, () => begunAt);
    // From now on: without the journal's.
    met = { socket, journal, holds: countHolds(socket) };
  });
  if (!met) throw new Error('There is no socket.');
  const { socket, journal, holds } = met;

  function perform(act: Act) {
    switch (act) {
      case 'reconnect':
      case 'open':
      case 'close':
        return socket[act]();
      case 'close and open':
        socket.close();
        return socket.open();
      case 'hide and show':
        counted.signal('hide');
        return counted.signal('show');
      default:
        return counted.signal(act);
    }
  }
  function say(count: number) {
    for (let said = 0; said < count; said += 1) journal.say();
  }
  const left = (): Left => ({
    ...counted.left(),
    holds: holds(),
    elements: countElements() - elementsBefore,
  });

  return {
    async speak({ before = 0, act, after = 0, lasts = 0 }) {
      const deadline = performance.now() + lasts;
      say(before);
      if (act) perform(act);
      say(after);
      // Also while a connection is about to close, which takes no time to speak of.
      for (; performance.now() < deadline; await sleep(1)) journal.say();
    },
    look() {
      const { status, ended } = socket.getSnapshot();
      const { present, fates } = journal;
      return {
        status,
        ended,
        present: present(),
        said: fates.length,
        latest: journal.heard['first']?.at(-1),
        closing: counted.closing(),
      };
    },
    async stop() {
      const whole = journal.heard['first']?.join('') ?? '';
      await until(() => Object.values(company.shown().folded).every((text) => text === whole));
      const { kept, folded } = company.shown();
      await company.stop();
      await until(() => Object.values({ ...left(), holds: 0 }).every((count) => count === 0));
      const told = await journal.stop();
      const stayed = left();
      // Also where it should be closed and is not.
      socket.close();
      return {
        ...told,
        heard: { ...told.heard, ...company.heard },
        kept: { ...told.kept, ...kept },
        folded,
        reported: [...counted.reported, ...journal.reported],
        left: stayed,
      };
    },
  };
}

/** In the page, where there is one. */
function countElements(): number {
  return (globalThis as Partial<typeof globalThis>).document?.body.childElementCount ?? 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What is not so then will be seen by whoever judges. */
async function until(done: () => boolean) {
  const deadline = performance.now() + PATIENCE;
  while (!done() && performance.now() < deadline) await sleep(5);
}
