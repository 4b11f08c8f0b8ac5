import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.js';

/**
 * What a package's tarball is, and what is in it.
 *
 * @typedef {{ name: string, tarball: string, files: readonly string[] }} Pack
 */

/**
 * Packs a package as it would be published.
 *
 * @param {string} folder of the package, in packages/
 * @param {string} destination
 * @returns {Promise<Pack>}
 */
export async function pack(folder, destination) {
  const [packed] = await packAll([folder], destination);
  if (!packed) throw new Error(`npm pack ${folder} made nothing`);
  return packed;
}

/**
 * Packs several in one go.
 *
 * @param {readonly string[]} folders
 * @param {string} destination
 * @returns {Promise<readonly Pack[]>}
 */
export async function packAll(folders, destination) {
  mkdirSync(destination, { recursive: true });
  const from = folders.map((folder) => join(root, 'packages', folder));
  const packed = await run('npm', ['pack', ...from, '--json', '--pack-destination', destination]);
  if (!packed.ok) throw new Error(`npm pack ${folders.join(' ')}:\n${packed.output}`);
  // npm 10 and 11 give a list, npm 12 an object by package name.
  const made = /** @type {{ name: string, filename: string, files: { path: string }[] }[]} */ (
    Object.values(JSON.parse(packed.stdout))
  );
  return made.map(({ name, filename, files }) => ({
    name,
    tarball: join(destination, filename),
    files: files.map(({ path }) => path),
  }));
}
