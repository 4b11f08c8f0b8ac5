// `npm test`: every stage runs, whatever became of the others. `npm test -- --only unit` runs one.
// The last line is `N passed, N failed, N skipped`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium, findFirefox } from './find-browser.js';
import { root, run, summary } from './support/run.js';

/**
 * What a stage found; `output` is shown when something failed.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, output: string }} Result
 */

/** @type {Readonly<Record<string, () => Promise<Result>>>} */
const STAGES = { unit: runUnit, e2e: runE2e, types: checkTypes };
/** Types are checked beside the browsers' tests, which mostly wait, and go first where they do not. */
const AT_ONCE = [['unit'], ['e2e', 'types']];

/**
 * Where nothing but TypeScript is read; version 6 reads the packages when they are built, and what has components here.
 */
const TYPESCRIPT_7 = join(root, 'scripts/types/node_modules/.bin/tsc');

const reports = join(root, '.reports');
mkdirSync(reports, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
const selected = selectedStages();
for (const names of AT_ONCE) {
  await Promise.all(names.filter((name) => selected.includes(name)).map(runStage));
}
console.log(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/** @param {string} name */
async function runStage(name) {
  const started = performance.now();
  const result = atLeastOne(await /** @type {() => Promise<Result>} */ (STAGES[name])());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (result.failed > 0) console.log(result.output);
  console.log(`${name}: ${summary(result)} (${seconds} s)`);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
}

/** @returns {string[]} */
function selectedStages() {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const chosen = values.only ?? Object.keys(STAGES);
  const unknown = chosen.filter((name) => !(name in STAGES));
  if (unknown.length > 0) {
    console.error(`No stage ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}.`);
    process.exit(2);
  }
  return chosen;
}

/**
 * A stage in which nothing ran has not shown anything.
 *
 * @param {Result} result
 * @returns {Result}
 */
function atLeastOne(result) {
  if (result.passed + result.failed > 0) return result;
  return { ...result, failed: 1, output: `${result.output}\nNo test ran.` };
}

// ---------------------------------------------------------------- types: one test per tsconfig

async function checkTypes() {
  /** @type {[name: string, command: string, args: string[]][]} */
  const checks = [
    ['core', TYPESCRIPT_7, ['-p', 'packages/core']],
    ['suites', TYPESCRIPT_7, ['-p', 'packages/suites']],
    ['testing', 'vue-tsc', ['-p', 'packages/testing']],
    ['create', TYPESCRIPT_7, ['-p', 'packages/create']],
    ['codemod', TYPESCRIPT_7, ['-p', 'packages/codemod']],
    ['worker', TYPESCRIPT_7, ['-p', 'packages/worker']],
    ['react', TYPESCRIPT_7, ['-p', 'packages/react']],
    ['vue', 'vue-tsc', ['-p', 'packages/vue']],
    ['svelte', 'svelte-check', svelteArgs('packages/svelte', 'tsconfig.json')],
    ['the oldest frameworks', TYPESCRIPT_7, ['-p', 'fixtures']],
    ['Vue with Vapor', 'vue-tsc', ['-p', 'fixtures/vue-vapor']],
    ['scripts and e2e', TYPESCRIPT_7, ['-p', '.']],
    ...['chat', 'ticker'].flatMap(typesOfExample),
    ['the docs’ site', 'vue-tsc', ['-p', 'docs']],
    ['the docs’ demos', 'svelte-check', svelteArgs('docs/.vitepress/demos', './tsconfig.json')],
  ];
  const result = { passed: 0, failed: 0, skipped: 0, output: '' };
  /** One after another, on each core. */
  async function work() {
    for (let check = checks.shift(); check; check = checks.shift()) {
      const [name, command, args] = check;
      const { ok, output } = await run(command, args, {}, root, true);
      if (ok) result.passed += 1;
      else {
        result.failed += 1;
        result.output += `types of ${name}:\n${output}\n`;
      }
    }
  }
  await Promise.all([work(), work()]);
  return result;
}

/**
 * @param {string} name
 * @returns {[name: string, command: string, args: string[]][]}
 */
function typesOfExample(name) {
  const config = `scripts/types/tsconfig.${name}`;
  return [
    // Reads React's files and the server's too.
    [name, 'vue-tsc', ['-p', `${config}.json`]],
    [
      `${name} in Svelte`,
      'svelte-check',
      svelteArgs(`examples/${name}`, `../../${config}-svelte.json`),
    ],
  ];
}

/**
 * @param {string} folder
 * @param {string} config seen from there
 */
function svelteArgs(folder, config) {
  return ['--workspace', folder, '--tsconfig', config, '--fail-on-warnings'];
}

// ---------------------------------------------------------------- unit, conformance, SSR

/** @typedef {{ name: string, status: string, message: string, assertionResults: { status: string }[] }} TestFile */

async function runUnit() {
  const file = freshReport('unit.json');
  // Others each time; `WALK_SEED=N npm test` walks the same ways again.
  const seed = process.env['WALK_SEED'] ?? String(Math.floor(Math.random() * 0x7fffffff));
  console.log(`unit: the random walks have seed ${seed}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok, output } = await run('vitest', ['run', ...reporters], { WALK_SEED: seed });
  /** @type {{ testResults: TestFile[] } | undefined} */
  const report = readReport(file);
  const tests = report?.testResults.flatMap((each) => each.assertionResults) ?? [];
  // A file that cannot be loaded has no tests, but is not well.
  const broken = report?.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.every(isWell),
  );
  const failed = tests.filter((each) => !isWell(each)).length + (broken?.length ?? 0);
  return {
    passed: tests.filter((each) => each.status === 'passed').length,
    failed: orOne(failed, ok),
    skipped: tests.filter((each) => isWell(each) && each.status !== 'passed').length,
    output,
  };
}

/** @param {{ status: string }} test */
function isWell({ status }) {
  return status !== 'failed';
}

// ---------------------------------------------------------------- e2e in real browsers

async function runE2e() {
  const built = await run('turbo', [
    ...['run', 'build', 'docs:build'],
    ...['--filter=./examples/*', '--filter=./docs'],
    '--output-logs=errors-only',
  ]);
  if (!built.ok) return { passed: 0, failed: 1, skipped: 0, output: built.output };
  const file = freshReport('e2e.json');
  /** @type {{ CHROMIUM_PATH: string, FIREFOX_PATH: string }} */
  let browsers;
  try {
    const { executablePath } = findChromium({ install: true });
    const firefox = findFirefox({ install: true });
    if (firefox.missing) console.log(`e2e: no test runs in Firefox. ${firefox.missing}`);
    browsers = { CHROMIUM_PATH: executablePath, FIREFOX_PATH: firefox.executablePath ?? '' };
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, output: String(error) };
  }
  const { ok, output } = await run('playwright', ['test', '--reporter=list,json'], {
    ...browsers,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } } | undefined} */
  const report = readReport(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return { passed: expected, failed: orOne(unexpected + flaky, ok), skipped, output };
}

// ---------------------------------------------------------------- the runners' JSON reports

/**
 * The place of a report, with none of an earlier run in it.
 *
 * @param {string} name
 */
function freshReport(name) {
  const file = join(reports, name);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * A runner may fail without a failing test: an error outside of them, or no report at all.
 *
 * @param {number} failed
 * @param {boolean} ok
 */
function orOne(failed, ok) {
  return failed === 0 && !ok ? 1 : failed;
}
