// The table in docs/reliability.md: a row for each run.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/support/run.js';

export const PAGE = 'docs/reliability.md';

const BEGIN = '<!-- soak -->';
const END = '<!-- /soak -->';
const HEAD = ['| run | heap | found | held |', '| --- | --- | --- | --- |'];

/** @typedef {{ heap: string, found: string, held: boolean }} Row */

/** @returns {Map<string, Row>} by title */
export function readRows() {
  const lines = parts()
    .table.split('\n')
    .filter((line) => line.startsWith('| '));
  return new Map(
    lines.slice(HEAD.length).map((line) => {
      const [title = '', heap = '', found = '', held] = line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim());
      return [title, { heap, found, held: held === 'yes' }];
    }),
  );
}

/** @param {ReadonlyMap<string, Row>} rows by title, in order */
export function writeRows(rows) {
  const { before, after } = parts();
  const lines = [...rows].map(
    ([title, { heap, found, held }]) =>
      `| ${[title, heap, found, held ? 'yes' : 'no'].join(' | ')} |`,
  );
  writeFileSync(join(root, PAGE), `${before}\n${[...HEAD, ...lines].join('\n')}\n${after}`);
}

/** What is before the table, the table, and what is after it. */
function parts() {
  const text = readFileSync(join(root, PAGE), 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has no ${BEGIN} … ${END}.`);
  const start = begin + BEGIN.length;
  return { before: text.slice(0, start), table: text.slice(start, end), after: text.slice(end) };
}
