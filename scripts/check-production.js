// What is for developers must not reach users: no bundle for production has the texts of warnings, and
// the one for development has them. Bundled as esbuild and Vite do it, frameworks external.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build as vite } from 'vite';
import sizes from '../.size-limit.js';
import { report, root } from './support/run.js';

// The one that measures the sizes.
const { build: esbuild } = await import('esbuild');

const PACKAGES = ['core', 'react', 'vue', 'svelte'];

/** With what every warning begins, see packages/core/src/warn.ts. */
const MARK = '[towline]';

/** @type {string[]} */
const problems = [];

for (const name of PACKAGES) {
  const entry = join(root, 'packages', name, 'dist', 'index.js');
  if (existsSync(entry)) await check(name, entry);
  else problems.push(`${name}: no dist/index.js, run \`npm run build\` first`);
}
report(`Production bundles (${PACKAGES.length})`, problems);
