// The lock must work for everybody: no address of one registry, and the binaries of every platform.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report, root } from './support/run.js';

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {Record<string, string>} [optionalDependencies]
 */

/** @type {{ packages: Record<string, Entry> }} */
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
/** @type {string[]} */
const problems = [];

for (const [path, entry] of Object.entries(lock.packages)) {
  if (/^(git\+)?https?:/.test(entry.resolved ?? '')) {
    problems.push(`${path} is tied to an address: ${entry.resolved}`);
  }
  if (path.includes('node_modules/') && !entry.link && !(entry.version && entry.integrity)) {
    problems.push(
      `${path} has no version or no integrity: it was not found when the lock was made`,
    );
  }
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!isLocked(path, name)) {
      problems.push(`${path} names ${name}, which is not in the lock: its platform would break`);
    }
  }
}

report('The lock', problems);

/**
 * As Node looks for a package: beside the one that asks, then further up.
 *
 * @param {string} from
 * @param {string} name
 */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[path]?.version) return true;
    if (folder === '') return false;
  }
}
