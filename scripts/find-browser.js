// Finds the tests' browsers, or gets them: `node scripts/find-browser.js` prints their paths.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, firefox } from 'playwright';

/**
 * @typedef {object} Browser
 * @property {string} title
 * @property {string} variable the environment variable that names one
 * @property {string[]} names in PATH
 * @property {string} debian its package there
 * @property {'chromium' | 'firefox'} playwright its name for Playwright
 * @property {() => string} own where Playwright puts its own
 */

/** @type {Browser} */
const CHROMIUM = {
  title: 'Chromium',
  variable: 'CHROMIUM_PATH',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  debian: 'chromium',
  playwright: 'chromium',
  own: () => chromium.executablePath(),
};

/** @type {Browser} */
const FIREFOX = {
  title: 'Firefox',
  variable: 'FIREFOX_PATH',
  names: ['firefox', 'firefox-esr'],
  debian: 'firefox-esr',
  playwright: 'firefox',
  own: () => firefox.executablePath(),
};

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
 * Without a Chromium no page is tested, so that it throws where there is none.
 *
 * @param {{ install: boolean }} options whether to install one where there is none
 * @returns {{ executablePath: string, args: string[] }} for Playwright to launch
 */
export function findChromium({ install }) {
  const executablePath = find(CHROMIUM) ?? (install ? installed(CHROMIUM) : undefined);
  if (executablePath) return { executablePath, args: [...ARGS] };
  throw new Error(howToGet(CHROMIUM));
}

/**
 * Where there is no Firefox `missing` says why, and only its own tests are the poorer for it. It throws
 * where FIREFOX_PATH names what cannot be run. Empty, FIREFOX_PATH leaves Firefox out.
 *
 * @param {{ install: boolean }} options whether to install one where there is none
 * @returns {{ executablePath?: string, channel?: string, missing?: string }} for Playwright to launch
 */
export function findFirefox({ install }) {
  const unwanted = process.env[FIREFOX.variable] === '';
  const executablePath = unwanted
    ? undefined
    : (find(FIREFOX) ?? (install ? tryToInstall(FIREFOX) : undefined));
  if (!executablePath) return { missing: howToGet(FIREFOX) };
  // Playwright's own is driven by a protocol of its own, any other one by WebDriver BiDi.
  if (executablePath === FIREFOX.own()) return { executablePath };
  return { executablePath, channel: 'moz-firefox' };
}

/**
 * @param {Browser} browser
 * @returns {string | undefined}
 */
function find({ variable, names, own }) {
  const named = process.env[variable];
  if (named) {
    // Another browser than the one that was asked for would be a surprise.
    if (!isProgram(named)) throw new Error(`${variable} is ${named}, which cannot be run.`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, own()].find(isProgram);
}

/** @param {Browser} browser */
function howToGet({ title, debian, playwright, variable }) {
  return `There is no ${title}. Install one (apt-get install ${debian}, or npx playwright install ${playwright}), or set ${variable}.`;
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

/** @param {Browser} browser */
function installed(browser) {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execute('apt-get', ['update'], env);
    execute('apt-get', ['install', '-y', '--no-install-recommends', browser.debian], env);
  } else {
    execute('npx', ['playwright', 'install', browser.playwright], process.env);
  }
  return find(browser);
}

/** @param {Browser} browser */
function tryToInstall(browser) {
  try {
    return installed(browser);
  } catch (error) {
    console.error(String(error));
    return undefined;
  }
}

/**
 * What the installer says goes to stderr: stdout has the paths alone.
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
  console.log(findChromium({ install: true }).executablePath);
  const { executablePath, missing } = findFirefox({ install: true });
  if (executablePath) console.log(executablePath);
  else console.error(missing);
}
