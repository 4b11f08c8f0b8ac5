// Why Towline misses a target, measured: docs/performance.md tells it where it does.

/** What is left where nothing is rendered. */
const LIMIT =
  'Most of what a message costs is Chromium’s own work to receive it: see what the limit takes. What Towline takes beyond that goes into sixty frames a second, each rendered, laid out and painted.';

/**
 * By the scenario's name and the measure's; in a worker, what is measured has `, in a worker` behind its name.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
const REASONS = {
  burst: {
    main: LIMIT,
    rendersPerSecond:
      'A burst is over within a second, and has a first and a last render besides those of its frames.',
  },
  'steady-2000': { perMessage: LIMIT },
  'steady-10000': { perMessage: LIMIT },
  heavy: {
    perMessage:
      'The floor is cheap where it is behind: Chromium gives messages their turn first, and what it does not render it does not pay for. See what it loses.',
  },
  rows: {
    main: 'A row is rendered once for each frame in which its topic had a message: 200 rows in each frame of the burst. The core takes 0.4 µs of processor for each message, to find its row and to let it wait, of some 25 µs.',
  },
  queued: {
    flush:
      'Server, browser and page share two processors, so that the time from the first to the last is the server’s as much as the page’s.',
  },
  million: {
    cpu: 'The core takes 0.04 µs for each message, once it is compiled, of the 0.5 µs in which `ws` reads one.',
    rate: 'Client and server share two processors, so that the rate is the server’s as much as the client’s; the processor’s time beside it is not.',
  },
  memory: {
    bytes:
      'By a heap snapshot, nine tenths of a socket are some 150 functions, the 40 scopes that they share, and the 40 objects that hold them. Half as much would take one class in place of the rooms of the core.',
  },
};

/**
 * Of a target that was missed, if there is any.
 *
 * @param {import('./scenarios/scenario.js').Scenario} scenario
 * @param {import('./support/tables.js').Verdict} verdict
 */
export function reasonFor({ name }, { target, contender }) {
  return REASONS[name]?.[`${target.measure}${contender.worker ? ', in a worker' : ''}`];
}
