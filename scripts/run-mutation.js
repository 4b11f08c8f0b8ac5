// `npm run mutation`: changes the core in 1,500 small ways, and asks whether a test notices each of them.
// Then it writes docs/mutations.md. Arguments go to Stryker: `-- --mutate packages/core/src/driver.ts` tries one
// file and writes nothing, `-- --incremental` only what has changed since the last run. `-- --page` tries nothing, and
// writes the page of the last run anew.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutationsPage, problemsOf } from './mutation/page.js';
import { mutantsOf } from './mutation/report.js';
import { survivors } from './mutation/survivors.js';
import { report, root } from './support/run.js';

const given = process.argv.slice(2);
const whole = !given.some((argument) => /^(-m|--mutate)\b/.test(argument));

if (given.includes('--page') || mutate()) tell();
else process.exitCode = 1;

/** Whether Stryker came to its end. */
function mutate() {
  const stryker = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'scripts/mutation/stryker.config.js', ...given],
    { cwd: root, stdio: 'inherit' },
  );
  return status === 0;
}

function tell() {
  const text = readFileSync(join(root, '.reports/mutation/mutation.json'), 'utf8');
  const mutants = mutantsOf(JSON.parse(text));
  if (whole) writeFileSync(join(root, 'docs/mutations.md'), mutationsPage(mutants, survivors));
  report('The mutations', problemsOf(mutants, survivors));
}
