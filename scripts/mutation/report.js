// Reads Stryker's report.

/**
 * @typedef {{ line: number, column: number }} Place
 * @typedef {{ mutatorName: string, replacement?: string, status: string, location: { start: Place, end: Place } }} Reported
 * @typedef {{ files: Record<string, { source: string, mutants: Reported[] }> }} Report
 */

/**
 * One small change of the code, and what came of it. It is told by its code and not by its line number, so that
 * it is the same after a change elsewhere in the file.
 *
 * @typedef {object} Mutant
 * @property {string} file
 * @property {string} line the line of code in which it begins
 * @property {string} code what is changed; the first line of it, and … for more
 * @property {string} becomes
 * @property {'killed' | 'timed out' | 'survived'} fate
 */

/** What Stryker calls it: fates of mutants that count. A mutant that no test reaches has survived. */
const FATES = /** @type {const} */ ({
  Killed: 'killed',
  Timeout: 'timed out',
  Survived: 'survived',
  NoCoverage: 'survived',
});

/**
 * Mutants in the order of the files and of their code; those that were left out are not among them.
 *
 * @param {Report} report
 * @returns {Mutant[]}
 */
export function mutantsOf(report) {
  return Object.entries(report.files)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      return mutants.toSorted(inOrder).flatMap(({ status, location, replacement = '' }) => {
        const fate =
          status in FATES ? FATES[/** @type {keyof typeof FATES} */ (status)] : undefined;
        if (!fate) return [];
        const line = (lines[location.start.line - 1] ?? '').trim();
        const code = firstLine(textAt(lines, location));
        return [{ file, line, code, becomes: firstLine(replacement), fate }];
      });
    });
}

/**
 * @param {Reported} one
 * @param {Reported} other
 */
function inOrder({ location: one }, { location: other }) {
  return one.start.line - other.start.line || one.start.column - other.start.column;
}

/**
 * @param {readonly string[]} lines
 * @param {{ start: Place, end: Place }} location counted from 1
 */
function textAt(lines, { start, end }) {
  const chosen = lines.slice(start.line - 1, end.line);
  chosen.push((chosen.pop() ?? '').slice(0, end.column - 1));
  const first = (chosen.shift() ?? '').slice(start.column - 1);
  return [first, ...chosen].join('\n');
}

/** @param {string} text */
function firstLine(text) {
  const [first = '', ...more] = text.trim().split('\n');
  return more.length > 0 ? `${first.trim()} …` : first;
}
