import fc from 'fast-check';

/** The components that walks mount; all but Own show one shared socket. */
export const KINDS = ['Status', 'Messages', 'Listener', 'Branch', 'Kept', 'Own'] as const;

export type Kind = (typeof KINDS)[number];

/** What a user does to a connection. */
export type UserDeed = 'open' | 'close' | 'reconnect' | 'send';

/** What a server does; `mumble`: it says what cannot be decoded. */
export type ServerDeed =
  | 'accept'
  | 'refuse'
  | 'drop'
  | 'restart'
  | 'end'
  | 'finish close'
  | 'mumble';

/** What happens. `which` picks one of those that there are. */
export type Action =
  | { readonly does: 'mount'; readonly kind: Kind; readonly twice: boolean }
  | { readonly does: 'unmount'; readonly which: number }
  /** A Branch or a Kept is hidden, or shown again. */
  | { readonly does: 'toggle'; readonly which: number }
  /** An Own gets another URL, or is turned off or on. */
  | { readonly does: 'go'; readonly which: number; readonly to: 'a' | 'b' | null }
  | { readonly does: 'enable'; readonly which: number; readonly on: boolean }
  | { readonly does: UserDeed; readonly which: number }
  /** The next time that a handler hears a message it does something itself, and perhaps throws then. */
  | {
      readonly does: 'trap';
      readonly which: number;
      readonly acts: readonly UserDeed[];
      readonly throws: boolean;
    }
  | { readonly does: ServerDeed; readonly which: number }
  /** Some in one go. */
  | { readonly does: 'say'; readonly which: number; readonly words: number }
  | { readonly does: 'wait' | 'sleep' | 'set back'; readonly ms: number }
  /** The page is frozen for a while; whether it is told to resume before its timers run. */
  | { readonly does: 'freeze'; readonly ms: number; readonly resumesFirst: boolean }
  /** The page is hidden: what is due comes late, all together, and nobody says so. */
  | { readonly does: 'throttle'; readonly ms: number }
  | { readonly does: 'online' | 'offline' | 'wake' | 'hide' | 'show' };

const which = fc.nat(2);

const USER_DEEDS = ['open', 'close', 'reconnect', 'send'] as const;

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('mount'),
      kind: fc.constantFrom(...KINDS),
      twice: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('unmount', 'toggle'), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('go'),
      which,
      to: fc.constantFrom<'a' | 'b' | null>('a', 'b', null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('enable'), which, on: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom(...USER_DEEDS),
      which,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('trap'),
      which,
      acts: fc.array(fc.constantFrom(...USER_DEEDS), { maxLength: 2 }),
      throws: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('accept'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom(...(['refuse', 'drop', 'restart', 'end', 'finish close'] as const)),
      which,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('say'),
      which,
      words: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('mumble'), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom('sleep', 'set back'),
      ms: fc.constantFrom(5000, 8 * 3_600_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('freeze'),
      ms: fc.constantFrom(500, 60_000),
      resumesFirst: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('throttle'), ms: fc.constantFrom(1000, 60_000) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom(...(['online', 'offline', 'wake', 'hide', 'show', 'show'] as const)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('wait'),
      ms: fc.constantFrom(0, 16, 500, 999, 1000, 2000, 10_000),
    }),
  },
);

/** What happens to components. */
export const walks: fc.Arbitrary<Action[]> = fc
  .array(action, { minLength: 1, maxLength: 25, size: 'max' })
  .map((then) => [
    // Most of it only happens to what is there.
    { does: 'mount', kind: 'Own', twice: false },
    { does: 'mount', kind: 'Status', twice: false },
    ...then,
  ]);
