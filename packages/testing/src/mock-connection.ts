import type { Codec } from '@towline/core';
import { MockServerError } from './errors.js';
import type { Entered, Lanes } from './link.js';
import type { Client } from './mock-web-socket.js';
import { createReader } from './reader.js';
import { copyOf, type MockData } from './wire-data.js';

/** How a connection ended, as the server saw it. */
export interface MockClose {
  readonly code: number;
  readonly reason: string;
  /** false: it was lost. */
  readonly wasClean: boolean;
}

/** The server's end of one connection. What is done to one that is over has no effect, as on a wire. */
export interface MockConnection<Received = MockData, Sent = Received> {
  readonly url: string;
  /** The subprotocols that the client offered. */
  readonly protocols: readonly string[];
  /** The one that was chosen; '' for none. */
  readonly protocol: string;
  /** 1 while it is open for both sides, 2 while one of them closes, 3 once it is over. */
  readonly readyState: 1 | 2 | 3;
  /** All that has arrived, in order. */
  readonly received: readonly Received[];
  /** How it ended; resolves then. */
  readonly closed: Promise<MockClose>;
  /**
   * The next message that was not read yet, as `for await` reads them. Rejects with a `MockServerError`, `connection-ended`,
   * where the connection ends first.
   */
  next(): Promise<Received>;
  /** Written out: before TypeScript 5.6 an AsyncIterable has no word for its end. */
  [Symbol.asyncIterator](): AsyncIterator<Received, undefined>;
  send(message: Sent): void;
  /**
   * Answers messages from now on: `answer` gets each, and what it returns is sent back, unless it is undefined. Returns how to
   * stop.
   */
  reply(answer: (message: Received) => Sent | undefined): () => void;
  /** Begins the closing handshake. Default code: none, which reads 1005. */
  close(code?: number, reason?: string): void;
  /** The connection is lost, without a word: 1006 for the client. */
  drop(): void;
  /** The link is silent: nothing arrives on either side, and nobody is told. */
  freeze(): void;
  /** What was held arrives. */
  thaw(): void;
}

/** The client's calls, as they arrive. */
export interface Arrivals {
  message(data: MockData): void;
  closing(code: number, reason: string): void;
  /** Without a handshake. */
  over(close: MockClose): void;
}

/** @param arrived hears of each message, and says who else may answer it */
export function createMockConnection<Received, Sent>(
  client: Client,
  protocol: string,
  codec: Codec<Received, Sent>,
  [up, down]: Lanes,
  arrived: (message: Received) => Iterable<(message: Received) => Sent | undefined>,
): Entered & { readonly connection: MockConnection<Received, Sent> } {
  const reader = createReader<Received>();
  const own = new Set<(message: Received) => Sent | undefined>();
  let readyState: 1 | 2 | 3 = 1;
  let tellClosed: (close: MockClose) => void = () => {};
  const closed = new Promise<MockClose>((resolve) => {
    tellClosed = resolve;
  });

  function end(close: MockClose) {
    if (readyState === 3) return;
    readyState = 3;
    tellClosed(close);
    const how = close.wasClean ? `with ${close.code}` : 'without a word';
    const why = `The connection ended ${how} before another message came.`;
    reader.end(new MockServerError('connection-ended', why));
  }

  function send(message: Sent) {
    if (readyState !== 1) return;
    down.carryData(copyOf(codec.encode(message)), client.message);
  }

  const connection: MockConnection<Received, Sent> = {
    url: client.url,
    protocols: client.protocols,
    protocol,
    get readyState() {
      return readyState;
    },
    received: reader.all,
    closed,
    next: reader.next,
    [Symbol.asyncIterator]: reader.iterate,
    send,
    reply(answer) {
      // An object of its own, so that one function may answer twice.
      const entry = (message: Received) => answer(message);
      own.add(entry);
      return () => own.delete(entry);
    },
    close(code = 1005, reason = '') {
      if (readyState !== 1) return;
      readyState = 2;
      down.carry(client.closing);
      down.carry(() => {
        client.closed({ code, reason });
        // The client's answer.
        up.carry(() => end({ code, reason, wasClean: true }));
      });
    },
    drop() {
      if (readyState === 3) return;
      for (const lane of [up, down]) lane.cut();
      // What cuts a silent link is heard.
      down.thaw();
      down.carry(() => client.closed({ code: 1006, reason: '' }));
      end({ code: 1006, reason: '', wasClean: false });
    },
    freeze() {
      up.freeze();
      down.freeze();
    },
    thaw() {
      up.thaw();
      down.thaw();
    },
  };

  return {
    connection,
    protocol,
    arrivals: {
      message(data) {
        if (readyState === 3) return;
        const message = codec.decode(data as never);
        reader.push(message);
        for (const answer of [...arrived(message), ...own]) {
          const back = answer(message);
          if (back !== undefined) send(back);
        }
      },
      closing(code, reason) {
        if (readyState === 3) return;
        readyState = 2;
        down.carry(() => {
          client.closed({ code, reason });
          end({ code, reason, wasClean: true });
        });
      },
      over: end,
    },
  };
}
