import { measureStream } from './stream.js';
import { STEADY_COLUMNS, steadyTargets } from './stream-columns.js';

/** @type {import('./scenario.js').Scenario} */
export const heavy = {
  name: 'heavy',
  title: '2,000 messages a second, a render takes 1 ms',
  about:
    'The server sends 2,000 messages a second for 5 s. Each render of the component that shows them takes 1 ms.',
  scene: 'last',
  columns: STEADY_COLUMNS,
  targets: steadyTargets({ react: 0.25, vue: 0.12, svelte: 0.11 }),
  measure: measureStream({ count: 10_000, rate: 2000, work: 1 }),
};
