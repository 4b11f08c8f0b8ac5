import type { Environment, PlatformWebSocket, WebSocketSource, WorldSignal } from '@towline/core';
import type { Left } from './told.js';

/** The platform's own timers, frames and sockets, with everything counted; what the page says is for the test to say. */
export interface CountedEnvironment {
  readonly environment: Partial<Environment>;
  /** What a listener threw, or whatever else was reported. */
  readonly reported: readonly string[];
  signal(type: WorldSignal): void;
  left(): Omit<Left, 'holds' | 'elements'>;
  /** The platform's sockets that are not closed yet. */
  closing(): number;
}

/** Of a platform's socket. */
const CLOSING = 2;
const CLOSED = 3;
/** A frame's time where there are none; ms. */
const FRAME = 16;

export function createCountedEnvironment(WebSocket: WebSocketSource): CountedEnvironment {
  const Platform = WebSocket as new (url: string, protocols: string[]) => PlatformWebSocket;
  /** Those that have not closed, or are still listened to: of a thousand most are done with. */
  const sockets = new Set<PlatformWebSocket>();
  const timers = new Set<object>();
  const frames = new Set<object>();
  const tells = new Set<(type: WorldSignal) => void>();
  const reported: string[] = [];

  const isListened = ({ onopen, onmessage, onclose }: PlatformWebSocket) =>
    Boolean(onopen || onmessage || onclose);
  function forgetDone() {
    for (const socket of sockets) {
      if (socket.readyState === CLOSED && !isListened(socket)) sockets.delete(socket);
    }
  }
  const count = (is: (socket: PlatformWebSocket) => boolean) => [...sockets].filter(is).length;
  /** Counts what waits, until it has come or is taken back. */
  function waiting(
    pending: Set<object>,
    callback: () => void,
    begin: (run: () => void) => () => void,
  ) {
    const entry = {};
    pending.add(entry);
    const stop = begin(() => {
      pending.delete(entry);
      callback();
    });
    return () => {
      pending.delete(entry);
      stop();
    };
  }
  const wait = (delay: number) => (run: () => void) => {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  };
  const { requestAnimationFrame, cancelAnimationFrame } = globalThis as Partial<typeof globalThis>;
  const paint = (run: () => void) => {
    const frame = requestAnimationFrame?.(run) ?? 0;
    return () => cancelAnimationFrame?.(frame);
  };

  return {
    environment: {
      WebSocket(url: string, protocols: string[]) {
        forgetDone();
        const made = new Platform(url, protocols);
        sockets.add(made);
        return made;
      },
      setTimer: (callback, delay) => waiting(timers, callback, wait(delay)),
      requestFrame: (callback) =>
        waiting(frames, callback, requestAnimationFrame ? paint : wait(FRAME)),
      listen(tell) {
        const listener = (type: WorldSignal) => tell(type);
        tells.add(listener);
        return () => tells.delete(listener);
      },
      reportError: (error) => reported.push(String(error)),
    },
    reported,
    signal(type) {
      for (const tell of [...tells]) tell(type);
    },
    left: () => ({
      timers: timers.size,
      frames: frames.size,
      listeners: tells.size,
      open: count(({ readyState }) => readyState < CLOSING),
      listened: count(isListened),
    }),
    closing: () => count(({ readyState }) => readyState < CLOSED),
  };
}
