// Writes docs/mutations.md, and says what is wrong with the score.

/**
 * @typedef {import('./report.js').Mutant} Mutant
 * @typedef {import('./survivors.js').Argument} Argument
 */

/** Per cent of the mutants that have to be noticed. */
const LEAST = 90;

const FOLDER = 'packages/core/src/';

const HEAD = `# Mutations

<!-- Generated from Stryker's report and scripts/mutation/survivors.js by \`npm run mutation\`. Do not edit. -->

A test that cannot fail proves nothing. So the core is changed in many small ways, one at a time: a condition turned,
a call left out, a \`<\` made a \`<=\`. Each such mutant has to make a test fail. The tests are those of the core, with
100 random walks of a fixed seed; without those that need a real server, that wait for the garbage collector, that
simulate outages of 200 clients, that read the sources, or that put a module of their own in the place of one. Texts for
people are left as they are.

\`npm run mutation\` does it and writes this page. It fails below ${LEAST} %, and where a mutant survives that is not
argued here.
`;

/**
 * @param {readonly Mutant[]} mutants
 * @param {readonly Argument[]} survivors
 */
export function mutationsPage(mutants, survivors) {
  return [HEAD, '## Score\n', scores(mutants), '## Survivors\n', argued(mutants, survivors)].join(
    '\n',
  );
}

/** @param {readonly Mutant[]} mutants */
function scores(mutants) {
  const files = [...new Set(mutants.map(({ file }) => file))];
  return table(
    ['file', 'mutants', 'a test failed', 'looped for ever', 'survived', 'score'],
    [
      ...files.map((file) => [
        quoted(shortened(file)),
        ...score(mutants.filter((mutant) => mutant.file === file)),
      ]),
      ['**all**', ...score(mutants).map((cell) => `**${cell}**`)],
    ],
  );
}

/** @param {readonly Mutant[]} mutants */
function score(mutants) {
  const count = (/** @type {Mutant['fate']} */ fate) =>
    mutants.filter((mutant) => mutant.fate === fate).length;
  const counts = [mutants.length, count('killed'), count('timed out'), count('survived')];
  return [...counts.map(String), `${percent(mutants).toFixed(1)} %`];
}

/** @param {readonly Mutant[]} mutants */
function percent(mutants) {
  const noticed = mutants.filter(({ fate }) => fate !== 'survived').length;
  return mutants.length === 0 ? 0 : (noticed / mutants.length) * 100;
}

/**
 * @param {readonly Mutant[]} mutants
 * @param {readonly Argument[]} survivors
 */
function argued(mutants, survivors) {
  const rows = mutants
    .filter(({ fate }) => fate === 'survived')
    .map((mutant) => {
      const { file, line, code, becomes } = mutant;
      const why = survivors.find((argument) => isOf(argument, mutant))?.why ?? '**not argued**';
      return [...[shortened(file), line, code, becomes].map(quoted), why];
    });
  return `Each of them, and why no test has to notice it.\n\n${table(
    ['file', 'line of code', 'what', 'becomes', 'why it may live'],
    rows,
  )}`;
}

/**
 * What is to be mended.
 *
 * @param {readonly Mutant[]} mutants of a whole run, or of some files
 * @param {readonly Argument[]} survivors
 */
export function problemsOf(mutants, survivors) {
  /** @type {string[]} */
  const problems = [];
  const files = new Set(mutants.map(({ file }) => file));
  const alive = mutants.filter(({ fate }) => fate === 'survived');
  if (percent(mutants) < LEAST) {
    problems.push(`${percent(mutants).toFixed(1)} % of the mutants were noticed, not ${LEAST} %`);
  }
  for (const mutant of alive) {
    if (survivors.some((argument) => isOf(argument, mutant))) continue;
    problems.push(`no argument for a survivor: ${told(mutant)}`);
  }
  for (const argument of survivors) {
    if (!files.has(FOLDER + argument.file)) continue;
    if (alive.some((mutant) => isOf(argument, mutant))) continue;
    problems.push(`no survivor for an argument: ${told(argument)}`);
  }
  return problems;
}

/**
 * @param {Argument} argument
 * @param {Mutant} mutant
 */
function isOf({ file, line, code, becomes }, mutant) {
  return (
    FOLDER + file === mutant.file &&
    line === mutant.line &&
    (code ?? line) === mutant.code &&
    becomes === mutant.becomes
  );
}

/** @param {{ file: string, line: string, code?: string, becomes: string }} mutant */
function told({ file, line, code = line, becomes }) {
  return `${shortened(file)}: in ${line}\n    ${code}\n    => ${becomes}`;
}

/** @param {string} code in which there may be a template */
function quoted(code) {
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}

/** @param {string} file */
function shortened(file) {
  return file.replace(FOLDER, '');
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
}
