import { measureStream } from './stream.js';
import { all, FULL_FRAME_RATE, inWorker, LOSES_NOTHING, STREAM } from './stream-columns.js';

/** @type {import('./scenario.js').Scenario} */
export const burst = {
  name: 'burst',
  title: 'A burst of 20,000 messages',
  about:
    'The server sends 20,000 messages of 120 bytes at once. A component shows the last one and how many there were.',
  scene: 'last',
  columns: [STREAM.main, STREAM.renders, STREAM.frames, STREAM.gap, STREAM.lost, STREAM.behind],
  targets: [
    LOSES_NOTHING,
    { text: 'renders a second', measure: 'rendersPerSecond', must: 'at most', limits: all(62) },
    {
      text: 'main thread, to the floor',
      worker: false,
      measure: 'main',
      ratio: true,
      must: 'at most',
      limits: { react: 0.9, vue: 0.7, svelte: 0.65 },
    },
    inWorker('main'),
    { ...FULL_FRAME_RATE, worker: true },
  ],
  measure: measureStream({ count: 20_000, rate: 1e9 }),
};
