import { messages, type TowlineError, type TowlineSocket, whenOpen } from '@towline/core';
import { expect } from 'vitest';

/** How many messages may wait for somebody who reads them. */
const LIMIT = 2;

/** Someone who listens for a while. */
interface Ear {
  readonly from: number;
  readonly heard: string[];
  readonly leave: () => void;
}

/** Someone who reads by `messages()`. */
interface Reader {
  readonly iterator: AsyncIterableIterator<string, undefined>;
  /** What it may read, in order. */
  readonly due: string[];
  /** What each read gave, in order: a message, the end, or an error; undefined: it waits. */
  readonly reads: (string | undefined)[];
  overflowed: boolean;
  over: boolean;
}

/** Someone who waits by `whenOpen()`. */
interface Wait {
  readonly signal: AbortController | undefined;
  outcome: 'open' | 'ended' | 'aborted' | undefined;
  /** It was open since then, or ended. */
  opened: boolean;
  ended: boolean;
}

/** Listeners that come and go, readers and those who wait: promises 2, 5 and 10. */
export interface Ears {
  join(): void;
  leave(which: number): void;
  iterate(): void;
  read(which: number): void;
  /** @param signal whether it may give up before */
  wait(signal: boolean): void;
  giveUp(which: number): void;
  /** Whether there are promises that have to settle before the check. */
  readonly promised: boolean;
  check(): void;
  /** Reads whatever is left to read, and one more. */
  readAll(): void;
  /** At the very end: nobody waits any more. */
  checkClosed(): void;
}

const OVERFLOW = 'error iterator-overflow';
const DONE = 'done';

export function createEars(socket: TowlineSocket, calm: () => boolean): Ears {
  const all: string[] = [];
  const ears: Ear[] = [];
  const readers: Reader[] = [];
  const waits: Wait[] = [];
  /** Since it last ended. */
  let everOpen = false;
  socket.on('message', (message) => all.push(message));
  socket.on('open', () => {
    everOpen = true;
    for (const wait of waits) wait.opened = true;
  });
  socket.on('statechange', ({ ended }) => {
    if (!ended) return;
    everOpen = false;
    for (const wait of waits) wait.ended = true;
    for (const reader of readers) reader.over = true;
  });

  /** Each read gives the next message; then that there were too many, once; then the end. */
  function dueOf({ due, overflowed, over }: Reader, place: number): string | undefined {
    if (place < due.length) return due[place];
    if (overflowed && place === due.length) return OVERFLOW;
    return overflowed || over ? DONE : undefined;
  }

  function read({ iterator, reads }: Reader) {
    const place = reads.push(undefined) - 1;
    iterator.next().then(
      ({ done, value }) => {
        reads[place] = done ? DONE : value;
      },
      (error: TowlineError) => {
        reads[place] = `error ${error.code}`;
      },
    );
  }

  return {
    join() {
      const heard: string[] = [];
      const leave = socket.on('message', (message) => heard.push(message));
      ears.push({ from: all.length, heard, leave });
    },
    leave(which) {
      const [ear] = ears.splice(which % Math.max(1, ears.length), 1);
      if (!ear) return;
      ear.leave();
      checkEar(ear, calm());
    },
    iterate() {
      // From within a listener it depends on what is still to come whether it has ended.
      if (!calm()) return;
      const iterator = messages(socket, { limit: LIMIT });
      const { ended } = socket.getSnapshot();
      const reader: Reader = { iterator, due: [], reads: [], overflowed: false, over: ended };
      socket.on('message', (message) => {
        if (reader.over || reader.overflowed) return;
        if (reader.due.length - reader.reads.length < LIMIT) reader.due.push(message);
        else reader.overflowed = true;
      });
      readers.push(reader);
    },
    read(which) {
      const reader = readers.at(-1 - which);
      if (reader) read(reader);
    },
    readAll() {
      for (const reader of readers) {
        const most = reader.due.length + 2;
        while (reader.reads.length < most) read(reader);
      }
    },
    wait(withSignal) {
      const signal = withSignal ? new AbortController() : undefined;
      const { status, ended } = socket.getSnapshot();
      const wait: Wait = {
        signal,
        outcome: undefined,
        opened: everOpen || status === 'open',
        ended,
      };
      waits.push(wait);
      whenOpen(socket, { signal: signal?.signal }).then(
        () => {
          wait.outcome = 'open';
        },
        (error: TowlineError) => {
          wait.outcome = error.code === 'ended' ? 'ended' : 'aborted';
        },
      );
    },
    giveUp: (which) => waits.at(-1 - which)?.signal?.abort(),
    get promised() {
      return readers.length > 0 || waits.length > 0;
    },
    check() {
      for (const ear of ears) checkEar(ear, true);
      for (const reader of readers) {
        for (const [place, read] of reader.reads.entries()) {
          const due = dueOf(reader, place);
          if (read !== due) expect.fail(`read ${place} gave ${read} instead of ${due}`);
        }
      }
      const { status, ended } = socket.getSnapshot();
      for (const wait of waits) {
        const { outcome, opened } = wait;
        const aborted = wait.signal?.signal.aborted ?? false;
        if (outcome === 'open' && !opened) expect.fail('it was never open, and said so');
        if (outcome === 'ended' && !wait.ended) expect.fail('it never ended, and said so');
        if (outcome === 'aborted' && !aborted) expect.fail('a wait was given up by nobody');
        if (!outcome && (status === 'open' || ended || aborted)) {
          expect.fail(`somebody waits for it to open: ${status}`);
        }
      }
    },
    checkClosed() {
      if (waits.some(({ outcome }) => !outcome)) expect.fail('somebody still waits for it to open');
    },
  };

  function checkEar({ from, heard }: Ear, whole: boolean) {
    const due = all.slice(from, whole ? all.length : from + heard.length);
    if (heard.join() !== due.join()) expect.fail(`[${heard}] was heard instead of [${due}]`);
  }
}
