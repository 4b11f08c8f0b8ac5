import {
  type Codec,
  createWebSocket,
  type SocketEvents,
  type TowlineSocket,
  type Url,
  type WebSocketOptions,
} from '@towline/core';
import {
  createFakeEnvironment,
  type FakeEnvironment,
  type FakeEnvironmentOptions,
} from '@towline/suites';

export const URL_A = 'ws://localhost/a';
export const URL_B = 'ws://localhost/b';

const TYPES = ['open', 'message', 'error', 'close', 'statechange', 'sent', 'drop'] as const;

type EventType = (typeof TYPES)[number];

/** What a socket told, in order. */
export interface Log {
  readonly entries: readonly (readonly [type: EventType, event: unknown])[];
  /** The events of one type. */
  of<Type extends EventType>(type: Type): SocketEvents<string, string>[Type][];
  /** The types of all events but `statechange`. */
  types(): EventType[];
  clear(): void;
}

/** Listens to everything. */
export function listen(socket: TowlineSocket): Log {
  const entries: (readonly [EventType, unknown])[] = [];
  for (const type of TYPES) socket.on(type, (event) => entries.push([type, event]));
  return {
    entries,
    of: (type) => entries.filter((entry) => entry[0] === type).map((entry) => entry[1]) as never,
    types: () => entries.map(([type]) => type).filter((type) => type !== 'statechange'),
    clear: () => entries.splice(0),
  };
}

export interface Harness {
  readonly world: FakeEnvironment;
  readonly socket: TowlineSocket;
  readonly log: Log;
}

interface HarnessOptions extends Omit<WebSocketOptions, 'codec'> {
  readonly url?: Url;
  readonly world?: FakeEnvironmentOptions;
  readonly codec?: Codec<never, never>;
}

/** A socket in a fake world, not opened yet, with everything it tells written down. */
export function create({
  url = URL_A,
  world: worldOptions = {},
  ...options
}: HarnessOptions = {}): Harness {
  const world = createFakeEnvironment(worldOptions);
  // With their getters, which are asked late.
  const environment: WebSocketOptions['environment'] = Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(world.environment),
      ...Object.getOwnPropertyDescriptors(options.environment ?? {}),
    },
  );
  const socket = createWebSocket(url, { ...(options as WebSocketOptions), environment });
  return { world, socket, log: listen(socket) };
}

/** The same, its connection under way. */
export function createConnecting(options?: HarnessOptions): Harness {
  const harness = create(options);
  harness.socket.open();
  return harness;
}

/** The same, open. */
export function createOpen(options?: HarnessOptions): Harness {
  const harness = createConnecting(options);
  harness.world.socket.accept();
  harness.log.clear();
  return harness;
}

/** The same, lost and waiting to try again: 750 ms with the default policy. */
export function createWaiting(options?: HarnessOptions): Harness {
  const harness = createOpen(options);
  harness.world.socket.drop();
  harness.log.clear();
  return harness;
}

/** How to come to each phase that a user may find. */
const ENTRANCES = {
  idle: create,
  connecting: createConnecting,
  open: createOpen,
  closing(options?: HarnessOptions) {
    const harness = createOpen(options);
    harness.socket.close();
    harness.log.clear();
    return harness;
  },
  waiting: createWaiting,
  'closed by the user'(options?: HarnessOptions) {
    const harness = create(options);
    harness.socket.close();
    harness.log.clear();
    return harness;
  },
  'closed by the server'(options?: HarnessOptions) {
    const harness = createOpen(options);
    harness.world.socket.serverClose(1000);
    harness.log.clear();
    return harness;
  },
  off: (options?: HarnessOptions) => create({ ...options, url: null }),
};

export type PhaseName = keyof typeof ENTRANCES;

export const PHASES = Object.keys(ENTRANCES) as PhaseName[];

/** A socket of its own in that phase. */
export function enter(phase: PhaseName, options?: HarnessOptions): Harness {
  return ENTRANCES[phase](options);
}

/** Whether anything is left that could still do something. */
export function leftovers(world: FakeEnvironment) {
  return {
    timers: world.clock.timers,
    frames: world.frames.pending,
    listened: world.listened.length,
    live: world.live.length,
    listeners: world.listeners,
  };
}

export const NOTHING_LEFT = { timers: 0, frames: 0, listened: 0, live: 0, listeners: 0 };

/** Lets promises settle, and what follows from them; no time passes. */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** A promise in the test's hand. */
export function defer<Value = void>(): Deferred<Value> {
  let resolve!: (value: Value) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<Value>((...settlers) => {
    [resolve, reject] = settlers;
  });
  return { promise, resolve, reject };
}
