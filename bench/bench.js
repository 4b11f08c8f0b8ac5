// `npm run bench`: measures Towline beside other libraries and beside the raw WebSocket, in real Chromium and in Node;
// prints what it found, and writes it into bench/results.json and docs/performance.md. `-- --quick` repeats less,
// `-- --only <scenario>` and `-- --contenders <name>,<name>` measure a part; with `--quick` or `--contenders` nothing is
// written unless `--write` is given. `-- --again` measures Towline and the floors once more, and writes it beside what
// a whole run found. `-- --pages` measures nothing, and writes the pages anew.
import { parseArgs } from 'node:util';
import { median } from '../scripts/support/statistics.js';
import { CONTENDERS } from './contenders.js';
import { SCENARIOS } from './scenarios/index.js';
import { openBench } from './support/bench-page.js';
import { startBrowser } from './support/browser.js';
import { drawCharts } from './support/chart.js';
import { untilIdle } from './support/idle.js';
import { writePages } from './support/page.js';
import { AGAIN, readResults, rounded, writeResults } from './support/results.js';
import { buildSite, serveSite } from './support/site.js';
import { asText, tableOf, verdictsOf } from './support/tables.js';
import { machine, versionsOf } from './support/versions.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    contenders: { type: 'string' },
    write: { type: 'boolean' },
    again: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    repetitions: { type: 'string' },
  },
});
const { quick, again } = options;
const write = options.write ?? !(quick || options.contenders);
const repetitions = Number(options.repetitions ?? (quick || again ? 1 : 3));
/** ms that a cell waits for an idle machine. */
const patience = quick ? 2000 : 60_000;

const scenarios = pick('scenario', SCENARIOS, options.only);
const contenders = pick('contender', CONTENDERS, options.contenders?.split(',')).filter(
  ({ towline, floor }) => !again || towline || floor,
);

if (options.pages) {
  publish(readResults());
  process.exit();
}

const known = write ? readResults() : undefined;
if (again && (!known || options.contenders)) {
  console.error('Once more is for Towline and the floors, beside what a whole run has written.');
  process.exit(2);
}

await buildSite();
const site = await serveSite();
const browser = await startBrowser();
/** @type {import('./support/results.js').Results} */
const results = (again ? known : undefined) ?? {
  machine: { ...machine(), browser: browser.version },
  idleFrames: await idleFrames(),
  versions: versionsOf(contenders.flatMap((each) => each.package ?? [])),
  scenarios: known?.scenarios ?? {},
};

try {
  for (const scenario of scenarios) {
    const result = await measure(scenario);
    console.log(`\n${scenario.title} (--only ${scenario.name})\n`);
    console.log(asText(tableOf(scenario, result)));
    for (const { contender, target, limit, value, met } of verdictsOf(scenario, result)) {
      const { name } = contender;
      console.log(
        `${met ? 'met   ' : 'missed'}  ${name}: ${target.text}: ${value?.toPrecision(3)}, ${target.must} ${limit}`,
      );
    }
    const before = results.scenarios[scenario.name];
    results.scenarios[scenario.name] =
      again && before
        ? { ...before, again: [...(before.again ?? []), result.contenders].slice(-AGAIN) }
        : result;
    // At once, so that what was found stays when it is interrupted.
    if (write) publish(results);
  }
} finally {
  await browser.close();
  site.close();
}

/** @param {import('./support/results.js').Results | undefined} results */
function publish(results) {
  if (!results) throw new Error('Nothing was measured yet.');
  writeResults(results);
  writePages(results);
  drawCharts(results);
}

/**
 * Everybody once, and again: what changes on the machine meanwhile changes for all.
 *
 * @param {import('./scenarios/scenario.js').Scenario} scenario
 * @returns {Promise<import('./support/results.js').ScenarioResult>}
 */
async function measure(scenario) {
  const taking = contenders.filter(({ scenes }) => scenes.includes(scenario.scene));
  /** @type {Map<string, import('./scenarios/scenario.js').Measures[]>} */
  const measured = new Map(taking.map(({ name }) => [name, []]));
  let busy = 0;
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const contender of taking) {
      if (!(await untilIdle(patience))) busy += 1;
      const measures = await scenario.measure({ browser, site: site.url }, contender);
      measured.get(contender.name)?.push(measures);
    }
  }
  const medians = [...measured].map(([name, runs]) => [name, mediansOf(runs)]);
  return { quick, repetitions, busy, contenders: Object.fromEntries(medians) };
}

/** @param {readonly import('./scenarios/scenario.js').Measures[]} runs */
function mediansOf(runs) {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, rounded(median(runs.map((run) => run[name] ?? Number.NaN)))]),
  );
}

/** How many frames a second a page is granted that does nothing. */
async function idleFrames() {
  const page = await openBench(browser, site.url);
  await page.call('untilShown', 0, 500);
  await page.call('look');
  await page.call('untilShown', 0, 2000);
  const { frames } = await page.call('look');
  await page.close();
  const span = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
  return Math.round((1000 * (frames.length - 1)) / span);
}

/**
 * @template {{ name: string }} Item
 * @param {string} what
 * @param {readonly Item[]} items
 * @param {readonly string[] | undefined} names
 */
function pick(what, items, names) {
  const unknown = names?.filter((name) => items.every((item) => item.name !== name)) ?? [];
  if (unknown.length === 0) return names ? items.filter(({ name }) => names.includes(name)) : items;
  console.error(
    `No ${what} ${unknown.join(', ')}; there are ${items.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
