import type {
  Priority,
  SendResult,
  SocketEvents,
  TowlineError,
  TowlineSocket,
} from '@towline/core';
import type { FakeData, FakeSocket } from '@towline/suites';
import { expect } from 'vitest';
import { isOfChannel } from './channels.js';
import { byteLength, CODECS } from './codecs.js';
import { LARGEST, type Settings } from './settings.js';
import { type CountedSignal, countListeners, onAbort } from './signals.js';
import { isToken, withoutNumber } from './stages.js';

interface Sent {
  /** Its place among all that were handed over: whoever asks again hands over the same message. */
  readonly number: number;
  readonly message: string;
  readonly priority: Priority;
  /** Where it may go: the destination it was handed over for, and those it went along to; null: the next one. */
  readonly urls: (string | null)[];
  result: SendResult | 'being sent' | 'refused';
  /** The events that told of it. */
  readonly ends: string[];
  readonly signal: CountedSignal | undefined;
  /** Its signal has aborted while it waited. */
  takenBack: boolean;
  /** A move has left it behind. */
  left: boolean;
  /** It was handed over from outside, so that `send` knew what became of it. */
  readonly outside: boolean;
  readonly at: Moment;
}

/** How long the buffer is not looked at, ms. */
const PAUSE = 16;

// By hand, and not by toEqual: the walks compare so often that it would take most of their time.
function same(found: readonly string[], expected: readonly string[], what: string): void {
  if (found.join() !== expected.join()) expect.fail(`${what} [${found}] instead of [${expected}]`);
}

/** When something was, ms. */
export interface Moment {
  /** By what timers go by: it stands still in sleep. */
  readonly fired: number;
  /** By the driver's clock, at least and at most: it need not have seen both a sleep and a step back. */
  readonly least: number;
  readonly most: number;
}

/** The books of what went out and what came in: promises 1, 2, 9 and 10. */
export interface Books {
  /** What is sent next. */
  readonly next: string;
  send(url: string | null, signal: number | undefined, priority?: Priority): void;
  /** Something is handed to the platform. */
  goes(data: FakeData): void;
  /** The same for somebody else, who has a message, and perhaps hands it over again. */
  sendFor(
    url: string | null,
    message: string,
    signal: CountedSignal,
    send: () => SendResult,
  ): SendResult;
  abort(signal: number): void;
  /** It goes somewhere else now. */
  move(to: string | null): void;
  /** A server says something that has to be heard, or must not be. */
  speak(socket: FakeSocket, word?: string): void;
  /** A server says what cannot be decoded: an error tells of it, with what it was. */
  mumble(socket: FakeSocket): void;
  /** A server says what has as many bytes as the limit. */
  reachLimit(socket: FakeSocket): void;
  /** One byte more: where there is a limit nobody hears it, nor what comes after it. */
  exceedLimit(socket: FakeSocket): void;
  /** What a gate kept is heard now. */
  hear(words: readonly string[]): void;
  check(): void;
  /** At the very end: every message has ended. */
  checkClosed(): void;
}

/** What the walk knows beside the messages. */
export interface BookSurroundings {
  readonly settings: Settings;
  /** Now. */
  moment(): Moment;
  /** When the first attempt began, if it did. */
  started(): Moment | undefined;
  /** Whether nobody acts within a listener. */
  calm(): boolean;
  /**
   * How long the connection has been ready to take more, ms; negative: it will be; undefined: it is not open, or
   * refuses to send.
   */
  readyFor(): number | undefined;
  /** Whether a gate keeps what this socket says. */
  kept(socket: FakeSocket, word: string): boolean;
}

export function keepBooks(
  socket: TowlineSocket,
  sockets: readonly FakeSocket[],
  { settings, moment, started, calm, readyFor, kept }: BookSurroundings,
): Books {
  const { overflow, maxBytes, timeToLive, keepQueue, maxMessageBytes } = settings;
  const { read, write, garbage } = CODECS[settings.codec];
  /** All that were handed over, in order. */
  const entries: Sent[] = [];
  const problems: string[] = [];
  /** The same by message. */
  const byMessage = new Map<string, Sent[]>();
  const spoken: string[] = [];
  const heard: string[][] = [[], []];
  const collected: string[] = [];
  /** What cannot be decoded: what was said, and what errors told. */
  let mumbled = 0;
  const notUnderstood: unknown[] = [];
  let words = 0;
  /** How many messages over the limit were said, and told of. */
  let exceeded = 0;
  let exceededTold = 0;

  interface OwnSignal extends CountedSignal {
    abort(): void;
  }
  const signals = new Map<number, OwnSignal>();
  const allSignals = new Set<CountedSignal>();

  function signalOf(index: number): OwnSignal {
    const known = signals.get(index);
    if (known) return known;
    const controller = new AbortController();
    const signal = Object.assign(countListeners(controller.signal), {
      abort: () => controller.abort(),
    });
    signals.set(index, signal);
    return signal;
  }

  function takeBack(signal: CountedSignal) {
    for (const entry of entries)
      if (entry.signal === signal && waits(entry)) entry.takenBack = true;
  }

  const waits = ({ result, ends }: Sent) => result === 'queued' && ends.length === 0;

  /** How long it has waited, at least and at most, ms. Before the first attempt no time passes. */
  function waited({ at }: Sent): Moment {
    const [now, start] = [moment(), started()];
    if (!start) return { fired: 0, least: 0, most: 0 };
    return {
      fired: now.fired - Math.max(at.fired, start.fired),
      least: now.least - Math.max(at.least, start.least),
      most: now.most - Math.max(at.most, start.most),
    };
  }

  function end(message: string, how: string) {
    const entry = byMessage.get(message)?.at(-1);
    if (!entry) return;
    if (how === 'sent' && entry.takenBack) expect.fail(`${message} was sent after its abort`);
    if (how === 'sent' && waited(entry).least >= timeToLive)
      expect.fail(`${message} was sent late`);
    if (how === 'expired' && waited(entry).most < timeToLive) {
      expect.fail(`${message} expired too early`);
    }
    if (how === 'aborted' && !entry.signal?.signal.aborted) {
      expect.fail(`${message} was taken back by nobody`);
    }
    if (how === 'replaced' && !entry.left) expect.fail(`${message} was to go along`);
    if (how === 'overflow' && entry.outside && overflow !== 'drop-oldest') {
      const fine = overflow === 'drop-newest' && entry.result === 'being sent';
      if (!fine) expect.fail(`${message} had to go, and not the newest`);
    }
    if (how === 'overflow' && overflow === 'drop-oldest' && calm()) {
      // Unless a listener has handed over something since.
      const direct = entries.some((one) => one.outside && one.result === 'being sent');
      const older = entries.find(
        (one) =>
          waits(one) &&
          (one.priority === entry.priority
            ? one.number < entry.number
            : one.priority === 'low' && one.outside && direct),
      );
      // One that never fits costs no other its place.
      const fits = byteLength(write(message)) <= maxBytes;
      if (older && fits) expect.fail(`${message} had to go before ${older.message}`);
    }
    entry.ends.push(how);
  }

  socket.on('sent', ({ message }) => end(message, 'sent'));
  socket.on('drop', ({ message, reason }: SocketEvents<string, string>['drop']) =>
    end(message, reason),
  );
  // An answer that is no longer waited for is a message like others.
  const isWord = (message: string) => message !== 'pong';
  for (const ears of heard) {
    socket.on('message', (message) => isWord(message) && ears.push(message));
  }
  socket.on('error', ({ code, data }) => {
    if (code === 'decode-failed') notUnderstood.push(data);
    if (code === 'message-too-large') exceededTold += 1;
  });
  socket.collect({ receive: (batch) => collected.push(...batch.filter(isWord)), reset() {} });

  function onTheWire() {
    return sockets.flatMap(({ url, received }) =>
      received
        .map(read)
        .filter((message) => message !== 'ping' && !isToken(message) && !isOfChannel(message))
        .map((message) => ({ url: withoutNumber(url), message })),
    );
  }

  const next = () => String(entries.length);

  function speak(from: FakeSocket, word: string) {
    // What an abandoned socket says is never heard, what the present one says always.
    if (from.readyState === 1 && from.listened && !kept(from, word)) spoken.push(word);
    from.message(write(word));
  }

  /** With so many bytes on the wire, and fewer letters. */
  function wordOf(bytes: number): string {
    let word = String(words++);
    const left = () => bytes - byteLength(write(word));
    while (left() >= 3) word += '€';
    return word + 'a'.repeat(left());
  }

  /** Hands a message over, and writes down what becomes of it. */
  function hand(
    url: string | null,
    message: string,
    signal: CountedSignal | undefined,
    send: () => SendResult,
    priority: Priority = 'normal',
  ): SendResult {
    const abortedBefore = signal?.signal.aborted;
    const ready = readyFor();
    const behind = entries.some(
      (one) => waits(one) && (priority === 'low' || one.priority !== 'low'),
    );
    const goes = ready !== undefined && ready >= 0 && !behind && !abortedBefore;
    if (signal) allSignals.add(signal);
    const entry: Sent = {
      number: entries.length,
      message,
      priority,
      urls: [url],
      result: 'being sent',
      ends: [],
      signal,
      takenBack: false,
      left: false,
      // It is handed over again when the connection ends, in a listener.
      outside: calm() && !byMessage.has(message),
      at: moment(),
    };
    entries.push(entry);
    byMessage.set(message, [...(byMessage.get(message) ?? []), entry]);
    try {
      const result = send();
      entry.result = result;
      if (entry.outside && ready !== undefined && goes !== (result === 'sent')) {
        expect.fail(`${message} was ${result}, and had to ${goes ? 'go' : 'wait'}`);
      }
      if (abortedBefore && result !== 'dropped') {
        expect.fail(`${message}, aborted before, was ${result}`);
      }
      return result;
    } catch (error) {
      if (overflow === 'refuse' && (error as TowlineError).code === 'queue-full') {
        entry.result = 'refused';
      }
      throw error;
    }
  }

  return {
    get next() {
      return next();
    },

    send(url, index, priority) {
      const message = next();
      const signal = index === undefined ? undefined : signalOf(index);
      try {
        const options = { signal: signal?.signal, priority };
        hand(url, message, signal, () => socket.send(message, options), priority);
      } catch (error) {
        if (byMessage.get(message)?.at(-1)?.result !== 'refused') throw error;
      }
    },

    sendFor(url, message, signal, send) {
      if (!allSignals.has(signal)) onAbort(signal.signal, () => takeBack(signal));
      return hand(url, message, signal, send);
    },

    goes(data) {
      const entry = byMessage.get(read(data))?.at(-1);
      // What a listener hands over may have to wait for its turn.
      if (!entry?.outside || entry.priority === 'normal') return;
      const before = entries.find(
        (one) => one.outside && one.priority === 'normal' && waits(one) && !one.takenBack,
      );
      if (before)
        problems.push(`${entry.message} went before ${before.message}, which has priority`);
    },

    abort(index) {
      const signal = signalOf(index);
      // The second time, so that there are also messages whose signal has aborted before.
      if (signal.signal.aborted) signals.delete(index);
      takeBack(signal);
      signal.abort();
    },

    move(to) {
      for (const entry of entries) {
        if (entry.ends.length > 0) continue;
        if (keepQueue || entry.urls.at(-1) === null) entry.urls.push(to);
        else entry.left = true;
      }
    },

    speak: (from, word = String(words++)) => speak(from, word),

    reachLimit: (from) => speak(from, wordOf(LARGEST)),

    exceedLimit(from) {
      const word = wordOf(LARGEST + 1);
      const present = from.readyState === 1 && from.listened;
      if (!present || maxMessageBytes === Number.POSITIVE_INFINITY) {
        speak(from, word);
        return;
      }
      exceeded += 1;
      from.message(write(word));
      if (from.readyState === 1) expect.fail('it goes on after a message over the limit');
      // On a wire it may be under way already.
      from.onmessage?.({ data: write('too late') } as never);
    },

    mumble(from) {
      if (from.readyState === 1 && from.listened) mumbled += 1;
      from.message(garbage);
    },

    hear: (words) => spoken.push(...words),

    check() {
      if (problems.length > 0) expect.fail(problems.join('\n'));
      const wire = onTheWire();
      const arrived = new Set<Sent>();
      const before = { normal: -1, low: -1 };
      for (const { url, message } of wire) {
        // Whoever asks again has the same message on the wire again.
        const list = byMessage.get(message) ?? [];
        const entry = list.length > 1 ? list.find((one) => !arrived.has(one)) : list[0];
        if (!entry || arrived.has(entry)) expect.fail(`${message} is on the wire too often`);
        arrived.add(entry);
        const { number, urls, priority } = entry;
        if (before[priority] >= number) expect.fail(`${message} came after what was sent later`);
        before[priority] = number;
        if (!urls.includes(url)) expect.fail(`${message}, for ${urls}, went to ${url}`);
      }
      let waiting = 0;
      let bytes = 0;
      const listeners = new Map([...allSignals].map((signal) => [signal, 0]));
      for (const entry of entries) {
        const { message, result, ends, signal } = entry;
        const sent = result === 'sent' ? ends.length === 0 : ends.join() === 'sent';
        const dropped = ends.length === 1 && !sent;
        const fine = {
          sent,
          dropped,
          queued: sent || dropped || ends.length === 0,
          refused: ends.length === 0,
          'being sent': false,
        }[result];
        if (!fine || arrived.has(entry) !== sent) {
          const place = arrived.has(entry) ? '' : 'not ';
          expect.fail(`${message} was ${result}, then [${ends}], and is ${place}on the wire`);
        }
        if (!waits(entry)) continue;
        waiting += 1;
        bytes += byteLength(write(message));
        if (entry.takenBack) expect.fail(`${message} waits after its abort`);
        if (waited(entry).fired >= timeToLive) expect.fail(`${message} waits too long`);
        if (signal) listeners.set(signal, (listeners.get(signal) ?? 0) + 1);
      }
      for (const [signal, count] of listeners) {
        if (signal.listeners !== count && !signal.signal.aborted) {
          expect.fail(`${signal.listeners} listen to a signal of ${count} messages`);
        }
        if (signal.signal.aborted && signal.listeners !== 0) {
          expect.fail(`${signal.listeners} listen to a signal that has aborted`);
        }
      }
      if (waiting > 0 && (readyFor() ?? 0) > PAUSE) expect.fail(`${waiting} are stuck`);
      if (socket.queued !== waiting)
        expect.fail(`${socket.queued} are queued, and ${waiting} wait`);
      if (socket.queuedBytes !== bytes || bytes > maxBytes) {
        expect.fail(`${socket.queuedBytes} bytes are queued, and ${bytes} of ${maxBytes} wait`);
      }
      if (notUnderstood.some((data) => data !== garbage) || notUnderstood.length !== mumbled) {
        expect.fail(`${notUnderstood.length} of ${mumbled} were told as not understood`);
      }
      if (exceededTold !== exceeded) {
        expect.fail(`${exceededTold} of ${exceeded} messages over the limit were told`);
      }
      for (const ears of heard) same(ears, spoken, 'a listener heard');
      same(collected, spoken.slice(0, collected.length), 'a view was given');
    },

    checkClosed() {
      const open = entries.filter(({ result, ends }) => result === 'queued' && ends.length !== 1);
      expect(open, 'queued messages without an end').toEqual([]);
      same(collected, spoken, 'a view was given');
    },
  };
}
