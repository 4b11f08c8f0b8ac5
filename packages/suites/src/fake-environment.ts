import type { Environment, WorldSignal } from '@towline/core';
import { createManualClock, type ManualClock, type ManualFrames } from '@towline/testing';
import { FakeSocket } from './fake-socket.js';

export interface FakeEnvironmentOptions {
  /** Wall time at first, ms since 1970. */
  readonly startAt?: number;
  /** In [0, 1). Default always 0.5. */
  readonly random?: () => number;
  /** The page's URL; null: there is no page. Default http://localhost/. */
  readonly baseUrl?: string | null;
  /** Whether `clock.advance` paints too, a frame every 16 ms. Default true. */
  readonly autoFrames?: boolean;
}

/** A world for sockets, moved by the test only. Take apart only what is not a getter: those change. */
export interface FakeEnvironment {
  /** All of it fake: `createWebSocket(url, { environment })`. */
  readonly environment: Environment;
  readonly clock: ManualClock;
  readonly frames: ManualFrames;
  /** Every WebSocket constructed, in order. */
  readonly sockets: readonly FakeSocket[];
  /** The newest of them; throws where there is none. */
  readonly socket: FakeSocket;
  /** Those that are not closed. */
  readonly live: readonly FakeSocket[];
  /** Those that somebody still listens to. */
  readonly listened: readonly FakeSocket[];
  /** What the network is said to be, when it is asked for; no signal follows. Default true. */
  online: boolean;
  /** How many listen to the page and the network. */
  readonly listeners: number;
  /** The page or the network says so to all who listen; `online` stays as it is. */
  signal(type: WorldSignal): void;
  /** What `reportError` got, in order. */
  readonly errors: readonly unknown[];
  /** Takes the reported errors out: a test that expects errors says so. */
  takeErrors(): unknown[];
  /** The next construction throws this, the one after it what comes next. */
  refuseNext(error: unknown): void;
  /** Takes back the refusals that no construction has met. */
  forgetRefusals(): void;
}

/**
 * @example
 * const { environment, clock, sockets } = createFakeEnvironment()
 * const chat = createWebSocket('/chat', { environment })
 * chat.open()
 * sockets[0].accept()
 * sockets[0].message('hi')
 * clock.advance(16)
 */
export function createFakeEnvironment({
  startAt = Date.UTC(2030, 0, 1),
  random = () => 0.5,
  baseUrl = 'http://localhost/',
  autoFrames = true,
}: FakeEnvironmentOptions = {}): FakeEnvironment {
  const clock = createManualClock({ startAt, autoFrames });
  const sockets: FakeSocket[] = [];
  const errors: unknown[] = [];
  const refusals: unknown[] = [];
  const listeners = new Set<(signal: WorldSignal) => void>();
  let online = true;

  class WebSocket extends FakeSocket {
    constructor(url: string, protocols: readonly string[]) {
      if (refusals.length > 0) throw refusals.shift();
      super(url, protocols);
      sockets.push(this);
    }
  }

  return {
    environment: {
      ...clock.environment,
      WebSocket,
      baseUrl: baseUrl ?? undefined,
      get online() {
        return online;
      },
      random,
      listen(tell) {
        // An object of its own, so that one function may listen twice.
        const listener = (type: WorldSignal) => tell(type);
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      reportError: (error) => errors.push(error),
    },
    clock,
    frames: clock.frames,
    sockets,
    get socket() {
      const newest = sockets.at(-1);
      if (!newest) throw new Error('No WebSocket was constructed yet.');
      return newest;
    },
    get live() {
      return sockets.filter((socket) => socket.readyState !== 3);
    },
    get listened() {
      return sockets.filter((socket) => socket.listened);
    },
    get online() {
      return online;
    },
    set online(next) {
      online = next;
    },
    get listeners() {
      return listeners.size;
    },
    signal(type) {
      for (const listener of [...listeners]) listener(type);
    },
    errors,
    takeErrors: () => errors.splice(0),
    refuseNext: (error) => refusals.push(error),
    forgetRefusals() {
      refusals.length = 0;
    },
  };
}
