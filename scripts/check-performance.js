// docs/performance.md, its pictures and README.md say what bench/results.json has, of every scenario and every
// contender. What was measured is not judged again: that is `npm run bench`'s part.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTENDERS } from '../bench/contenders.js';
import { reasonFor } from '../bench/reasons.js';
import { SCENARIOS } from '../bench/scenarios/index.js';
import { drawChart, FOLDER } from '../bench/support/chart.js';
import { between, PAGE, pageOf, quoteOf, README } from '../bench/support/page.js';
import { AGAIN, FILE, readResults } from '../bench/support/results.js';
import { verdictsOf } from '../bench/support/tables.js';
import { report, root } from './support/run.js';

/** @type {string[]} */
const problems = [];
const results = readResults();

if (!results) problems.push(`There is no ${FILE}: npm run bench`);
else {
  for (const scenario of SCENARIOS) checkScenario(scenario);
  for (const name of Object.keys(results.scenarios)) {
    if (SCENARIOS.every((scenario) => scenario.name !== name)) {
      problems.push(`${FILE}: "${name}" is no scenario`);
    }
  }
  compare(PAGE, between(PAGE).inside, pageOf(results));
  compare(README, between(README).inside, quoteOf(results));
  for (const theme of ['light', 'dark']) {
    const file = `${FOLDER}/performance-${theme}.svg`;
    compare(file, readFileSync(join(root, file), 'utf8'), drawChart(results, theme));
  }
}
report(`Performance (${SCENARIOS.length} scenarios)`, [...new Set(problems)]);

/** @param {import('../bench/scenarios/scenario.js').Scenario} scenario */
function checkScenario(scenario) {
  const result = results?.scenarios[scenario.name];
  if (!result) {
    problems.push(`${FILE}: nothing of "${scenario.name}"`);
    return;
  }
  if (result.quick)
    problems.push(`${FILE}: "${scenario.name}" was measured quickly: npm run bench`);
  if (result.again?.length !== AGAIN) {
    problems.push(
      `${FILE}: "${scenario.name}" was not measured ${AGAIN} times again: npm run bench -- --again`,
    );
  }
  const taking = CONTENDERS.filter(({ scenes }) => scenes.includes(scenario.scene));
  for (const { name } of taking) {
    if (!result.contenders[name]) problems.push(`${FILE}: no ${name} in "${scenario.name}"`);
  }
  for (const name of Object.keys(result.contenders)) {
    if (taking.every((contender) => contender.name !== name)) {
      problems.push(`${FILE}: ${name} has no part in "${scenario.name}"`);
    }
  }
  for (const verdict of verdictsOf(scenario, result)) {
    if (!verdict.met && !reasonFor(scenario, result, verdict)) {
      const { target, contender } = verdict;
      problems.push(
        `bench/reasons.js: why does ${contender.name} miss "${target.text}" of "${scenario.name}"?`,
      );
    }
  }
}

/**
 * @param {string} file
 * @param {string} is
 * @param {string} expected
 */
function compare(file, is, expected) {
  if (is !== expected)
    problems.push(`${file} does not say what ${FILE} has: npm run bench -- --pages`);
}
