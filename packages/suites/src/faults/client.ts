// The client of the matrix, the same in Node and in a page: nothing in here is of Node.
import {
  backoff,
  type CloseInfo,
  createWebSocket,
  type Environment,
  heartbeat,
  type TowlineErrorCode,
  type TowlineSocket,
} from '@towline/core';
import { SETTINGS } from './fault.js';

/** One end of a connection, as its events told it. */
export interface ToldClose {
  /** Wall time, ms. */
  readonly at: number;
  readonly close: CloseInfo;
  /** The error that came before it, since the connection before. */
  readonly error: TowlineErrorCode | null;
}

/** All that was seen of a client. */
export interface Sighting {
  /** Wall time of each `open`, ms. */
  readonly opens: readonly number[];
  readonly closes: readonly ToldClose[];
  readonly ended: boolean;
  /** The states that were shown, in words, one after the other. */
  readonly shown: readonly string[];
  /** The messages that are shown. */
  readonly messages: readonly string[];
}

/** What shows a socket: the snapshot alone, or a component. */
export interface Display {
  /** Its messages, joined by spaces. */
  messages(): string;
  stop(): Promise<void>;
}

/** Opens it and shows it; `watch` is told at once how to read the state that is shown, made by `stateWords`. */
export type Show = (
  socket: TowlineSocket,
  watch: (state: () => string) => void,
) => Promise<Display>;

export interface ClientOptions {
  readonly url: string;
  readonly prepare: boolean;
  /** Whether it has a heartbeat: on a busy machine one may end what is well. */
  readonly beats: boolean;
  /** ms. */
  readonly connectTimeout: number;
}

export interface FaultClient {
  send(message: string): void;
  sighting(): Sighting;
  stop(): Promise<void>;
}

/** ms between two looks at what is shown. */
const LOOK = 10;

/** What is read of a snapshot, in a line. */
export function stateWords(status: unknown, reconnecting: unknown, lastClose: unknown): string {
  const { code, cause } = (lastClose ?? {}) as Partial<CloseInfo>;
  const state = reconnecting ? `${status}, reconnecting` : String(status);
  return code === undefined ? state : `${state}, ${code} ${cause}`;
}

/** Begins a client that behaves as all clients of the matrix do. */
export async function startClient(
  { url, prepare, beats, connectTimeout }: ClientOptions,
  show: Show,
  environment: Partial<Environment> = {},
): Promise<FaultClient> {
  const socket = createWebSocket(url, {
    // Chance stands still, so that the first delay is as configured; a second one is half as long again.
    environment: { ...environment, random: () => 0.5 },
    retry: backoff({ base: SETTINGS.retry * 2, factor: 1, cap: (SETTINGS.slow * 4) / 3 }),
    connectTimeout,
    maxMessageBytes: SETTINGS.maxMessageBytes,
    ...(beats && {
      heartbeat: heartbeat({
        message: 'ping',
        interval: SETTINGS.interval,
        timeout: SETTINGS.timeout,
        isAnswer: (message) => message === 'pong',
      }),
    }),
    ...(prepare && { prepare: () => ({}) }),
  });
  const opens: number[] = [];
  const closes: ToldClose[] = [];
  const shown: string[] = [];
  let error: TowlineErrorCode | null = null;
  socket.on('open', () => opens.push(Date.now()));
  socket.on('error', ({ code }) => {
    error = code;
  });
  socket.on('close', (close) => {
    closes.push({ at: Date.now(), close: { ...close }, error });
    error = null;
  });

  let looking: ReturnType<typeof setInterval> | undefined;
  let look = () => {};
  const display = await show(socket, (state) => {
    look = () => {
      const now = state();
      if (shown.at(-1) !== now) shown.push(now);
    };
    looking = setInterval(look, LOOK);
  });
  return {
    send: (message) => void socket.send(message),
    sighting() {
      look();
      const { ended } = socket.getSnapshot();
      const messages = display.messages().split(' ').filter(Boolean);
      return { opens: [...opens], closes: [...closes], ended, shown: [...shown], messages };
    },
    async stop() {
      clearInterval(looking);
      await display.stop();
      socket.close();
    },
  };
}

/** The core alone, without a framework. */
export const showSnapshots: Show = async (socket, watch) => {
  const messages: string[] = [];
  socket.on('message', (message) => messages.push(message));
  watch(() => {
    const { status, reconnecting, lastClose } = socket.getSnapshot();
    return stateWords(status, reconnecting, lastClose);
  });
  socket.open();
  return {
    messages: () => messages.join(' '),
    async stop() {},
  };
};
