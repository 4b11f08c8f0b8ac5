import { burst } from './burst.js';
import { alone, beside } from './churn.js';
import { heavy } from './heavy.js';
import { lone } from './lone.js';
import { memory } from './memory.js';
import { million, outage } from './node.js';
import { rows } from './rows.js';
import { queued, restart } from './sends.js';
import { steady2000, steady10000 } from './steady.js';

/** In the order of docs/performance.md. @type {readonly import('./scenario.js').Scenario[]} */
export const SCENARIOS = [
  burst,
  steady2000,
  steady10000,
  heavy,
  lone,
  rows,
  beside,
  alone,
  queued,
  restart,
  outage,
  million,
  memory,
];
