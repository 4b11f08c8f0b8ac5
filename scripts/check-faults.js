// Holds the table of faults in docs/reliability.md to the list of faults: a row for each, none besides, what it says
// is expected, and every client saw it. How long it took is measured by `npm run faults`, and not judged.
import { readFileSync } from 'node:fs';
import { expectedCells, greenCells, MARKED, PAGE, readList } from './support/fault-table.js';
import { report } from './support/run.js';

const { faults } = await readList();
const table = MARKED.exec(readFileSync(PAGE, 'utf8'))?.groups?.['table'];
/** @type {string[]} */
const problems = [];

/** @type {ReadonlyMap<string, readonly string[]>} */
const rows = new Map(
  (table ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
    .map((cells) => [cells[0] ?? '', cells]),
);

if (table === undefined) problems.push('docs/reliability.md has no table between its marks');
for (const fault of faults) {
  const row = rows.get(fault.name);
  const wanted = [...expectedCells(fault), ...greenCells(fault)];
  if (!row) problems.push(`${fault.name}: there is no row`);
  for (const [index, cell] of wanted.entries()) {
    if (row && row[index] !== cell) {
      problems.push(`${fault.name}: the table says "${row[index]}", and it should be "${cell}"`);
    }
  }
}
for (const name of rows.keys()) {
  if (!faults.some((fault) => fault.name === name))
    problems.push(`${name}: there is no such fault`);
}
if (faults.length === 0) problems.push('the list is empty');
if (problems.length > 0) problems.push('`npm run faults` writes the table anew');
report(`Faults (${faults.length})`, problems);
