import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CODE = /\.(?:[cm]?[jt]sx?|vue)$/;
/** What is not written by hand. */
const SKIPPED = new Set(['node_modules', 'dist', 'build', '.git', '.next', '.nuxt', '.output']);

/**
 * The file, or the files of code below the folder, in order.
 *
 * @param {string} path
 * @returns {string[]}
 */
export function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = join(path, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(below);
      return CODE.test(entry.name) && !entry.name.endsWith('.d.ts') ? [below] : [];
    });
}
