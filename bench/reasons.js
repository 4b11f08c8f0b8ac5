// Why Towline misses a target: docs/performance.md tells it where it does, with what was measured beside it.
import { median } from '../scripts/support/statistics.js';

/** @typedef {import('./support/results.js').ScenarioResult} ScenarioResult */

/**
 * What was measured of a contender; NaN where it was not.
 *
 * @param {ScenarioResult} result
 * @param {string} contender
 * @param {string} measure
 */
function measured(result, contender, measure) {
  return result.contenders[contender]?.[measure] ?? Number.NaN;
}

/**
 * The limit renders ten times a second: what it takes is the price of receiving.
 *
 * @param {string} measure
 * @returns {(result: ScenarioResult) => string}
 */
function receiving(measure) {
  return (result) => {
    const least = measured(result, 'react-limit', measure);
    const shares = ['react', 'vue', 'svelte']
      .map((framework) => (least / measured(result, `${framework}-floor`, measure)).toFixed(2))
      .join(' / ');
    const frames = ['react', 'vue', 'svelte']
      .map((framework) => {
        const inWorker = measured(result, `${framework}-towline-worker`, measure);
        return (inWorker / measured(result, `${framework}-floor`, measure)).toFixed(2);
      })
      .join(' / ');
    return `Much of what a message costs is Chromium’s own work to receive it: what the limit takes, which shows ten frames a second, is ${shares} of the floors of React, Vue and Svelte. The rest is mostly frames, each of which is rendered, laid out and painted: in a worker, where the page receives one batch for each of them and no message, Towline takes ${frames}.`;
  };
}

/** @param {ScenarioResult} result */
function edges(result) {
  const took = measured(result, 'react-towline', 'took');
  return `A burst is over within ${Math.round(took)} ms, and its first and its last message are rendered besides what each of its frames shows: of so few renders, two are much. Chromium also grants fewer frames than usual while messages come, so that some are rendered in the place of a frame, 17 ms after the last one.`;
}

/** @param {ScenarioResult} result */
function aTenth(result) {
  const ages = ['react', 'vue', 'svelte']
    .map((framework) => {
      const [own, floor] = [`${framework}-towline`, `${framework}-floor`].map((name) =>
        measured(result, name, 'age50').toFixed(1),
      );
      return `${own} and ${floor} ms`;
    })
    .join(', ');
  return `The medians are ${ages}, and a page’s clock counts in tenths of a millisecond. A message is shown in the handler that brings it, as with the floor; on its way it is decoded, and handed to listeners and to views.`;
}

/** @param {ScenarioResult} result */
function rowsOfFrames(result) {
  const scripts = ['react', 'vue', 'svelte']
    .map((framework) => {
      const [own, floor] = [`${framework}-towline`, `${framework}-floor`].map((name) =>
        Math.round(measured(result, name, 'script')),
      );
      return `${own} (the floor’s ${floor})`;
    })
    .join(', ');
  const inWorker = ['react', 'vue', 'svelte']
    .map((framework) => {
      const own = measured(result, `${framework}-towline-worker`, 'main');
      return (own / measured(result, `${framework}-floor`, 'main')).toFixed(2);
    })
    .join(' / ');
  return `Of the main thread’s time scripts, Towline’s and the framework’s, have ${scripts} ms in React, Vue and Svelte. The rest is Chromium’s own: to receive 20,000 messages, which the floor does too, and to lay out and paint 200 rows in every frame, which the floor does in the fewer frames it gets. Where a worker receives the messages, so that the page has nothing but those frames, they take ${inWorker} of the floors.`;
}

/** @param {ScenarioResult} result */
function eachMount(result) {
  const more = ['React', 'Vue', 'Svelte']
    .map((framework) => {
      const [own, floor] = ['towline', 'floor'].map((name) =>
        measured(result, `${framework.toLowerCase()}-${name}`, 'took'),
      );
      // ms for a thousand of them, so µs for one.
      return `${Math.round(Number(own) - Number(floor))} µs in ${framework}`;
    })
    .join(', ');
  return `Mounted and unmounted, a component takes more than the floor’s by ${more}: it has every field of the snapshot and the last message, of which the floor’s has one flag.`;
}

/** @param {ScenarioResult} result */
function sharedProcessors(result) {
  const [own, floor] = ['core-towline', 'core-floor'].map((name) =>
    Math.round(measured(result, name, 'main')),
  );
  return `It is measured at the server, which shares two processors with browser and page, and within what a run can tell apart. The page’s main thread has ${own} ms of work, the floor’s ${floor} ms: what waits is counted in bytes, and each message is told as sent.`;
}

/** @param {ScenarioResult} result */
function smallWork(result) {
  const runs = [result.contenders, ...(result.again ?? [])];
  const [own, floor] = ['core-towline', 'core-floor'].map((name) => {
    const taken = runs.map((contenders) => contenders[name]?.['cpu'] ?? Number.NaN);
    return median(taken).toFixed(2);
  });
  return `A message takes ${own} µs of processor, ${floor} µs with the raw handler (medians of the runs): it is decoded, and handed to listeners and to views. Client and server share two processors, so that the rate is the server’s as much as the client’s, and runs of the same code differ by a third and more.`;
}

/** @param {ScenarioResult} result */
function manyFunctions(result) {
  const own = measured(result, 'core-towline', 'bytes') / 1000;
  return `By a heap snapshot, looked at by hand, nine tenths of a socket’s ${own.toFixed(1)} kB are some 140 functions, the 30 scopes that they share, and the 30 objects that hold them: the core is made of small rooms, each a function that makes others.`;
}

/**
 * By the scenario's name and the measure's; in a worker, what is measured has `, in a worker` behind its name.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, (result: ScenarioResult) => string>>>>}
 */
const REASONS = {
  burst: {
    main: receiving('main'),
    rendersPerSecond: edges,
    'rendersPerSecond, in a worker': edges,
  },
  'steady-2000': { perMessage: receiving('perMessage') },
  'steady-10000': { perMessage: receiving('perMessage') },
  heavy: { perMessage: receiving('perMessage') },
  lone: { age50: aTenth },
  rows: { main: rowsOfFrames },
  beside: { took: eachMount },
  queued: { flush: sharedProcessors },
  restart: { flush: sharedProcessors },
  million: { rate: smallWork, cpu: smallWork },
  memory: { bytes: manyFunctions },
};

/**
 * Of a target that was missed, if there is any.
 *
 * @param {import('./scenarios/scenario.js').Scenario} scenario
 * @param {ScenarioResult} result
 * @param {import('./support/tables.js').Verdict} verdict
 */
export function reasonFor({ name }, result, { target, contender }) {
  const key = `${target.measure}${contender.worker ? ', in a worker' : ''}`;
  return REASONS[name]?.[key]?.(result);
}
