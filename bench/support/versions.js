import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/support/run.js';

const require = createRequire(join(root, 'bench/package.json'));

/** What is measured with, besides the contenders. */
const TOOLS = ['react', 'vue', 'svelte', 'ws', 'vite'];

/** @param {readonly string[]} packages */
export function versionsOf(packages) {
  const names = [...new Set([...packages, ...TOOLS])].filter(
    (name) => !name.startsWith('@towline/'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, versionOf(name)]));
}

/**
 * Not every package lets its package.json be imported.
 *
 * @param {string} name
 */
function versionOf(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return String(JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version);
    } catch {
      // Further up, perhaps.
    }
  }
  throw new Error(`${name} is not installed.`);
}

export function machine() {
  const [first] = cpus();
  return {
    processors: `${cpus().length} x ${first?.model.trim() || 'unknown'}`,
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  };
}
