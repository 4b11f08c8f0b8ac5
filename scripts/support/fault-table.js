// The table of faults in docs/reliability.md: made from the list of faults and from what was seen of each.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './run.js';

/** @typedef {import('../../packages/suites/src/faults/fault.ts').Fault} Fault */
/** @typedef {import('../../packages/suites/src/faults/fault.ts').Expected} Expected */
/** @typedef {import('../../packages/suites/src/faults/fault.ts').Platform} Platform */
/** @typedef {import('../../packages/suites/src/faults/outcomes.ts').ClientOutcomes} ClientOutcomes */

/** Where the runs leave what they saw; Git ignores it. */
export const OUTCOMES = join(root, '.reports/faults');
export const PAGE = join(root, 'docs/reliability.md');
/** What stands between the marks. */
export const MARKED = /(?<begin><!-- faults -->\n)(?<table>[\s\S]*?)(?<end><!-- \/faults -->)/;

const ALL = ['core', 'react', 'vue', 'svelte'];

/** @type {readonly { title: string, platform: Platform, clients: readonly string[] }[]} */
const GROUPS = [
  { title: 'Node', platform: 'node', clients: ALL },
  { title: 'Chromium', platform: 'chromium', clients: ALL },
  { title: 'Firefox', platform: 'firefox', clients: ['core'] },
];

/**
 * The list, which is TypeScript that Node 20 does not run.
 *
 * @returns {Promise<{ faults: readonly Fault[], configuredFor: (expected: Expected) => number | null }>}
 */
export async function readList() {
  const from = './packages/suites/src/faults';
  const { outputFiles } = await build({
    stdin: {
      contents: `export { FAULTS } from '${from}/faults.ts'; export { configuredFor } from '${from}/fault.ts';`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { FAULTS, configuredFor } = await import(`data:text/javascript;base64,${code}`);
  return { faults: FAULTS, configuredFor };
}

/** What is expected, and so must stand in the table as it is: the name, how, what it ends in, what is shown. */
/** @param {Fault} fault */
export function expectedCells({ name, how, expected }) {
  return [name, how, endOf(expected), shownFor(expected)];
}

/** @param {Expected} expected */
function endOf(expected) {
  if (expected.outcome === 'lives on') return 'stays open';
  const { code, cause } = expected.close;
  return `${code}, \`${cause}\`${expected.error ? `, \`${expected.error}\`` : ''}`;
}

/** @param {Expected} expected */
function shownFor(expected) {
  switch (expected.outcome) {
    case 'comes back':
      return 'closed and reconnecting, then open';
    case 'ends':
      return 'closed, for good';
    case 'lives on':
      return 'open';
  }
}

/** A client that saw what it should, in each group; what `observedCells` gives for a row that is green. */
/** @param {Fault} fault */
export function greenCells({ differs }) {
  return GROUPS.map(({ platform, clients }) => {
    const why = differs?.[platform]?.why;
    return `${clients.length} of ${clients.length}${why ? `: ${why}` : ''}`;
  });
}

/**
 * @param {Fault} fault
 * @param {(client: string) => ClientOutcomes['outcomes'] | undefined} outcomesOf
 */
function observedCells(fault, outcomesOf) {
  return GROUPS.map(({ platform, clients }) => {
    const seen = clients.map((client) => outcomesOf(`${platform}-${client}`)?.[fault.name]);
    const green = seen.filter((outcome) => outcome?.green).length;
    const why = fault.differs?.[platform]?.why;
    return `${green} of ${clients.length}${why ? `: ${why}` : ''}`;
  });
}

/** The whole table, out of what the runs left. */
export async function makeTable() {
  const { faults, configuredFor } = await readList();
  const rows = faults.map((fault) => [
    ...expectedCells(fault),
    ...observedCells(fault, readOutcomes),
    recovery(fault, configuredFor),
  ]);
  const head = ['fault', 'how', 'ends in', 'shown', ...GROUPS.map(({ title }) => title), 'back in'];
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

/**
 * The median of all clients, as a multiple of the configured time.
 *
 * @param {Fault} fault
 * @param {(expected: Expected) => number | null} configuredFor
 */
function recovery(fault, configuredFor) {
  /** @type {number[]} */
  const multiples = [];
  for (const { platform, clients } of GROUPS) {
    const configured = configuredFor(fault.differs?.[platform]?.expected ?? fault.expected);
    for (const client of clients) {
      const recovered = readOutcomes(`${platform}-${client}`)?.[fault.name]?.recovered;
      if (configured && typeof recovered === 'number') multiples.push(recovered / configured);
    }
  }
  const middle = multiples.sort((a, b) => a - b)[Math.floor(multiples.length / 2)];
  return middle === undefined ? '' : `${middle.toFixed(1)} ×`;
}

/** @type {Map<string, ClientOutcomes['outcomes'] | undefined>} */
const read = new Map();

/** @param {string} client */
function readOutcomes(client) {
  if (!read.has(client)) {
    const file = join(OUTCOMES, `${client}.json`);
    read.set(
      client,
      existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).outcomes : undefined,
    );
  }
  return read.get(client);
}
