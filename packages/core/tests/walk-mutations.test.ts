import { readFileSync } from 'node:fs';
import type { BudgetOptions, ChannelOptions, RequestOptions, TowlineSocket } from '@towline/core';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Congestion } from '../src/congestion.js';
import { INTERNALS, internalsOf } from '../src/internals.js';
import type { Effect, Step } from '../src/machine/effect.js';
import type { step } from '../src/machine/step.js';
import type { Snapshot } from '../src/snapshot.js';
import type { Topic } from '../src/topics/topic.js';
import { walks } from './walk/actions.js';

type Machine = typeof step;

/** Always the same walks. */
const seed = 1;

/** More than it takes: the first that notices is the last, and one in a hundred notices the rarest. */
const numRuns = 1000;

/** ms, for the slowest machine. */
const timeout = 60_000;

/** A file of the core with something else in it, and the kind of walks that meets it. */
interface Mutation {
  readonly file: string;
  readonly kind: string;
  change(original: object): object;
}

beforeEach(() => {
  // Many send to a socket that has ended.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  for (const file of mocked.splice(0)) vi.doUnmock(`../src/${file}`);
});

const mocked: string[] = [];

/** What walks say of a core that has something else in one file. */
async function walkWith({ file, kind, change }: Mutation, runs = numRuns) {
  vi.resetModules();
  mocked.push(file);
  vi.doMock(`../src/${file}`, async (importOriginal) => {
    const original = await importOriginal<object>();
    return { ...original, ...change(original) };
  });
  const { walk } = await import('./walk/walker.js');
  const arbitrary = walks[kind] ?? expect.fail(`no walks with ${kind}`);
  return fc.check(
    fc.asyncProperty(arbitrary, ([settings, actions]) => walk(settings, actions)),
    { seed, numRuns: runs, endOnFailure: true },
  );
}

function mutate<Module extends object>(
  file: string,
  change: (original: Module) => Partial<Module>,
  kind = 'any mixture',
): Mutation {
  return { file, kind, change: change as Mutation['change'] };
}

function machine(change: (step: Machine) => Machine, kind = 'nothing'): Mutation {
  return mutate<{ step: Machine }>('machine/step.js', ({ step }) => ({ step: change(step) }), kind);
}

/** Views that are told at other intervals than those asked for. */
function intervals(change: (ms: number) => number): Mutation {
  return mutate<typeof import('../src/delivery.js')>(
    'delivery.js',
    ({ createDelivery }) => ({
      createDelivery: (environment, mode, run) =>
        createDelivery(environment, change(Number(mode)), run),
    }),
    'delivery at intervals',
  );
}

/** Channels with another option. */
function channels(change: ChannelOptions<unknown, unknown>): Mutation {
  return mutate<typeof import('../src/topics/channel.js')>(
    'topics/channel.js',
    ({ channel }) => ({
      channel: (topics, key, options) => channel(topics, key, { ...options, ...change } as never),
    }),
    'channels',
  );
}

const BACKLOG = 'a budget, and a backlog that drops the oldest';

type BudgetedReducerModule = typeof import('../src/budgeted-reducer.js');

/** A budgeted reducer with other options. */
function budgeted(change: BudgetOptions<unknown>, kind = BACKLOG): Mutation {
  return mutate<BudgetedReducerModule>(
    'budgeted-reducer.js',
    ({ createBudgetedReducer }) => ({
      createBudgetedReducer: (source, apply, initial, options) =>
        createBudgetedReducer(source, apply, initial, { ...options, ...change } as never),
    }),
    kind,
  );
}

/** In the place of a method that listens. */
const deaf = { value: () => () => {} };

/** Messages held back in another way. */
function congestion(change: () => Partial<Congestion>): Mutation {
  return mutate<typeof import('../src/congestion.js')>(
    'congestion.js',
    ({ createCongestion }) => ({
      createCongestion: (...given) => ({ ...createCongestion(...given), ...change() }),
    }),
    'backpressure',
  );
}

type TopicModule = typeof import('../src/topics/topic.js');

/** Messages by key that do something else. */
function topics(change: (topic: Topic<never>) => Partial<Topic<never>>): Mutation {
  return mutate<TopicModule>(
    'topics/topic.js',
    ({ createTopic }) => ({
      createTopic: (socket, report, used) =>
        createTopic(socket, report, (topic, inUse) =>
          used({ ...topic, ...change(topic as never) } as never, inUse),
        ),
    }),
    'keyed',
  );
}

type Request = typeof import('../src/request.js');

/** Requests with another option. */
function asked(change: Partial<RequestOptions<never>>): Mutation {
  return mutate<Request>(
    'request.js',
    ({ request }) => ({
      request: (source, message, options) =>
        request(source, message, { ...options, ...change } as never),
    }),
    'requests',
  );
}

/** Requests over a socket that does something else. */
function requests(change: (socket: TowlineSocket) => Partial<TowlineSocket>): Mutation {
  return mutate<Request>(
    'request.js',
    ({ request }) => ({
      request(source, message, options) {
        const own = Object.getOwnPropertyDescriptors(change(source as TowlineSocket));
        return request(Object.create(source, own), message, options);
      },
    }),
    'requests',
  );
}

/** Those that only walks with that feature meet. */
const KINDS: Readonly<Record<string, string>> = {
  'a channel that is joined after the queue was sent': 'channels',
  'a queue that is sent before the gate is passed': 'authenticate',
  'a gate that is left out': 'authenticate',
  'a preparation that is left out': 'prepare',
  'a connection that outlives a message over the limit': 'a limit for what comes',
};

/** The same states, with other effects. */
function effects(change: (effects: readonly Effect[]) => readonly Effect[]) {
  return (step: Machine): Machine =>
    (...given): Step => {
      const [state, done] = step(...given);
      return [state, change(done)];
    };
}

function without(type: Effect['type']) {
  return effects((effects) => effects.filter((effect) => effect.type !== type));
}

/** What comes in meets a machine that does not know it. */
function deafTo(...inputs: [phase: string, type: string][]) {
  return (step: Machine): Machine =>
    (state, input, rules) =>
      inputs.some(([phase, type]) => state.phase === phase && input.type === type)
        ? [state, []]
        : step(state, input, rules);
}

const machines: Record<string, (step: Machine) => Machine> = {
  'a retry over a user’s close': (step) => (state, input, rules) => {
    const [next, effects] = step(state, input, rules);
    if (input.type !== 'close' || next.phase !== 'closed') return [next, effects];
    const { id, last } = next;
    const delay = 750;
    return [{ phase: 'waiting', id, last, attempt: 1, until: input.now + delay, delay }, effects];
  },
  'a close by the user that a retain undoes': (step) => (state, input, rules) =>
    state.phase === 'closed' && input.type === 'retain'
      ? step(state, { ...input, type: 'open' }, rules)
      : step(state, input, rules),
  'an old connection that is heard': (step) => (state, input, rules) =>
    step(state, 'id' in input ? { ...input, id: state.id } : input, rules),
  'a connection that is not abandoned': without('abandon'),
  'a queue that is not dropped': without('drop'),
  'a queue that is not sent': without('flush'),
  'a queue that is sent before the gate is passed': effects((effects) =>
    effects.flatMap<Effect>((effect) =>
      effect.type === 'authenticate' ? [{ type: 'emit-open' }, { type: 'flush' }, effect] : effect,
    ),
  ),
  'a channel that is joined after the queue was sent': effects((effects) => [
    ...effects.filter(({ type }) => type === 'flush'),
    ...effects.filter(({ type }) => type !== 'flush'),
  ]),
  'a queue that is dropped for the wrong reason': effects((effects) =>
    effects.map((effect) =>
      effect.type === 'drop' && effect.reason === 'closed'
        ? { ...effect, reason: 'replaced' }
        : effect,
    ),
  ),
  'a queue that crosses to another destination': (step) => (state, input, rules) =>
    step(state, input.type === 'destination' ? { ...input, keepQueue: true } : input, rules),
  'a gate that is left out': (step) => (state, input, rules) =>
    step(state, input, { ...rules, authenticates: () => false }),
  'a preparation that is left out': (step) => (state, input, rules) =>
    step(state, input, { ...rules, prepares: () => false }),
  'an attempt without a deadline': (step) => (state, input, rules) =>
    step(state, input, { ...rules, connectTimeout: Number.POSITIVE_INFINITY }),
  'a retry after a code that ends': (step) => (state, input, rules) =>
    step(state, input, { ...rules, retry: () => 750 }),
  'a loss after which nothing comes': (step) => (state, input, rules) =>
    step(state, input, { ...rules, retry: () => null }),
  'a connection that outlives a message over the limit': (step) => (state, input, rules) =>
    input.type === 'failed' && input.cause === 'limit' ? [state, []] : step(state, input, rules),
  'a release that is ignored': deafTo(
    ['connecting', 'release'],
    ['open', 'release'],
    ['waiting', 'release'],
  ),
  'an open() that is forgotten while it closes': deafTo(['closing', 'open']),
  'a page that is back, and nobody connects': deafTo(['idle', 'show']),
  'a close that is told twice': effects((effects) =>
    effects.flatMap<Effect>((effect) => (effect.type === 'emit-close' ? [effect, effect] : effect)),
  ),
  'a close that is not told': without('emit-close'),
};

const rooms: Record<string, Mutation> = {
  // Promise 1
  'bytes that are queued without a copy': mutate<typeof import('../src/policies/codec.js')>(
    'policies/codec.js',
    () => ({ copyOf: (data) => data as never }),
    'bytes',
  ),
  'a channel that joins twice': mutate<typeof import('../src/internals.js')>(
    'internals.js',
    ({ internalsOf }) => ({
      internalsOf(socket) {
        const internals = internalsOf(socket);
        return {
          ...internals,
          announce(message) {
            internals.announce(message);
            internals.announce(message);
          },
        };
      },
    }),
    'channels',
  ),
  'a channel that does not join the next connection': mutate<TopicModule>(
    'topics/topic.js',
    ({ createTopic }) => ({
      createTopic(...given) {
        const topic = createTopic(...given);
        const on: typeof topic.on = (type, listener) =>
          type === 'close' ? () => {} : topic.on(type, listener);
        return Object.create(topic, { on: { value: on } });
      },
    }),
    'channels',
  ),
  'a channel that is left too early': channels({ linger: 999 }),
  'a channel that is left too late': channels({ linger: 1001 }),
  'a channel that is not left': channels({ leave: undefined }),
  'a request that misses a close': requests((socket) => ({
    on: (type, listener) => (type === 'close' ? () => {} : socket.on(type, listener)),
  })),
  'a request that is not taken back': requests((socket) => ({
    send: (message) => socket.send(message),
  })),
  'a request that nobody is there to hear the end of': requests((socket) => ({
    on: (type, listener) => (type === 'drop' ? () => {} : socket.on(type, listener)),
  })),
  'a request that is never given up': asked({ timeout: Number.POSITIVE_INFINITY }),
  'a request that is always asked again': asked({ idempotent: true }),
  'a request that no signal ends': asked({ signal: undefined }),
  'a request that takes anything for its answer': asked({ match: () => true }),
  // Promise 2
  'a message over the limit that is heard': mutate<typeof import('../src/byte-length.js')>(
    'byte-length.js',
    () => ({ exceeds: () => false }),
    'a limit for what comes',
  ),
  'a limit that is measured in characters': mutate<typeof import('../src/byte-length.js')>(
    'byte-length.js',
    () => ({
      exceeds: (data, bytes) => typeof data === 'string' && data.length > bytes,
    }),
    'a limit for what comes',
  ),
  'an end by the limit that is none': mutate<typeof import('../src/close.js')>(
    'close.js',
    ({ classOf }) => ({
      classOf: (close) => (close.cause === 'limit' ? 'retry' : classOf(close)),
    }),
    'a limit for what comes',
  ),
  'a message that is heard under another key': mutate<typeof import('../src/topics/keyed.js')>(
    'topics/keyed.js',
    ({ keyed }) => ({
      keyed: ((source: TowlineSocket, key: (message: string) => number) =>
        keyed(source, (message) => key(message) & 1)) as never,
    }),
    'keyed',
  ),
  'a view of a key that is not shown': topics((topic) => ({
    batches: { ...topic.batches, flush() {} },
  })),
  'a view of a key that does not begin anew': topics((topic) => ({
    batches: { ...topic.batches, reset() {} },
  })),
  'a key that is listened to when nobody takes part': mutate<TopicModule>(
    'topics/topic.js',
    ({ createTopic }) => ({
      createTopic: (socket, report, used) =>
        createTopic(socket, report, (topic, inUse) => inUse && used(topic, inUse)),
    }),
    'keyed',
  ),
  // Promise 3
  'a dead connection that is never left': mutate<typeof import('../src/machine/beat.js')>(
    'machine/beat.js',
    ({ createPulse }) => ({
      createPulse(...options) {
        const pulse = createPulse(...options);
        return {
          ...pulse,
          tick: (state, now, heard) => pulse.tick(state, now, heard) ?? pulse.ping(state, now),
        };
      },
    }),
    'a heartbeat',
  ),
  // Promise 5
  'a timer that comes too late': mutate<typeof import('../src/timer-delay.js')>(
    'timer-delay.js',
    ({ timerDelay }) => ({ timerDelay: (left) => timerDelay(left) * 2 }),
  ),
  'a closing handshake without a deadline': mutate<typeof import('../src/machine/questions.js')>(
    'machine/questions.js',
    ({ deadline }) => ({
      deadline: (state) => (state.phase === 'closing' ? Number.POSITIVE_INFINITY : deadline(state)),
    }),
  ),
  'retries that are not bounded': mutate<typeof import('../src/policies/backoff.js')>(
    'policies/backoff.js',
    ({ backoff }) => ({ backoff: () => backoff() }),
    'bounded retries',
  ),
  'retries that are not counted': machine((step) => (...given) => {
    const [state, effects] = step(...given);
    return [state.phase === 'waiting' ? { ...state, attempt: 1 } : state, effects];
  }),
  'a wait for the connection that nothing ends': mutate<typeof import('../src/when-open.js')>(
    'when-open.js',
    () => ({ whenOpen: () => new Promise(() => {}) }),
  ),
  'a queue that forgets what it holds': congestion(() => ({ watch() {} })),
  'a buffer that is filled above its mark': congestion(() => ({ holds: () => false })),
  'a message of low priority that goes before a normal one': mutate<
    typeof import('../src/policies/queue.js')
  >(
    'policies/queue.js',
    ({ createQueue }) => ({
      createQueue(options) {
        const queue = createQueue(options);
        const push: typeof queue.push = (entry) => {
          const priority = entry.priority === 'low' ? 'normal' : 'low';
          return queue.push(Object.assign(entry, { priority }) as typeof entry);
        };
        return Object.create(queue, { push: { value: push } });
      },
    }),
    'backpressure',
  ),
  'a wait until all has left that ends before': mutate<typeof import('../src/drained.js')>(
    'drained.js',
    ({ drained }) => ({
      drained: (source, options) => drained(source, { ...options, below: 3 }),
    }),
    'backpressure',
  ),
  'a wait until all has left that hears of nothing': mutate<typeof import('../src/drained.js')>(
    'drained.js',
    ({ drained }) => ({
      drained: (source, options) =>
        drained(Object.create(source, { on: deaf, subscribe: deaf }), options),
    }),
    'backpressure',
  ),
  // Promise 6
  'a change that is told twice': mutate<typeof import('../src/snapshots.js')>(
    'snapshots.js',
    ({ createSnapshots }) => ({
      createSnapshots: (surroundings, ...rest) => {
        function changed(snapshot: Snapshot) {
          surroundings.changed(snapshot);
          surroundings.changed(snapshot);
        }
        return createSnapshots({ ...surroundings, changed }, ...rest);
      },
    }),
  ),
  // Promise 7
  'a view that is told of each message of a burst': mutate<typeof import('../src/delivery.js')>(
    'delivery.js',
    ({ createDelivery }) => ({
      createDelivery: (environment, _, run) => createDelivery(environment, 'sync', run),
    }),
    'nothing',
  ),
  'a view that never gets its frame': mutate<typeof import('../src/delivery.js')>(
    'delivery.js',
    ({ createDelivery }) => ({
      createDelivery: (environment, mode) => createDelivery(environment, mode, () => {}),
    }),
  ),
  'a view at intervals that is late': intervals((ms) => ms + 1),
  'a view at intervals that is told too often': intervals((ms) => ms - 1),
  'a view that is told before the task is over': mutate<typeof import('../src/delivery.js')>(
    'delivery.js',
    ({ createDelivery }) => ({
      createDelivery: (environment, _, run) => createDelivery(environment, 'sync', run),
    }),
    'delivery after each task',
  ),
  'a view that is told a frame after the task': mutate<typeof import('../src/delivery.js')>(
    'delivery.js',
    ({ createDelivery }) => ({
      createDelivery: (environment, _, run) => createDelivery(environment, 'frame', run),
    }),
    'delivery after each task',
  ),
  'a fold that works on after its budget': budgeted({ budget: 1000 }),
  'a fold that gets no other turn': mutate<BudgetedReducerModule>(
    'budgeted-reducer.js',
    ({ createBudgetedReducer }) => ({
      createBudgetedReducer(source, ...rest) {
        const internals = internalsOf(source);
        const environment = Object.create(internals.environment, { requestTurn: deaf });
        const value = { ...internals, environment };
        return createBudgetedReducer(Object.create(source, { [INTERNALS]: { value } }), ...rest);
      },
    }),
    BACKLOG,
  ),
  'a status that overtakes messages': mutate<typeof import('../src/snapshots.js')>(
    'snapshots.js',
    ({ createSnapshots }) => ({
      createSnapshots: (surroundings, ...rest) =>
        createSnapshots({ ...surroundings, beforeChange() {} }, ...rest),
    }),
  ),
  // Promise 8
  'a clock that is read before anybody opens': mutate<typeof import('../src/clock.js')>(
    'clock.js',
    ({ createClock }) => ({
      createClock(environment) {
        const now = createClock(environment);
        now();
        return now;
      },
    }),
  ),
  // Promise 9
  'a close code that is not looked at': mutate<typeof import('../src/close.js')>(
    'close.js',
    ({ assertClose }) => ({ assertClose: (_, reason) => assertClose(1000, reason) }),
  ),
  'a close reason that is measured in characters': mutate<typeof import('../src/byte-length.js')>(
    'byte-length.js',
    () => ({ byteLength: (text) => [...text].length }),
  ),
  'an update that is refused, and half done': mutate<typeof import('../src/live-options.js')>(
    'live-options.js',
    ({ createLive }) => ({
      createLive(initial) {
        const live = createLive(initial);
        return Object.create(live, {
          change: {
            value(options: Parameters<typeof live.change>[0]) {
              try {
                return live.change(options);
              } catch (error) {
                live.change({ retry: options.retry });
                throw error;
              }
            },
          },
        });
      },
    }),
  ),
  'a message that cannot be encoded, and is sent': mutate<
    typeof import('../src/policies/codec.js')
  >(
    'policies/codec.js',
    ({ encodeWith }) => ({
      encodeWith(codec, message) {
        try {
          return encodeWith(codec, message);
        } catch {
          return String(message);
        }
      },
    }),
    'nothing',
  ),
  'a message that cannot be decoded, and is heard': mutate<
    typeof import('../src/policies/codec.js')
  >(
    'policies/codec.js',
    ({ decodeWith }) => ({
      decodeWith(codec, data) {
        try {
          return decodeWith(codec, data);
        } catch {
          return data as never;
        }
      },
    }),
    'nothing',
  ),
  // Promise 10
  'a queue without a bound': mutate<typeof import('../src/policies/queue.js')>(
    'policies/queue.js',
    ({ createQueue }) => ({
      createQueue: (options) => createQueue({ ...options, maxMessages: 1000 }),
    }),
    'nothing',
  ),
  'a queue without a bound in bytes': mutate<typeof import('../src/policies/queue.js')>(
    'policies/queue.js',
    ({ createQueue }) => ({
      createQueue: (options) => createQueue({ ...options, maxBytes: 1000 }),
    }),
    'a queue bounded in bytes',
  ),
  'a backlog without a bound': budgeted({ backlog: { overflow: 'keep-all' } }),
  'a backlog that leaves out and does not tell': mutate<typeof import('../src/backlog.js')>(
    'backlog.js',
    ({ createBacklog }) => ({
      createBacklog(...given) {
        const backlog = createBacklog(...given);
        const push: typeof backlog.push = (...messages) => backlog.push(...messages).slice(1);
        return Object.create(backlog, { push: { value: push } });
      },
    }),
    BACKLOG,
  ),
  'a backlog that keeps the latest of all keys': budgeted(
    { backlog: { limit: 2, overflow: { latestPer: () => 0 } } },
    'a budget, and a backlog of the latest per key',
  ),
  'a log that keeps everything': mutate<typeof import('../src/history.js')>(
    'history.js',
    ({ history }) => ({ history: () => history(1000) }),
  ),
  'an iterator that keeps everything': mutate<typeof import('../src/messages.js')>(
    'messages.js',
    ({ messages }) => ({ messages: (source) => messages(source) }),
    'nothing',
  ),
};

const mutations: Record<string, Mutation> = {
  ...Object.fromEntries(
    Object.entries(machines).map(([name, change]) => [name, machine(change, KINDS[name])]),
  ),
  ...rooms,
};

test('the page of reliability says how many parts are broken on purpose', () => {
  const page = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');
  expect(page).toContain(` ${Object.keys(mutations).length} parts of the core `);
});

test('walks find nothing to say of the core as it is', { timeout }, async () => {
  expect(
    (
      await walkWith(
        machine((step) => step),
        30,
      )
    ).failed,
  ).toBe(false);
});

test.each(Object.entries(mutations))('walks notice %s', { timeout }, async (_name, mutation) => {
  const { failed, errorInstance } = await walkWith(mutation);
  expect(failed).toBe(true);
  // A broken promise, and not a walk that stumbled.
  expect(errorInstance).toMatchObject({ name: 'AssertionError' });
});
