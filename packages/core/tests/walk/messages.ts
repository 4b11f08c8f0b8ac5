import type { SendResult, SocketEvents, TowlineSocket } from '@towline/core';
import type { FakeSocket } from '@towline/testing';
import { expect } from 'vitest';

interface Sent {
  /** The destination it was handed over for; null: the next one. */
  readonly url: string | null;
  result: SendResult | 'being sent';
  /** The events that told of it. */
  readonly ends: string[];
}

// By hand, and not by toEqual: the walks compare so often that it would take most of their time.
function same(found: readonly string[], expected: readonly string[], what: string): void {
  if (found.join() !== expected.join()) expect.fail(`${what} [${found}] instead of [${expected}]`);
}

/** The books of what went out and what came in: promises 1 and 2. */
export interface Books {
  /** What is sent next. */
  readonly next: string;
  send(url: string | null): void;
  /** A server says something that has to be heard, or must not be. */
  speak(socket: FakeSocket): void;
  check(): void;
  /** At the very end: every message has ended. */
  checkClosed(): void;
}

export function keepBooks(socket: TowlineSocket, sockets: readonly FakeSocket[]): Books {
  const messages = new Map<string, Sent>();
  const spoken: string[] = [];
  const heard: string[][] = [[], []];
  const collected: string[] = [];
  let words = 0;

  const end = (message: string, how: string) => messages.get(message)?.ends.push(how);
  socket.on('sent', ({ message }) => end(message, 'sent'));
  socket.on('drop', ({ message, reason }: SocketEvents<string, string>['drop']) =>
    end(message, reason),
  );
  for (const ears of heard) socket.on('message', (message) => ears.push(message));
  socket.collect({ receive: (batch) => collected.push(...batch), reset() {} });

  function onTheWire() {
    return sockets.flatMap(({ url, received }) =>
      received.map((data) => ({ url, message: String(data) })),
    );
  }

  const next = () => String(messages.size);

  return {
    get next() {
      return next();
    },

    send(url) {
      const message = next();
      const entry: Sent = { url, result: 'being sent', ends: [] };
      messages.set(message, entry);
      entry.result = socket.send(message);
    },

    speak(from) {
      const word = String(words++);
      // What an abandoned socket says is never heard, what the present one says always.
      if (from.readyState === 1 && from.listened) spoken.push(word);
      from.message(word);
    },

    check() {
      const wire = onTheWire();
      for (const [index, { url, message }] of wire.entries()) {
        const before = wire[index - 1]?.message ?? '-1';
        if (Number(before) >= Number(message))
          expect.fail(`${message} came after ${before} on the wire`);
        const wanted = messages.get(message)?.url;
        if (wanted !== null && wanted !== url)
          expect.fail(`${message}, for ${wanted}, went to ${url}`);
      }
      const arrived = new Set(wire.map(({ message }) => message));
      let waiting = 0;
      for (const [message, { result, ends }] of messages) {
        const sent = result === 'sent' ? ends.length === 0 : ends.join() === 'sent';
        const dropped = ends.length === 1 && !sent;
        const fine = {
          sent,
          dropped,
          queued: sent || dropped || ends.length === 0,
          'being sent': false,
        }[result];
        if (!fine || arrived.has(message) !== sent) {
          const place = arrived.has(message) ? '' : 'not ';
          expect.fail(`${message} was ${result}, then [${ends}], and is ${place}on the wire`);
        }
        if (result === 'queued' && ends.length === 0) waiting += 1;
      }
      expect(socket.queued, 'the length of the queue').toBe(waiting);
      for (const ears of heard) same(ears, spoken, 'a listener heard');
      same(collected, spoken.slice(0, collected.length), 'a view was given');
    },

    checkClosed() {
      const open = [...messages].filter(
        ([, { result, ends }]) => result === 'queued' && ends.length !== 1,
      );
      expect(open, 'queued messages without an end').toEqual([]);
      same(collected, spoken, 'a view was given');
    },
  };
}
