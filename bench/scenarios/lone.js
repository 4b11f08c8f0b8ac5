import { measureStream } from './stream.js';
import { all, LOSES_NOTHING, STREAM } from './stream-columns.js';

/** @type {import('./scenario.js').Scenario} */
export const lone = {
  name: 'lone',
  title: '20 messages a second',
  about:
    'The server sends 20 messages a second for 5 s: none of them has another one to wait with.',
  scene: 'last',
  columns: [STREAM.age50, STREAM.age99, STREAM.renders, STREAM.lost],
  targets: [
    LOSES_NOTHING,
    {
      text: 'age, median, to the floor',
      worker: false,
      measure: 'age50',
      ratio: true,
      must: 'at most',
      limits: all(1.1),
    },
  ],
  measure: measureStream({ count: 100, rate: 20 }),
};
