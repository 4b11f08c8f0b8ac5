import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { step } from '../../src/machine/step.js';
import { ALL_STATES, rules as defaultRules, HEARTBEAT, INPUTS } from './samples.js';
import { transitionsPage } from './transitions.js';

const PAGE = new URL('../../../../docs/transitions.md', import.meta.url);

test('docs/transitions.md is what step does; `npm run transitions` writes it anew', () => {
  if (process.env['UPDATE_TRANSITIONS']) writeFileSync(PAGE, transitionsPage());
  expect(readFileSync(PAGE, 'utf8')).toBe(transitionsPage());
});

test('no step has effects and leaves the state as it was: the driver asks the state alone', () => {
  const wrong = Object.entries(INPUTS).filter(([, { input, rules = defaultRules }]) =>
    [rules, { ...rules, heartbeat: HEARTBEAT }].some((given) =>
      ALL_STATES.some((state) => {
        const [next, effects] = step(state, input, given);
        return next === state && effects.length > 0;
      }),
    ),
  );
  expect(wrong.map(([name]) => name)).toEqual([]);
});
