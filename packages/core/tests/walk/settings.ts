import type { DeliveryMode, Overflow } from '@towline/core';
import fc from 'fast-check';
import type { BacklogName } from './budget.js';
import type { CodecName } from './codecs.js';

/** How the socket is made. */
export interface Settings {
  readonly overflow: Overflow;
  /** Of the queue. */
  readonly maxBytes: number;
  /** ms. */
  readonly timeToLive: number;
  readonly keepQueue: boolean;
  readonly beats: boolean;
  readonly codec: CodecName;
  /** Of a message that comes. */
  readonly maxMessageBytes: number;
  readonly delivery: DeliveryMode;
  /** `bounded`: so many retries in a row, and no more (RETRIES). `always`: also after what ends it by default. */
  readonly retry: 'usual' | 'bounded' | 'never' | 'always';
  /** ms. */
  readonly healthyAfter: number;
  /** ms. */
  readonly linger: number;
  /** What happens to the clock; what is not in it is left out. */
  readonly clock: readonly ('sleep' | 'set back')[];
  /** How the stages answer, unless told otherwise; undefined: there are none. */
  readonly prepare: 'at once' | 'later' | undefined;
  readonly authenticate: 'at once' | 'later' | undefined;
  /** There are channels, which linger so many ms. */
  readonly channels: number | undefined;
  /** Something is asked, and answered. */
  readonly requests: boolean;
  /** Somebody takes part in the messages of a key. */
  readonly keyed: boolean;
  /** Bytes in the platform's buffer from which on messages wait; Infinity: then nothing is buffered. */
  readonly highWaterMark: number;
  /** A fold takes longer than its budget, and this happens where too many messages wait for it. */
  readonly backlog: BacklogName | undefined;
}

/** How many retries in a row a bounded policy allows. */
export const RETRIES = 3;

/** The limit for what comes, where there is one: bytes that every message fits into but those that are made to be larger. */
export const LARGEST = 12;

/** Nothing but the defaults. */
export const plain: Settings = {
  overflow: 'drop-oldest',
  maxBytes: Number.POSITIVE_INFINITY,
  timeToLive: Number.POSITIVE_INFINITY,
  keepQueue: false,
  beats: false,
  codec: 'text',
  maxMessageBytes: Number.POSITIVE_INFINITY,
  delivery: 'frame',
  retry: 'usual',
  healthyAfter: 5000,
  linger: 1000,
  clock: ['sleep', 'set back'],
  prepare: undefined,
  authenticate: undefined,
  channels: undefined,
  requests: false,
  keyed: false,
  highWaterMark: Number.POSITIVE_INFINITY,
  backlog: undefined,
};

/** Each feature alone. */
const FEATURES = {
  'a heartbeat': { beats: true },
  'a queue that drops the newest': { overflow: 'drop-newest' },
  'a queue that refuses': { overflow: 'refuse' },
  'a queue bounded in bytes': { maxBytes: 2 },
  'a time to live': { timeToLive: 1000, clock: ['sleep'] },
  keepQueue: { keepQueue: true },
  prepare: { prepare: 'later' },
  authenticate: { authenticate: 'later' },
  json: { codec: 'json' },
  bytes: { codec: 'bytes' },
  'a limit for what comes': { maxMessageBytes: LARGEST },
  'a limit, and a retry all the same': { maxMessageBytes: LARGEST, retry: 'always' },
  'delivery at once': { delivery: 'sync' },
  'delivery after each task': { delivery: 'microtask' },
  'delivery at intervals': { delivery: 100 },
  'bounded retries': { retry: 'bounded' },
  'no retry': { retry: 'never' },
  'health at once': { healthyAfter: 0 },
  'no linger': { linger: 0 },
  channels: { channels: 1000 },
  requests: { requests: true },
  keyed: { keyed: true },
  backpressure: { highWaterMark: 2 },
  'a budget, and a backlog that keeps all': { backlog: 'keep-all' },
  'a budget, and a backlog that drops the oldest': { backlog: 'drop-oldest' },
  'a budget, and a backlog of the latest per key': { backlog: 'latestPer' },
} as const satisfies Record<string, Partial<Settings>>;

const allTogether: Settings = {
  ...plain,
  overflow: 'drop-newest',
  maxBytes: 7,
  timeToLive: 5000,
  keepQueue: true,
  beats: true,
  codec: 'json',
  maxMessageBytes: LARGEST,
  retry: 'bounded',
  prepare: 'later',
  authenticate: 'later',
  channels: 500,
  requests: true,
  keyed: true,
  highWaterMark: 4,
  backlog: 'latestPer',
};

const stage = fc.constantFrom<Settings['prepare']>(undefined, undefined, 'at once', 'later');

/** What takes time to walk with: every kind of it alone is there too. */
const seldom = fc.integer({ min: 0, max: 7 }).map((dice) => dice === 7);

const mixed: fc.Arbitrary<Settings> = fc.record({
  overflow: fc.constantFrom('drop-oldest', 'drop-newest', 'refuse'),
  maxBytes: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 7),
  timeToLive: fc.constantFrom(Number.POSITIVE_INFINITY, 1000, 5000),
  keepQueue: fc.boolean(),
  beats: fc.boolean(),
  codec: fc.constantFrom<CodecName>('text', 'text', 'json', 'bytes'),
  maxMessageBytes: fc.constantFrom(Number.POSITIVE_INFINITY, LARGEST),
  delivery: fc.constantFrom<DeliveryMode>('frame', 'frame', 'sync', 'microtask', 5, 1000),
  retry: fc.constantFrom('usual', 'usual', 'bounded', 'never', 'always'),
  healthyAfter: fc.constantFrom(5000, 5000, 0),
  linger: fc.constantFrom(1000, 1000, 0),
  clock: fc.constantFrom<Settings['clock']>(['sleep'], ['set back'], ['sleep', 'set back']),
  prepare: stage,
  authenticate: stage,
  channels: seldom.chain((used) => fc.constantFrom(...(used ? [0, 1000] : [undefined]))),
  requests: seldom,
  keyed: seldom,
  highWaterMark: seldom.map((held) => (held ? 2 : Number.POSITIVE_INFINITY)),
  backlog: seldom.chain((used) =>
    fc.constantFrom(...(used ? (['keep-all', 'drop-oldest', 'latestPer'] as const) : [undefined])),
  ),
});

/** The kinds of walks: any mixture of features, all of them together, each of them alone, and none. */
export const KINDS: Readonly<Record<string, fc.Arbitrary<Settings>>> = {
  'any mixture': mixed,
  'all together': fc
    .constantFrom<DeliveryMode>('frame', 'sync', 'microtask', 100)
    .map((delivery) => ({ ...allTogether, delivery })),
  nothing: fc.constant(plain),
  ...Object.fromEntries(
    Object.entries(FEATURES).map(([name, feature]) => [
      name,
      fc.constant<Settings>({ ...plain, ...feature }),
    ]),
  ),
};
