import type { Overflow } from '@towline/core';
import fc from 'fast-check';
import { URL_A, URL_B } from '../harness.js';

/** What a user does, from outside or from within a listener. */
export type UserAction =
  | { readonly user: 'open' | 'reconnect' | 'retain' | 'retain as owner' | 'bad close' }
  /** `signal`: which one takes it back, if any. */
  | { readonly user: 'send'; readonly signal?: number | undefined }
  | { readonly user: 'abort'; readonly signal: number }
  | { readonly user: 'close'; readonly code: number }
  | { readonly user: 'release'; readonly which: number }
  | { readonly user: 'go to'; readonly url: string | null }
  | { readonly user: 'offer'; readonly protocols: string };

/** What happens around the connection. `which` picks one of the sockets there are. */
export type ServerAction =
  | {
      readonly server:
        | 'accept'
        | 'refuse'
        | 'finish close'
        | 'fail with error'
        | 'vanish'
        | 'answer';
      readonly which: number;
    }
  | { readonly server: 'speak'; readonly which: number; readonly words: number }
  | {
      readonly server: 'close' | 'begin close';
      readonly which: number;
      readonly code: number;
    };

export type TimeAction = { readonly time: 'advance' | 'sleep' | 'set back'; readonly ms: number };

/** What the page and the network say. */
export type WorldAction = { readonly world: 'online' | 'offline' | 'wake' | 'hide' | 'show' };

const FAULTS = [
  'send throws',
  'next message is refused',
  'constructor throws',
  'retry policy throws',
  'buffers',
  'drains',
] as const;

/** What the platform, or the user's policy, does wrong next. */
export type Fault = { readonly fault: (typeof FAULTS)[number] };

export type StageName = 'prepare' | 'authenticate';

/** How a call of a stage answers: by returning, by a promise that the walk settles, or by a throw. */
export type Manner = 'at once' | 'later' | 'throw';

/** What the application's own stages do. */
export type StageAction = {
  readonly stage: StageName;
  readonly does:
    | Manner
    /** A call ends; `which` picks it: also one whose attempt is over. */
    | 'resolve'
    | 'reject'
    | 'answer badly'
    | 'receive'
    | 'send'
    /** The option is taken away, and given again. */
    | 'goes'
    | 'comes';
  readonly which: number;
  /** What comes next does not wait for the promises. */
  readonly hurry: boolean;
};

export const LISTENERS = [
  'open',
  'message',
  'error',
  'close',
  'statechange',
  'sent',
  'drop',
  'subscribe',
  'record',
  'prepare',
  'authenticate',
  'abort',
] as const;

export type ListenerType = (typeof LISTENERS)[number];

/** The next time this listener is called it does something itself, and perhaps throws then. */
export type Trap = {
  readonly trap: ListenerType;
  readonly acts: readonly UserAction[];
  readonly throws: boolean;
};

export type Action =
  | UserAction
  | ServerAction
  | TimeAction
  | WorldAction
  | Fault
  | Trap
  | StageAction;

const which = fc.nat(3);

/** The newest socket most of the time: old ones have little to say. */
const whichSocket = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, which);

const userAction: fc.Arbitrary<UserAction> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      user: fc.constantFrom(
        ...(['open', 'open', 'retain', 'retain'] as const),
        ...(['retain as owner', 'reconnect', 'bad close'] as const),
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      user: fc.constant('send'),
      signal: fc.option(fc.nat(1), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ user: fc.constant('abort'), signal: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ user: fc.constant('close'), code: fc.constantFrom(1000, 4000) }),
  },
  { weight: 5, arbitrary: fc.record({ user: fc.constant('release'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ user: fc.constant('go to'), url: fc.constantFrom(URL_A, URL_B, null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ user: fc.constant('offer'), protocols: fc.constantFrom('x', 'y') }),
  },
);

const serverAction: fc.Arbitrary<ServerAction> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ server: fc.constant('accept'), which: whichSocket }) },
  {
    weight: 3,
    arbitrary: fc.record({
      server: fc.constant('speak'),
      which: whichSocket,
      words: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      server: fc.constantFrom('refuse', 'finish close', 'fail with error', 'vanish', 'answer'),
      which: whichSocket,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      server: fc.constantFrom('close', 'begin close'),
      which: whichSocket,
      code: fc.constantFrom(1000, 1001, 1005, 1008, 1011, 1013, 4000, 4400, 4401, 4429),
    }),
  },
);

const timeAction: fc.Arbitrary<TimeAction> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      time: fc.constant('advance'),
      ms: fc.constantFrom(0, 1, 16, 750, 1000, 2000, 5000, 10_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      time: fc.constantFrom('sleep', 'set back'),
      ms: fc.constantFrom(500, 10_000, 3_600_000),
    }),
  },
);

const worldAction: fc.Arbitrary<WorldAction> = fc.record({
  world: fc.constantFrom('online', 'offline', 'wake', 'hide', 'show'),
});

const fault: fc.Arbitrary<Fault> = fc.record({
  fault: fc.constantFrom(...FAULTS),
});

const trap: fc.Arbitrary<Trap> = fc.record({
  trap: fc.constantFrom(...LISTENERS),
  acts: fc.array(userAction, { maxLength: 3 }),
  throws: fc.boolean(),
});

const stageAction: fc.Arbitrary<StageAction> = fc.record({
  stage: fc.constantFrom('prepare', 'authenticate'),
  does: fc.oneof(
    { weight: 6, arbitrary: fc.constant('resolve' as const) },
    { weight: 6, arbitrary: fc.constantFrom('receive', 'send', 'reject') },
    { weight: 4, arbitrary: fc.constantFrom('answer badly', 'at once', 'later', 'throw') },
    { weight: 1, arbitrary: fc.constantFrom('goes', 'comes') },
  ),
  // Old ones have as much to say as the newest.
  which: fc.nat(1),
  hurry: fc.boolean(),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: userAction },
  { weight: 10, arbitrary: serverAction },
  { weight: 5, arbitrary: timeAction },
  { weight: 2, arbitrary: worldAction },
  { weight: 2, arbitrary: fault },
  { weight: 4, arbitrary: trap },
);

/** The same, with something of the stages in between. */
const stagedAction = fc.oneof(
  { weight: 3, arbitrary: action },
  { weight: 1, arbitrary: stageAction },
);

const accept: Action = { server: 'accept', which: 0 };

function stage(stage: StageName, does: StageAction['does']): Action {
  return { stage, does, which: 0, hurry: false };
}

/** Through all stages that there are. */
const arrive = [stage('prepare', 'resolve'), accept, stage('authenticate', 'resolve')];

/** As far as the gate. */
const knock = [stage('prepare', 'resolve'), accept];

/** Where walks begin: much happens only to a connection that is open. */
const beginning = fc.constantFrom<Action[]>(
  [],
  [{ user: 'open' }, ...arrive],
  [{ user: 'retain' }, ...arrive],
  [{ user: 'open' }, ...knock],
  [
    { user: 'open' },
    ...knock,
    stage('authenticate', 'receive'),
    { server: 'speak', which: 0, words: 2 },
  ],
);

/** What is done to a socket that is made so. */
function actionsFor({ prepare, authenticate }: Settings): fc.Arbitrary<Action[]> {
  const one = prepare || authenticate ? stagedAction : action;
  return (
    fc
      // Long ones: it takes some steps to get anywhere.
      .tuple(beginning, fc.array(one, { minLength: 1, maxLength: 60, size: 'max' }))
      .map(([first, then]) => [...first, ...then])
  );
}

/** How the socket is made. */
export interface Settings {
  readonly overflow: Overflow;
  /** ms. */
  readonly timeToLive: number;
  readonly keepQueue: boolean;
  readonly beats: boolean;
  /** What happens to the clock; what is not in it is left out. */
  readonly clock: readonly ('sleep' | 'set back')[];
  /** How the stages answer, unless told otherwise; undefined: there are none. */
  readonly prepare: 'at once' | 'later' | undefined;
  readonly authenticate: 'at once' | 'later' | undefined;
}

const manner = fc.constantFrom<Settings['prepare']>(undefined, undefined, 'at once', 'later');

const settings: fc.Arbitrary<Settings> = fc.record({
  overflow: fc.constantFrom('drop-oldest', 'drop-newest', 'refuse'),
  timeToLive: fc.constantFrom(Number.POSITIVE_INFINITY, 1000, 5000),
  keepQueue: fc.boolean(),
  beats: fc.boolean(),
  clock: fc.constantFrom<Settings['clock']>(['sleep'], ['set back'], ['sleep', 'set back']),
  prepare: manner,
  authenticate: manner,
});

/** A socket, and what happens to it. */
export const walks: fc.Arbitrary<[Settings, Action[]]> = settings.chain((made) =>
  fc.tuple(fc.constant(made), actionsFor(made)),
);

const usual: Settings = {
  overflow: 'drop-oldest',
  timeToLive: Number.POSITIVE_INFINITY,
  keepQueue: false,
  beats: false,
  clock: ['sleep'],
  prepare: undefined,
  authenticate: undefined,
};
const wait = (ms: number): Action => ({ time: 'advance', ms });

/** Walks to places that few find by chance. */
export const examples: [Settings, Action[]][] = [
  [{ ...usual, beats: true }, [{ user: 'open' }, accept, wait(12_000), wait(8000)]],
  [usual, [{ user: 'open' }, wait(10_000)]],
  [usual, [{ user: 'open' }, accept, { world: 'hide' }]],
  [
    usual,
    [
      { user: 'retain' },
      accept,
      { user: 'release', which: 0 },
      wait(1000),
      { server: 'finish close', which: 0 },
    ],
  ],
  [{ ...usual, prepare: 'later' }, [{ user: 'open' }, stage('prepare', 'reject')]],
  [
    { ...usual, authenticate: 'later' },
    [{ user: 'open' }, accept, stage('authenticate', 'receive'), stage('authenticate', 'reject')],
  ],
];
