// Packs what would be published, and lets publint and attw look at the tarballs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './support/pack.js';
import { report, run } from './support/run.js';

const PACKAGES = ['core', 'react', 'vue', 'svelte', 'worker', 'testing', 'create', 'codemod'];

const PROGRAMS = new Set(['create', 'codemod']);

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
  const { tarball, files } = await pack(name, folder);
  for (const file of ['LICENSE', 'README.md']) {
    if (!files.includes(file)) problems.push(`${name} has no ${file}`);
  }
  const linted = await run('publint', ['run', tarball, '--strict']);
  if (!linted.ok) problems.push(`publint ${name}:\n${linted.output}`);
  // Programs, without types.
  if (PROGRAMS.has(name)) return;
  // Without @types: their look-up asks a registry for packages that have types of their own.
  const typed = await run('attw', [tarball, '--profile', 'esm-only', '--no-definitely-typed']);
  if (!typed.ok) problems.push(`attw ${name}:\n${typed.output}`);
}
