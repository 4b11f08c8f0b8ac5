// Runs a test at full length. What it found it writes where it is told to.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../scripts/support/run.js';

const REPORTS = join(root, '.reports');

/**
 * In Node.
 *
 * @param {string} project
 * @param {string} file
 * @param {Readonly<Record<string, string>>} env
 */
export function runTest(project, file, env) {
  // What Vite has built for production before leaves its mark in here.
  const test = { ...env, NODE_ENV: 'test' };
  return runWhole('vitest', ['run', '--project', project, file], test);
}

/**
 * In Chromium.
 *
 * @param {string} file
 * @param {string} title what its name has and others have not
 * @param {Readonly<Record<string, string>>} env
 */
export function runInChromium(file, title, env) {
  return runWhole('playwright', ['test', file, '--project', 'chromium', '--grep', title], env);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<{ figures: Readonly<Record<string, number>>, problems: string[] }>}
 */
async function runWhole(command, args, env) {
  const report = join(REPORTS, 'soak.json');
  mkdirSync(REPORTS, { recursive: true });
  rmSync(report, { force: true });
  const { ok, output } = await run(command, args, { ...env, SOAK_REPORT: report });
  const figures = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const problems = ok ? [] : [output];
  if (!figures) problems.push('it told nothing');
  return { figures: figures ?? {}, problems };
}
