import {
  createReducer,
  createWebSocket,
  json,
  type Keyed,
  keyed,
  type Log,
  type TowlineSocket,
} from '@towline/core';
import { inWorker } from '@towline/worker';
import type { BookMessage, ClientMessage, RowMessage, ServerMessage } from '../../protocol.js';
import { BOOK_SYMBOL } from '../../symbols.js';
import { applyToBook, type Book, emptyBook } from './book.js';
import type { Settings } from './settings.js';

export type FeedSocket = TowlineSocket<ServerMessage, ClientMessage>;

/** What is shown, whichever framework renders it. */
export interface Feed {
  readonly socket: FeedSocket;
  readonly book: Log<Book, BookMessage>;
  /** What is about one symbol: 200 rows cost each message one look into a map. */
  row(symbol: string): TowlineSocket<RowMessage, ClientMessage>;
  /** Asks for so many messages in a second, also after each reconnect. */
  setRate(perSecond: number): void;
}

/** Inert until a component uses it. `delivery` and `worker` are read once: others need another feed. */
export function createFeed({ delivery, worker }: Pick<Settings, 'delivery' | 'worker'>): Feed {
  const options = {
    protocols: ['ticker.v1'],
    codec: json<ServerMessage, ClientMessage>(),
    delivery,
    // Whoever switches wants the other one alone.
    linger: 100,
  };
  const socket: FeedSocket = createWebSocket(
    '/ws/ticker',
    worker ? inWorker(createWorker, options) : options,
  );
  const topics: Keyed<string, ServerMessage, ClientMessage, 'symbol'> = keyed(socket, 'symbol');
  let rate = 0;

  function ask() {
    if (socket.getSnapshot().status === 'open') socket.send({ type: 'rate', perSecond: rate });
  }
  socket.on('open', ask);

  return {
    socket,
    book: createReducer(topics.get<string, BookMessage>(BOOK_SYMBOL), applyToBook, emptyBook),
    row: (symbol) => topics.get<string, RowMessage>(symbol),
    setRate(perSecond) {
      rate = perSecond;
      ask();
    },
  };
}

function createWorker(): Worker {
  return new Worker(new URL('./feed.worker.ts', import.meta.url), { type: 'module' });
}
