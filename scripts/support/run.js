import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder; every script works from there, wherever it is called. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program of node_modules/.bin or of PATH to its end, and keeps what it says.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env] besides the present environment
 * @returns {Promise<{ ok: boolean, output: string, stdout: string }>}
 */
export function run(command, args, env = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      // The programs of node_modules/.bin are scripts of the shell there.
      shell: process.platform === 'win32',
    });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) =>
      resolve({ ok: false, output: `${output}${error.message}\n`, stdout }),
    );
    child.on('close', (code) => resolve({ ok: code === 0, output, stdout }));
  });
}

/**
 * The closing line that tests and checks share; `.ci/run` adds them up.
 *
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Prints what a check found, or that all is well, and sets the exit code.
 *
 * @param {string} what
 * @param {readonly string[]} problems
 */
export function report(what, problems) {
  if (problems.length === 0) console.log(`${what}: ok`);
  else {
    console.error([`${what}: ${problems.length} to mend`, ...problems].join('\n  '));
    process.exitCode = 1;
  }
}
