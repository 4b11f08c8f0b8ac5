import fc from 'fast-check';
import type { Question } from './requests.js';
import type { Settings } from './settings.js';
import type { Part } from './topics.js';

/** What a user does with what stands over a socket. `which` picks one of those there are. */
export type MessageAction =
  /** `channel`: which one is used, or which use of one ends. */
  | { readonly channel: 'retain' | 'release'; readonly which: number }
  /** Somebody takes part in the messages of a key, or one of them leaves. */
  | { readonly topic: Part | 'leave'; readonly which: number }
  /** Something of low priority is sent. `signal`: which one takes it back, if any. */
  | { readonly user: 'send'; readonly signal?: number | undefined; readonly priority: 'low' }
  /** Somebody waits until all has left but so many bytes, or gives up. */
  | { readonly drained: 'wait'; readonly below: number; readonly signal: boolean }
  | { readonly drained: 'give up'; readonly which: number }
  /** Something is asked, or given up, or a server answers. */
  | { readonly request: Question }
  | { readonly request: 'abort'; readonly which: number };

/** What is called by Towline only where there is what stands over a socket. */
export const MESSAGE_LISTENERS = ['join', 'leave', 'match', 'key', 'lag', 'left out'] as const;

type Features = Pick<Settings, 'channels' | 'requests' | 'keyed' | 'highWaterMark' | 'backlog'>;

interface Weighted {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<MessageAction>;
}

const question: fc.Arbitrary<Question> = fc.record({
  timeout: fc.constantFrom(10_000, 1000, 750, null),
  idempotent: fc.boolean(),
  signal: fc.constantFrom<Question['signal']>('none', 'none', 'aborts', 'aborts', 'has aborted'),
});

const channelActions: readonly Weighted[] = [
  {
    weight: 8,
    arbitrary: fc.record({
      channel: fc.constantFrom<'retain' | 'release'>('retain', 'retain', 'release'),
      which: fc.nat(3),
    }),
  },
];

const topicActions: readonly Weighted[] = [
  {
    weight: 8,
    arbitrary: fc.record({
      topic: fc.constantFrom<Part | 'leave'>('listen', 'collect', 'view', 'leave', 'leave'),
      which: fc.nat(5),
    }),
  },
];

const backpressureActions: readonly Weighted[] = [
  {
    weight: 6,
    arbitrary: fc.record({
      user: fc.constant('send'),
      signal: fc.option(fc.nat(1), { nil: undefined }),
      priority: fc.constant('low'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      drained: fc.constant('wait'),
      below: fc.constantFrom(0, 0, 2),
      signal: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ drained: fc.constant('give up'), which: fc.nat(1) }) },
];

const requestActions: readonly Weighted[] = [
  { weight: 6, arbitrary: question.map((request) => ({ request })) },
  {
    weight: 1,
    arbitrary: fc.record({ request: fc.constant('abort'), which: fc.nat(2) }),
  },
];

/** The features that there are, by name. */
export function messageFeatures(settings: Features): string {
  const { channels, requests, keyed, highWaterMark, backlog } = settings;
  return [
    channels !== undefined && 'channels',
    requests && 'requests',
    keyed && 'keyed',
    highWaterMark < Number.POSITIVE_INFINITY && 'backpressure',
    backlog && 'backlog',
  ].join();
}

/** What there is to do with these features, and how often. */
export function messageActions({
  channels,
  requests,
  keyed,
  highWaterMark,
}: Features): readonly Weighted[] {
  return [
    ...(channels === undefined ? [] : channelActions),
    ...(requests ? requestActions : []),
    ...(keyed ? topicActions : []),
    ...(highWaterMark < Number.POSITIVE_INFINITY ? backpressureActions : []),
  ];
}

/** Who is called by Towline with these features. */
export function messageListeners({
  channels,
  requests,
  keyed,
  backlog,
}: Features): readonly (typeof MESSAGE_LISTENERS)[number][] {
  return [
    ...(channels === undefined ? [] : (['join', 'leave'] as const)),
    ...(requests ? (['match'] as const) : []),
    ...(keyed ? (['key'] as const) : []),
    ...(backlog ? (['lag', 'left out'] as const) : []),
  ];
}

/** What servers say to those features only. */
export type Reply = { readonly server: 'reply'; readonly which: number; readonly request: number };

export function replies({ requests }: Features) {
  const reply: fc.Arbitrary<Reply> = fc.record({
    server: fc.constant('reply'),
    // The newest connection most of the time.
    which: fc.constantFrom(0, 0, 0, 1),
    request: fc.nat(2),
  });
  return requests ? [{ weight: 3, arbitrary: reply }] : [];
}
