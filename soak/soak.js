// `npm run soak`: long runs and many of everything. Prints what each found and writes it into docs/reliability.md;
// `-- --only <name>` does one of them. Takes some twenty minutes on two cores
// that have nothing else to do, which the outage asks for.
import { parseArgs } from 'node:util';
import { RUNS } from './runs.js';
import { readRows, writeRows } from './support/page.js';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const unknown = values.only?.filter((name) => RUNS.every((run) => run.name !== name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `No run ${unknown.join(', ')}; there are ${RUNS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

for (const run of RUNS) {
  if (values.only && !values.only.includes(run.name)) continue;
  const started = performance.now();
  const { heap, found: hoped, problems } = await run.perform();
  // What a run is to find is not what was found, where something is wrong.
  const found = problems.length === 0 ? hoped : problems.join('; ');
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${problems.length === 0 ? 'held  ' : 'failed'}  ${run.title} (${seconds} s)`);
  console.log(`        ${[heap, found].filter(Boolean).join('; ')}`);
  if (problems.length > 0) process.exitCode = 1;
  const held = problems.length === 0;
  write(run.title, { heap, found: held ? found : 'run it alone: it prints what is wrong', held });
}

/**
 * At once, so that what was found stays when it is interrupted; what is not done now stays on the page as it is.
 *
 * @param {string} title
 * @param {import('./support/page.js').Row} row
 */
function write(title, row) {
  const known = readRows().set(title, row);
  writeRows(
    new Map(
      RUNS.flatMap((each) => {
        const found = known.get(each.title);
        return found ? [[each.title, found]] : [];
      }),
    ),
  );
}
