// Runs a test of the core at full length. What it found it writes where it is told to.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../scripts/support/run.js';

const REPORTS = join(root, '.reports');

/**
 * @param {string} file
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<{ figures: Readonly<Record<string, number>>, problems: string[] }>}
 */
export async function runTest(file, env) {
  const report = join(REPORTS, 'soak.json');
  mkdirSync(REPORTS, { recursive: true });
  rmSync(report, { force: true });
  const { ok, output } = await run('vitest', ['run', '--project', 'core', file], {
    ...env,
    SOAK_REPORT: report,
  });
  const figures = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const problems = ok ? [] : [output];
  if (!figures) problems.push('it told nothing');
  return { figures: figures ?? {}, problems };
}
