// Writes docs/transitions.md from the machine: `npm run transitions`.
// The machine is TypeScript, which Node 20 does not run; its tests do, so that one of them writes the page.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));

const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'core', 'machine/transitions.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, UPDATE_TRANSITIONS: '1' } },
);
process.exitCode = status ?? 1;
