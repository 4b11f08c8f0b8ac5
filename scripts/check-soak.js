// Every run of `npm run soak` has a row in docs/reliability.md that says that it held. What it measured is not judged
// again: that is the command's part.
import { RUNS } from '../soak/runs.js';
import { PAGE, readRows } from '../soak/support/page.js';
import { report } from './support/run.js';

const rows = readRows();
const titles = RUNS.map(({ title }) => title);
report(`Long runs (${titles.length})`, [
  ...titles.filter((title) => !rows.has(title)).map((title) => `${PAGE}: no row "${title}"`),
  ...titles
    .filter((title) => rows.get(title)?.held === false)
    .map((title) => `${PAGE}: "${title}" has not held`),
  ...[...rows.keys()]
    .filter((title) => !titles.includes(title))
    .map((title) => `${PAGE}: "${title}" is no run of npm run soak`),
]);
