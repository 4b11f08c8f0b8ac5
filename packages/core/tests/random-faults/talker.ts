import {
  createLog,
  createWebSocket,
  type DropReason,
  type Environment,
  heartbeat,
  messages,
  type SendResult,
  type TowlineSocket,
  type WorldSignal,
} from '@towline/core';
import { WebSocket } from 'ws';

/** What became of a message that was handed to `send`. */
export interface Fate {
  readonly result: SendResult;
  /** The ends that were told of it; 'sent' or the reason why it was dropped. */
  readonly ends: ('sent' | DropReason)[];
}

/** How a connection that was open ended. */
export interface Ending {
  readonly wasClean: boolean;
  readonly byServer: boolean;
  /** From its first moment to its last. */
  readonly span: Span;
}

/** ms, as `performance.now()` has them. */
export type Span = readonly [from: number, to: number];

/** The client's side of the conversation, with everything written down. */
export interface Talker {
  readonly socket: TowlineSocket;
  /** By the message's number. */
  readonly fates: readonly Fate[];
  /** What was handed to the platform, by connection, in order. */
  readonly handed: ReadonlyMap<number, readonly number[]>;
  /** Of the connections that were open. */
  readonly endings: ReadonlyMap<number, Ending>;
  /** What each of those who listen has heard. */
  readonly heard: Readonly<
    Record<'first' | 'second' | 'collector' | 'iterator', readonly string[]>
  >;
  /** The last 100 messages. */
  readonly logged: () => readonly string[];
  /** What a listener threw, or whatever else was reported. */
  readonly reported: readonly unknown[];
  /** The number of the connection that there is. */
  present(): number;
  /** Says the next number. */
  say(): void;
  signal(type: WorldSignal): void;
  /** What there is beside the socket itself. */
  left(): { timers: number; listeners: number; open: number; listened: number };
  /** The platform's sockets that are still about to close. */
  closing(): number;
  /** Once the socket has ended: what was heard is all there is. */
  stop(): Promise<void>;
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

/** @param port where the faults happen */
export function createTalker(port: number): Talker {
  const platform: WebSocket[] = [];
  const timers = new Set<object>();
  const tells = new Set<(type: WorldSignal) => void>();
  const reported: unknown[] = [];
  const environment: Partial<Environment> = {
    WebSocket(url: string, protocols: string[]) {
      const made = new WebSocket(url, protocols);
      platform.push(made);
      return made as never;
    },
    setTimer(callback, delay) {
      const entry = {};
      timers.add(entry);
      const timer = setTimeout(() => {
        timers.delete(entry);
        callback();
      }, delay);
      return () => {
        timers.delete(entry);
        clearTimeout(timer);
      };
    },
    listen(tell) {
      const listener = (type: WorldSignal) => tell(type);
      tells.add(listener);
      return () => tells.delete(listener);
    },
    reportError: (error) => reported.push(error),
  };
  // Frames are timers here.
  Object.assign(environment, {
    requestFrame: (callback: () => void) => environment.setTimer?.(callback, 16),
  });

  let connections = 0;
  /** When the latest of them was begun. */
  let begunAt = 0;
  const socket = createWebSocket(`ws://127.0.0.1:${port}/`, {
    environment,
    connectTimeout: TIMES.connectTimeout,
    closeTimeout: TIMES.closeTimeout,
    healthyAfter: TIMES.healthyAfter,
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
      begunAt = performance.now();
      return { url: `${url}${connections}` };
    },
  });

  const fates: Fate[] = [];
  const handed = new Map<number, number[]>();
  const endings = new Map<number, Ending>();
  const heard = {
    first: [] as string[],
    second: [] as string[],
    collector: [] as string[],
    iterator: [] as string[],
  };

  function present(): number {
    return Number(new URL(socket.url ?? '').pathname.slice(1));
  }
  function hand(number: number) {
    const id = present();
    const numbers = handed.get(id) ?? [];
    numbers.push(number);
    handed.set(id, numbers);
  }
  function say() {
    const number = fates.length;
    const fate = { result: 'queued' as SendResult, ends: [] };
    fates.push(fate);
    fate.result = socket.send(String(number));
    if (fate.result === 'sent') hand(number);
  }

  socket.on('sent', ({ message }) => {
    fates[Number(message)]?.ends.push('sent');
    hand(Number(message));
  });
  socket.on('drop', ({ message, reason }) => fates[Number(message)]?.ends.push(reason));
  let open: number | undefined;
  socket.on('open', () => {
    open = present();
  });
  socket.on('close', ({ wasClean, cause }) => {
    const span: Span = [begunAt, performance.now()];
    if (open !== undefined) endings.set(open, { wasClean, byServer: cause === 'server', span });
    open = undefined;
  });
  socket.on('message', (message) => heard.first.push(message));
  socket.on('message', (message) => {
    heard.second.push(message);
    // Some answer at once, from within.
    if (message.endsWith('7')) say();
  });
  const leave = socket.collect({
    receive: (batch) => heard.collector.push(...batch),
    reset: () => reported.push(new Error('There was no other destination.')),
  });
  const log = createLog(socket, { limit: 100 });
  /** An iteration is done once the socket has ended: then another one begins when it is opened again. */
  let iterating = iterate();
  let ended = false;
  socket.on('statechange', (snapshot) => {
    if (ended && !snapshot.ended) iterating = iterate(iterating);
    ended = snapshot.ended;
  });
  async function iterate(before?: Promise<void>) {
    const iteration = messages(socket, { limit: Number.POSITIVE_INFINITY });
    await before;
    for await (const message of iteration) heard.iterator.push(message);
  }

  return {
    socket,
    fates,
    handed,
    endings,
    heard,
    logged: log.getSnapshot,
    reported,
    present,
    say,
    signal(type) {
      for (const tell of [...tells]) tell(type);
    },
    left: () => ({
      timers: timers.size,
      listeners: tells.size,
      open: platform.filter(({ readyState }) => readyState < WebSocket.CLOSING).length,
      listened: platform.filter(({ onopen, onmessage, onclose }) => onopen || onmessage || onclose)
        .length,
    }),
    closing: () => platform.filter(({ readyState }) => readyState < WebSocket.CLOSED).length,
    async stop() {
      leave();
      log.stop();
      await iterating;
    },
  };
}
