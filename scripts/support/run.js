import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder; every script works from there, wherever it is called. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** ms that a program has to end by itself when it is stopped. */
const GRACE = 5_000;

/**
 * Runs a program of node_modules/.bin or of PATH to its end, and keeps what it says.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env] besides the present environment
 * @param {string} [cwd] where it runs; default the repository's top folder
 * @param {boolean} [background] whether all else goes first
 * @returns {Promise<{ ok: boolean, output: string, stdout: string }>}
 */
export function run(command, args, env = {}, cwd = root, background = false) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env, PATH: pathFor(cwd) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // The programs of node_modules/.bin are scripts of the shell there.
      shell: process.platform === 'win32',
    });
    if (background && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
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
 * Starts a program that goes on until it is stopped, and keeps what it says.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {Readonly<Record<string, string>>} [env] besides the present environment
 */
export function start(command, args, cwd, env = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env, PATH: pathFor(cwd) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: process.platform !== 'win32',
  });
  const gone = new Promise((resolve) => child.on('close', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return {
    /** What it has said until now. */
    get output() {
      return output;
    },
    /** Whether it has ended by itself. */
    get ended() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      end(child, 'SIGTERM');
      const timer = setTimeout(() => {
        end(child, 'SIGKILL');
        // Who left the group may hold them open.
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
      }, GRACE);
      await gone;
      clearTimeout(timer);
    },
  };
}

/**
 * With all that it has started.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function end(child, signal) {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody of the group is left.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * The folder's own programs first, and those of the repository nowhere else: a project outside of it has to bring its own.
 *
 * @param {string} cwd
 */
function pathFor(cwd) {
  const others = (process.env['PATH'] ?? '').split(delimiter);
  const foreign = others.filter((each) => !each.startsWith(root));
  return [join(cwd, 'node_modules', '.bin'), ...foreign].join(delimiter);
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
