import { readFileSync } from 'node:fs';
import type { ChannelOptions } from '@towline/core';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Effect, Step } from '../src/machine/effect.js';
import type { step } from '../src/machine/step.js';
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
    step(state, input, { ...rules, authenticate: false }),
  'a preparation that is left out': (step) => (state, input, rules) =>
    step(state, input, { ...rules, prepare: false }),
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
  'a channel that does not join the next connection': mutate<
    typeof import('../src/topics/topic.js')
  >(
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
  // Promise 6
  'a change that is told twice': mutate<typeof import('../src/snapshots.js')>(
    'snapshots.js',
    ({ createSnapshots }) => ({
      createSnapshots: (surroundings) =>
        createSnapshots({
          ...surroundings,
          changed(snapshot) {
            surroundings.changed(snapshot);
            surroundings.changed(snapshot);
          },
        }),
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
  'a status that overtakes messages': mutate<typeof import('../src/snapshots.js')>(
    'snapshots.js',
    ({ createSnapshots }) => ({
      createSnapshots: (surroundings) => createSnapshots({ ...surroundings, beforeChange() {} }),
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
