// Packs what would be published, and lets publint and attw look at the tarballs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report, root, run } from './support/run.js';

const PACKAGES = ['core', 'react', 'vue', 'svelte', 'worker'];

const folder = mkdtempSync(join(tmpdir(), 'towline-packages-'));
/** @type {string[]} */
const problems = [];
try {
  for (const name of PACKAGES) await check(name);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report('The packed packages', problems);

/** @param {string} name */
async function check(name) {
  const packed = await run('npm', [
    'pack',
    join(root, 'packages', name),
    '--json',
    '--pack-destination',
    folder,
  ]);
  if (!packed.ok) {
    problems.push(`npm pack ${name}:\n${packed.output}`);
    return;
  }
  const { filename, files } = packOf(packed.stdout);
  for (const file of ['LICENSE', 'README.md']) {
    if (!files.some(({ path }) => path === file)) problems.push(`${name} has no ${file}`);
  }
  const tarball = join(folder, filename);
  const linted = await run('publint', ['run', tarball, '--strict']);
  if (!linted.ok) problems.push(`publint ${name}:\n${linted.output}`);
  // Without @types: their look-up asks a registry for packages that have types of their own.
  const typed = await run('attw', [tarball, '--profile', 'esm-only', '--no-definitely-typed']);
  if (!typed.ok) problems.push(`attw ${name}:\n${typed.output}`);
}

/**
 * npm 10 and 11 give a list, npm 12 an object by package name.
 *
 * @param {string} json
 * @returns {{ filename: string, files: { path: string }[] }}
 */
function packOf(json) {
  const [first] = Object.values(JSON.parse(json));
  return first;
}
