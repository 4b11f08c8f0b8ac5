import type { View } from '@towline/core';
import type { ServerMessage } from '../../protocol.js';
import type { FeedSocket } from './feed.js';

/** What happened in a second. */
export interface Reading {
  readonly frames: number;
  readonly messages: number;
  /** ms from the server's stamp to the page, of the message that waited longest. */
  readonly lag: number;
  /** Messages that had come and were not shown at a frame: the most there were. */
  readonly behind: number;
  readonly bookRenders: number;
  readonly rowRenders: number;
}

/** Counts what the page does. It measures while somebody subscribes. */
export interface Meter extends View<Reading> {
  /** The page shows everything up to the message of this number. */
  shown(number: number): void;
  bookRendered(): void;
  rowRendered(): void;
}

const NOTHING: Reading = {
  frames: 0,
  messages: 0,
  lag: 0,
  behind: 0,
  bookRenders: 0,
  rowRenders: 0,
};

const SECOND = 1000;

export function createMeter(socket: FeedSocket): Meter {
  const listeners = new Set<() => void>();
  let counts = { ...NOTHING };
  let reading = NOTHING;
  /** What has come and is not shown yet, oldest first. */
  let waiting: ServerMessage[] = [];
  let stop = () => {};

  function receive(message: ServerMessage) {
    counts.messages += 1;
    waiting.push(message);
  }

  function start() {
    const leave = socket.on('message', receive);
    let frame = requestAnimationFrame(function count() {
      counts.frames += 1;
      counts.behind = Math.max(counts.behind, waiting.length);
      frame = requestAnimationFrame(count);
    });
    let since = performance.now();
    const timer = setInterval(() => {
      const seconds = (performance.now() - since) / SECOND;
      since = performance.now();
      const perSecond = (count: number) => Math.round(count / seconds);
      reading = {
        frames: perSecond(counts.frames),
        messages: perSecond(counts.messages),
        lag: counts.lag,
        behind: counts.behind,
        bookRenders: perSecond(counts.bookRenders),
        rowRenders: perSecond(counts.rowRenders),
      };
      counts = { ...NOTHING };
      for (const listener of listeners) listener();
    }, SECOND);
    stop = () => {
      leave();
      waiting = [];
      cancelAnimationFrame(frame);
      clearInterval(timer);
    };
  }

  return {
    getSnapshot: () => reading,
    subscribe(listener) {
      if (listeners.size === 0) start();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    shown(number) {
      const [oldest] = waiting;
      if (!oldest) return;
      counts.lag = Math.max(counts.lag, Date.now() - oldest.at);
      const shown = waiting.findIndex((message) => message.number === number);
      waiting = waiting.slice(shown + 1);
    },
    bookRendered() {
      counts.bookRenders += 1;
    },
    rowRendered() {
      counts.rowRenders += 1;
    },
  };
}
