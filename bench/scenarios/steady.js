import { measureStream } from './stream.js';
import { inWorker, STEADY_COLUMNS, steadyTargets } from './stream-columns.js';

/**
 * @param {number} rate a second
 * @returns {import('./scenario.js').Scenario}
 */
function steady(rate) {
  return {
    name: `steady-${rate}`,
    title: `${rate.toLocaleString('en')} messages a second`,
    about: `The server sends ${rate.toLocaleString('en')} messages a second for 5 s. A component shows the last one and how many there were.`,
    scene: 'last',
    columns: STEADY_COLUMNS,
    targets: [
      ...steadyTargets({ react: 0.6, vue: 0.8, svelte: 0.8 }),
      ...(rate === 10_000 ? [inWorker('perMessage')] : []),
    ],
    measure: measureStream({ count: 5 * rate, rate }),
  };
}

export const steady2000 = steady(2000);
export const steady10000 = steady(10_000);
