// `npm run check`: what is not a test, and must hold before anything is published. Every check runs,
// whatever became of the one before. Types are a stage of `npm test`. The last line is `N passed, N failed, N skipped`.
import { run, summary } from './support/run.js';

/** @type {[name: string, command: string, args: string[], env?: Record<string, string>][]} */
const CHECKS = [
  ['biome', 'biome', ['check', '--error-on-warnings', '.']],
  ['architecture', 'node', ['scripts/check-architecture.js']],
  ['lock', 'node', ['scripts/check-lock.js']],
  ['docs', 'node', ['scripts/check-docs.js']],
  ['long runs', 'node', ['scripts/check-soak.js']],
  ['faults', 'node', ['scripts/check-faults.js']],
  ['performance', 'node', ['scripts/check-performance.js']],
  // From here on: what is built.
  ['build', 'turbo', ['run', 'build', '--output-logs=errors-only']],
  ['packages', 'node', ['scripts/check-packages.js']],
  ['exports', 'node', ['scripts/check-exports.js']],
  ['warnings in development only', 'node', ['scripts/check-production.js']],
  ['sizes', 'node', ['scripts/check-sizes.js']],
  ['conformance of the built packages', 'vitest', ['run'], { TOWLINE_TARGET: 'dist' }],
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, command, args, env] of CHECKS) {
  const { ok, output } = await run(command, args, env);
  if (!ok) console.log(output);
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name}`);
  total[ok ? 'passed' : 'failed'] += 1;
}
console.log(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;
