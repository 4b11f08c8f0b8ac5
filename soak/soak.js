// `npm run soak`: long runs and many of everything. Prints what each found and writes it into docs/reliability.md;
// `-- --only <name>` does one of them. Takes about ten minutes.
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

// What is not done now stays on the page as it is.
const rows = readRows();
for (const run of RUNS) {
  if (values.only && !values.only.includes(run.name)) continue;
  const started = performance.now();
  const { heap, found, problems } = await run.perform();
  const seconds = Math.round((performance.now() - started) / 1000);
  rows.set(run.title, { heap, found, held: problems.length === 0 });
  console.log(`${problems.length === 0 ? 'held  ' : 'failed'}  ${run.title} (${seconds} s)`);
  console.log(`        ${[heap, found].filter(Boolean).join('; ')}`);
  for (const problem of problems) console.log(`        ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
writeRows(
  new Map(
    RUNS.flatMap(({ title }) => {
      const row = rows.get(title);
      return row ? [[title, row]] : [];
    }),
  ),
);
