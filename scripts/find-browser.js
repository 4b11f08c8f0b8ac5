// Finds a Chromium for the tests, or gets one: `node scripts/find-browser.js` prints its path.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** For containers: no sandbox for root, a small /dev/shm, and no traffic of the browser's own. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * @param {{ install: boolean }} options whether to install one where there is none
 * @returns {{ executablePath: string, args: string[] }}
 */
export function findBrowser({ install }) {
  const found = find();
  if (found) return { executablePath: found, args: [...ARGS] };
  if (install) {
    installBrowser();
    const installed = find();
    if (installed) return { executablePath: installed, args: [...ARGS] };
  }
  throw new Error(
    'No Chromium was found. Install one (apt-get install chromium, or npx playwright install chromium), or set CHROMIUM_PATH.',
  );
}

/** @returns {string | undefined} */
function find() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    // Another browser than the one that was asked for would be a surprise.
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH is ${named}, which cannot be run.`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, chromium.executablePath()].find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installBrowser() {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execute('apt-get', ['update'], env);
    execute('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], env);
  } else {
    execute('npx', ['playwright', 'install', 'chromium'], process.env);
  }
}

/**
 * What the installer says goes to stderr: stdout has the path alone.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function execute(command, args, env) {
  const shell = process.platform === 'win32';
  execFileSync(command, args, { env, shell, stdio: ['ignore', process.stderr, process.stderr] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(findBrowser({ install: true }).executablePath);
}
