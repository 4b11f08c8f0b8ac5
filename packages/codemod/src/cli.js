#!/usr/bin/env node
// `npx @towline/codemod react-use-websocket src/`: says what it would change and what it leaves; `--write` changes it.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { count } from './count.js';
import { filesIn } from './files.js';
import { LIBRARIES, transform } from './transform.js';

const HELP = `npx @towline/codemod <${LIBRARIES.join('|')}> <file or folder>... [--write]

Moves what is mechanical to Towline, and tells what is left for a person. Without --write nothing is changed.`;

try {
  process.exitCode = main();
} catch (error) {
  if (!hasCode(error, 'ERR_PARSE_ARGS') && !hasCode(error, 'ENOENT')) throw error;
  const { message, path } = /** @type {Error & { path?: string }} */ (error);
  console.error(`${path === undefined ? message : `There is no ${path}.`}\n\n${HELP}`);
  process.exitCode = 2;
}

/** @returns {number} the exit code */
function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [library = '', ...paths] = positionals;
  const known = LIBRARIES.find((each) => each === library);
  if (!values.help && known && paths.length > 0) {
    return run(known, paths.flatMap(filesIn), values.write);
  }
  if (library && !known) console.error(`There is nothing that moves from ${library}.\n`);
  console.log(HELP);
  return values.help ? 0 : 2;
}

/**
 * @param {import('./transform.js').Library} library
 * @param {readonly string[]} files
 * @param {boolean} write
 * @returns {number} the exit code
 */
function run(library, files, write) {
  const totals = { changed: 0, left: 0, failed: 0 };
  for (const file of files) {
    try {
      const source = readFileSync(file, 'utf8');
      const { code, notes } = transform(library, source, file);
      if (code === source && notes.length === 0) continue;
      if (code !== source) totals.changed += 1;
      totals.left += notes.length;
      if (write && code !== source) writeFileSync(file, code);
      console.log(`${code === source ? 'unchanged' : write ? 'changed' : 'to change'}  ${file}`);
      for (const { line, text } of notes) console.log(`  line ${line}: ${text}`);
    } catch (error) {
      totals.failed += 1;
      console.error(`failed     ${file}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const { changed, left, failed } = totals;
  const verb = write ? 'changed' : 'to change';
  console.log(
    `\n${count(changed, 'file')} ${verb}, ${count(left, 'place')} left for a person, ${count(failed, 'file')} failed.`,
  );
  if (changed > 0) {
    console.log(
      write
        ? 'Run your formatter now: options that were moved have the form of this command.'
        : 'Nothing was written. Add --write, and look at the difference.',
    );
  }
  return failed > 0 ? 1 : 0;
}

/**
 * @param {unknown} error
 * @param {string} prefix
 */
function hasCode(error, prefix) {
  return String(/** @type {{ code?: unknown }} */ (error)?.code).startsWith(prefix);
}
