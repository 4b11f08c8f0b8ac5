// `npm run faults`: brings every fault about with every client, and writes the table in docs/reliability.md.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { MARKED, makeTable, OUTCOMES, PAGE } from './support/fault-table.js';
import { run } from './support/run.js';

const PROJECTS = ['core', 'react', 'vue', 'svelte'].flatMap((name) => ['--project', name]);

/** @type {[name: string, command: string, args: string[]][]} */
const STEPS = [
  ['Node', 'vitest', ['run', ...PROJECTS, 'tests/faults.test.ts']],
  ['build', 'turbo', ['run', 'build', '--filter=./packages/*', '--output-logs=errors-only']],
  ['browsers', 'playwright', ['test', '--reporter=list', 'fault-matrix']],
];

rmSync(OUTCOMES, { recursive: true, force: true });
for (const [name, command, args] of STEPS) {
  const begun = performance.now();
  const { ok, output } = await run(command, args, { TOWLINE_FAULTS: OUTCOMES });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (!ok) {
    console.log(output);
    process.exitCode = 1;
  }
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name} (${seconds} s)`);
}

const table = await makeTable();
writeFileSync(
  PAGE,
  readFileSync(PAGE, 'utf8').replace(MARKED, (_, begin, _old, end) => `${begin}\n${table}\n${end}`),
);
