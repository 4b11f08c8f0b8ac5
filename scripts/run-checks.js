// `npm run check`: what is not a test, and must hold before anything is published. Every check runs,
// whatever became of the others. Types are a stage of `npm test`. The last line is `N passed, N failed, N skipped`.
import { run, summary } from './support/run.js';

/** @typedef {[name: string, command: string, args: string[], env?: Record<string, string>]} Check */

/** Of the sources. The build is begun first, since it takes longest. @type {Check[]} */
const SOURCES = [
  ['build', 'turbo', ['run', 'build', '--output-logs=errors-only']],
  ['docs', 'node', ['scripts/check-docs.js']],
  ['biome', 'biome', ['check', '--error-on-warnings', '.']],
  ['architecture', 'node', ['scripts/check-architecture.js']],
  ['lock', 'node', ['scripts/check-lock.js']],
  ['long runs', 'node', ['scripts/check-soak.js']],
  ['faults', 'node', ['scripts/check-faults.js']],
  ['performance', 'node', ['scripts/check-performance.js']],
];

/** Of what is built. @type {Check[]} */
const BUILT = [
  ['conformance of the built packages', 'vitest', ['run'], { TOWLINE_TARGET: 'dist' }],
  ['templates and fixtures', 'node', ['scripts/run-fixtures.js', '--checks']],
  ['packages', 'node', ['scripts/check-packages.js']],
  ['exports', 'node', ['scripts/check-exports.js']],
  ['warnings in development only', 'node', ['scripts/check-production.js']],
  ['sizes', 'node', ['scripts/check-sizes.js']],
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const checks of [SOURCES, BUILT]) {
  /** One after another, beside the other worker. */
  const work = async () => {
    for (let check = checks.shift(); check; check = checks.shift()) await runCheck(check);
  };
  await Promise.all([work(), work()]);
}
console.log(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/** @param {Check} check */
async function runCheck([name, command, args, env]) {
  const started = performance.now();
  const { ok, output } = await run(command, args, env);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (!ok) console.log(output);
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name} (${seconds} s)`);
  total[ok ? 'passed' : 'failed'] += 1;
}
