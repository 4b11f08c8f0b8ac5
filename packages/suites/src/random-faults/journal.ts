import {
  createLog,
  type DropReason,
  messages,
  type SendResult,
  type TowlineSocket,
} from '@towline/core';
import type { Ending, Span, Told } from './told.js';

/** What a socket tells, written down; and what is said to it. */
export interface Journal extends Pick<Told, 'fates' | 'heard'> {
  readonly reported: readonly string[];
  /** The number of the connection that there is. */
  present(): number;
  /** Says the next number. */
  say(): void;
  /** Once the socket is closed: what was heard is all there is. */
  stop(): Promise<Pick<Told, 'fates' | 'handed' | 'endings' | 'heard' | 'kept'>>;
}

/** @param begunAt when the latest connection was begun */
export function createJournal(socket: TowlineSocket, begunAt: () => number): Journal {
  const fates: { result: SendResult; ends: ('sent' | DropReason)[] }[] = [];
  const handed = new Map<number, number[]>();
  const endings = new Map<number, Ending>();
  const heard = {
    first: [] as string[],
    second: [] as string[],
    collector: [] as string[],
    iterator: [] as string[],
  };
  const reported: string[] = [];

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
    const span: Span = [begunAt(), Date.now()];
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
    // At the beginning, where it is off first.
    reset() {
      if (heard.first.length > 0) reported.push('There was no other destination.');
    },
  });
  const log = createLog(socket, { limit: 100 });
  /** An iteration is done once the socket has ended: then another one begins when it is opened again. */
  let iteration: AsyncIterableIterator<string>;
  let iterating = iterate();
  let ended = false;
  socket.on('statechange', (snapshot) => {
    if (ended && !snapshot.ended) iterating = iterate(iterating);
    ended = snapshot.ended;
  });
  async function iterate(before?: Promise<void>) {
    const present = messages(socket, { limit: Number.POSITIVE_INFINITY });
    iteration = present;
    await before;
    for await (const message of present) heard.iterator.push(message);
  }

  return {
    fates,
    heard,
    reported,
    present,
    say,
    async stop() {
      const kept = { log: log.getSnapshot().join(' ') };
      leave();
      log.stop();
      // Where components have let go of it, a socket has not ended for good.
      await iteration.return?.();
      await iterating;
      return { fates, handed: [...handed], endings: [...endings], heard, kept };
    },
  };
}
