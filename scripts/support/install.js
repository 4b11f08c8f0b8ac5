// Installs apps as their users would, outside of the repository, whose packages would stand in for those that an app forgets.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.js';

/** Instead of a lock: nothing newer is installed, so that nobody's release of tomorrow fails today's commit. It moves with versions. */
const BEFORE = '2026-11-26';

/** From what npm has kept where it can. */
const INSTALL = [
  'install',
  `--before=${BEFORE}`,
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
];

/**
 * Apps that lie side by side, in one go; packed packages stand where the registry's would.
 *
 * @param {string} folder
 * @param {readonly string[]} apps names of folders in it
 * @param {readonly import('./pack.js').Pack[]} packs
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function install(folder, apps, packs) {
  const overrides = Object.fromEntries(packs.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = { private: true, workspaces: apps, overrides };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return run('npm', INSTALL, {}, folder);
}

/**
 * One packed package with a program, which is in the folder's node_modules/.bin then.
 *
 * @param {string} folder to be made
 * @param {string} name
 * @param {readonly import('./pack.js').Pack[]} packs
 */
export async function installProgram(folder, name, packs) {
  const tarball = packs.find((pack) => pack.name === name)?.tarball;
  if (!tarball) throw new Error(`${name} is not packed.`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const { ok, output } = await run('npm', [...INSTALL, tarball], {}, folder);
  if (!ok) throw new Error(`npm install ${name}:\n${output}`);
}
