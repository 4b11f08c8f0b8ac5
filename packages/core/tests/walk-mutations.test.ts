import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
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

beforeEach(() => {
  // Many send to a socket that has ended.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

/** What walks say of a core whose machine is another one. */
async function walkWith(mutate: (step: Machine) => Machine, runs = numRuns) {
  vi.resetModules();
  vi.doMock('../src/machine/step.js', async (original) => {
    const { step } = await original<{ readonly step: Machine }>();
    return { step: mutate(step) };
  });
  const { walk } = await import('./walk/walker.js');
  return fc.check(
    fc.asyncProperty(walks, ([settings, actions]) => walk(settings, actions)),
    { seed, numRuns: runs, endOnFailure: true },
  );
}

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

const mutations: Record<string, (step: Machine) => Machine> = {
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

test('walks find nothing to say of the machine as it is', { timeout }, async () => {
  expect((await walkWith((step) => step, 30)).failed).toBe(false);
});

test.each(Object.entries(mutations))('walks notice %s', { timeout }, async (_name, mutate) => {
  const { failed, errorInstance } = await walkWith(mutate);
  expect(failed).toBe(true);
  // A broken promise, and not a walk that stumbled.
  expect(errorInstance).toMatchObject({ name: 'AssertionError' });
});
