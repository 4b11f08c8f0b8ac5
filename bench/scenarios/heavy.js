import { measureStream } from './stream.js';
import { FRESH, FULL_FRAME_RATE, LOSES_NOTHING, STREAM } from './stream-columns.js';

const { perMessage, renders, frames, gap, lost, age99, behind } = STREAM;

/** @type {import('./scenario.js').Scenario} */
export const heavy = {
  name: 'heavy',
  title: '2,000 messages a second, a render takes 1 ms',
  about:
    'The server sends 2,000 messages a second for 5 s. Each render of the component that shows them takes 1 ms.',
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
      limits: { react: 0.25, vue: 0.12, svelte: 0.11 },
    },
  ],
  measure: measureStream({ count: 10_000, rate: 2000, work: 1 }),
};
