import { measureStream } from './stream.js';
import { FRESH, FULL_FRAME_RATE, inWorker, LOSES_NOTHING, STREAM } from './stream-columns.js';

const { perMessage, renders, frames, gap, lost, age99, behind } = STREAM;

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
    columns: [perMessage, renders, frames, gap, lost, age99, behind],
    targets: [
      LOSES_NOTHING,
      FULL_FRAME_RATE,
      FRESH,
      {
        text: 'main thread, to the floor',
        worker: false,
        measure: 'perMessage',
        ratio: true,
        must: 'at most',
        limits: { react: 0.6, vue: 0.8, svelte: 0.8 },
      },
      ...(rate === 10_000 ? [inWorker('perMessage')] : []),
    ],
    measure: measureStream({ count: 5 * rate, rate }),
  };
}

export const steady2000 = steady(2000);
export const steady10000 = steady(10_000);
