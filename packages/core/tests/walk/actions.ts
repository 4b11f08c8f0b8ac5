import fc from 'fast-check';
import { URL_A, URL_B } from '../harness.js';
import {
  type MESSAGE_LISTENERS,
  type MessageAction,
  messageActions,
  messageFeatures,
  messageListeners,
  type Reply,
  replies,
} from './message-actions.js';
import { MISUSES, REASONS_THAT_FIT } from './misuse.js';
import { KINDS, type Settings } from './settings.js';

/** What a user does, from outside or from within a listener. */
export type UserAction =
  | { readonly user: 'open' | 'reconnect' | 'retain' | 'retain as owner' | 'join' | 'iterate' }
  /** `signal`: which one takes it back, if any. */
  | { readonly user: 'send'; readonly signal?: number | undefined }
  | { readonly user: 'abort'; readonly signal: number }
  | { readonly user: 'close'; readonly code: number; readonly reason: string }
  /** What is refused; `which`: see MISUSES. */
  | { readonly user: 'misuse'; readonly which: number }
  /** `leave`, `read` and `give up`: a listener, a reader, somebody who waits for it to open. */
  | { readonly user: 'release' | 'leave' | 'read' | 'give up'; readonly which: number }
  | { readonly user: 'wait'; readonly signal: boolean }
  | { readonly user: 'enable'; readonly on: boolean }
  | { readonly user: 'go to'; readonly url: string | null }
  | { readonly user: 'offer'; readonly protocols: string }
  | MessageAction;

/** What happens around the connection. `which` picks one of the sockets there are. */
export type ServerAction =
  | Reply
  | {
      readonly server:
        | 'accept'
        | 'refuse'
        | 'finish close'
        | 'fail with error'
        | 'vanish'
        | 'answer'
        /** It says what cannot be decoded. */
        | 'mumble'
        /** It says what has as many bytes as are let in, or one more. */
        | 'reach the limit'
        | 'exceed the limit'
        /** From now on nothing comes of it, and nobody is told. */
        | 'die silently';
      readonly which: number;
    }
  | { readonly server: 'speak'; readonly which: number; readonly words: number }
  | {
      readonly server: 'close' | 'begin close';
      readonly which: number;
      readonly code: number;
    };

export type TimeAction =
  | { readonly time: 'advance' | 'sleep' | 'set back'; readonly ms: number }
  /** The page is frozen for a while; whether it is told to resume before its timers run. */
  | { readonly time: 'freeze'; readonly ms: number; readonly resumesFirst: boolean }
  /** The page is hidden: what is due comes late, all together, and nobody says so. */
  | { readonly time: 'throttle'; readonly ms: number }
  | { readonly time: 'until the retry' };

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

const LISTENERS = [
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
  'view',
  'collect',
  'fold',
  'reducer',
  'policy',
  'isAnswer',
] as const;

export type ListenerType = (typeof LISTENERS)[number] | (typeof MESSAGE_LISTENERS)[number];

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

const userActions: readonly fc.WeightedArbitrary<UserAction>[] = [
  {
    weight: 10,
    arbitrary: fc.record({
      user: fc.constantFrom(
        ...(['open', 'open', 'retain', 'retain'] as const),
        ...(['retain as owner', 'reconnect', 'join', 'iterate'] as const),
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
    arbitrary: fc.record({
      user: fc.constant('close'),
      code: fc.constantFrom(1000, 4000),
      reason: fc.constantFrom(...REASONS_THAT_FIT),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ user: fc.constant('misuse'), which: fc.nat(MISUSES.length - 1) }),
  },
  { weight: 5, arbitrary: fc.record({ user: fc.constant('release'), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      user: fc.constantFrom(...(['read', 'read', 'leave', 'give up'] as const)),
      which,
    }),
  },
  { weight: 1, arbitrary: fc.record({ user: fc.constant('wait'), signal: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ user: fc.constant('enable'), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ user: fc.constant('go to'), url: fc.constantFrom(URL_A, URL_B, null) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ user: fc.constant('offer'), protocols: fc.constantFrom('x', 'y') }),
  },
];

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
      server: fc.constantFrom(
        ...(['refuse', 'finish close', 'fail with error', 'vanish'] as const),
        ...(['answer', 'mumble', 'die silently'] as const),
        ...(['reach the limit', 'exceed the limit'] as const),
      ),
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
      ms: fc.constantFrom(500, 5000, 10_000, 3_600_000, 8 * 3_600_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      time: fc.constant('freeze'),
      ms: fc.constantFrom(500, 5000, 60_000),
      resumesFirst: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ time: fc.constant('throttle'), ms: fc.constantFrom(1000, 60_000) }),
  },
  { weight: 1, arbitrary: fc.constant<TimeAction>({ time: 'until the retry' }) },
);

const worldAction: fc.Arbitrary<WorldAction> = fc.record({
  world: fc.constantFrom('online', 'offline', 'wake', 'hide', 'show'),
});

const fault: fc.Arbitrary<Fault> = fc.record({
  fault: fc.constantFrom(...FAULTS),
});

function trapFor(
  listeners: readonly ListenerType[],
  userAction: fc.Arbitrary<UserAction>,
): fc.Arbitrary<Trap> {
  return fc.record({
    trap: fc.constantFrom(...listeners),
    acts: fc.array(userAction, { maxLength: 3 }),
    throws: fc.boolean(),
  });
}

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

export const accept: Action = { server: 'accept', which: 0 };

export const stage = (stage: StageName, does: StageAction['does']): Action => ({
  stage,
  does,
  which: 0,
  hurry: false,
});

/** Through all stages that there are. */
const arrive = [stage('prepare', 'resolve'), accept, stage('authenticate', 'resolve')];

/** As far as the gate. */
const knock = [stage('prepare', 'resolve'), accept];

const frozen = fc.record({
  time: fc.constant('freeze' as const),
  ms: fc.constantFrom(500, 60_000),
  resumesFirst: fc.boolean(),
});

/** What happens in one go. */
const scene = fc.oneof<fc.Arbitrary<Action[]>[]>(
  // It flaps: it is there, and gone at once, again and again.
  fc
    .record({
      times: fc.integer({ min: 2, max: 5 }),
      ends: fc.constantFrom<Action>(
        { server: 'vanish', which: 0 },
        { server: 'close', which: 0, code: 1011 },
      ),
    })
    .map(({ times, ends }) =>
      Array.from({ length: times }, () => [
        ...arrive,
        ends,
        { time: 'until the retry' } as const,
      ]).flat(),
    ),
  // Into the back/forward cache, and back.
  frozen.map((freeze) => [{ world: 'hide' }, freeze, { world: 'wake' }, { world: 'show' }]),
  // Hidden for minutes, in which the server answers or does not, and shown again.
  fc
    .array(
      fc.record({
        ms: fc.constantFrom(1000, 60_000),
        server: fc.constantFrom('answer' as const, 'die silently' as const),
      }),
      { minLength: 2, maxLength: 5 },
    )
    .map((minutes) => [
      ...arrive,
      ...minutes.flatMap(({ ms, server }): Action[] => [
        { time: 'throttle', ms },
        { server, which: 0 },
      ]),
      { world: 'wake' },
    ]),
  // The lid is closed, and opened again, with or without a network.
  fc
    .constantFrom(5000, 8 * 3_600_000)
    .map((ms) => [{ world: 'offline' }, { time: 'sleep', ms }, { world: 'wake' }]),
  // Nobody answers.
  fc.constant([{ user: 'open' }, { time: 'advance', ms: 10_000 }]),
  // Dead, and nobody says so, while somebody sends.
  fc.constant([
    ...arrive,
    { server: 'die silently', which: 0 },
    { user: 'send' },
    { time: 'advance', ms: 20_000 },
  ]),
);

/** What may happen next to a socket with these features. */
function actionFor(settings: Settings): fc.Arbitrary<Action[]> {
  const userAction = fc.oneof(...userActions, ...messageActions(settings));
  const listeners = [...LISTENERS, ...messageListeners(settings)];
  const action = fc.oneof(
    ...[
      { weight: 8, arbitrary: userAction },
      { weight: 10, arbitrary: serverAction },
      { weight: 5, arbitrary: timeAction },
      { weight: 2, arbitrary: worldAction },
      { weight: 2, arbitrary: fault },
      { weight: 4, arbitrary: trapFor(listeners, userAction) },
      ...replies(settings),
    ].map(({ weight, arbitrary }) => ({
      weight,
      arbitrary: (arbitrary as fc.Arbitrary<Action>).map((one) => [one]),
    })),
    { weight: 1, arbitrary: scene },
  );
  if (!settings.prepare && !settings.authenticate) return action;
  // With something of the stages in between.
  return fc.oneof(
    { weight: 3, arbitrary: action },
    { weight: 1, arbitrary: stageAction.map((one): Action[] => [one]) },
  );
}

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
function actionsFor(settings: Settings): fc.Arbitrary<Action[]> {
  return (
    fc
      // Long ones: it takes some steps to get anywhere.
      .tuple(beginning, fc.array(actionFor(settings), { minLength: 1, maxLength: 60, size: 'max' }))
      .map(([first, then]) => [...first, ...then.flat()])
  );
}

/** The same for the same features: to make them takes longer than to walk. */
const made = new Map<string, fc.Arbitrary<Action[]>>();

function actionsOnce(settings: Settings): fc.Arbitrary<Action[]> {
  const { prepare, authenticate } = settings;
  const staged = prepare || authenticate ? 'staged' : '';
  const features = `${messageFeatures(settings)} ${staged}`;
  const actions = made.get(features) ?? actionsFor(settings);
  made.set(features, actions);
  return actions;
}

/** Walks of each kind: a socket, and what happens to it. */
export const walks: Readonly<Record<string, fc.Arbitrary<[Settings, Action[]]>>> =
  Object.fromEntries(
    Object.entries(KINDS).map(([kind, settings]) => [
      kind,
      settings.chain((one) => fc.tuple(fc.constant(one), actionsOnce(one))),
    ]),
  );
