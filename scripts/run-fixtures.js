// `npm run fixtures`: apps as users have them, with the packed packages, built, served and used. `-- next jest` runs
// those alone; `-- --checks` what `npm run check` runs, and the templates with them, so that one install serves both.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findChromium } from './find-browser.js';
import { check } from './fixtures/check.js';
import { FIXTURES, inChecks } from './fixtures/fixtures.js';
import { checkTemplate, installCreate, TEMPLATES } from './fixtures/templates.js';
import { install } from './support/install.js';
import { packAll } from './support/pack.js';
import { report, root } from './support/run.js';

/** @typedef {import('./fixtures/fixtures.js').Fixture} Fixture */
/** @typedef {import('./support/pack.js').Pack} Pack */
/**
 * @typedef {object} App
 * @property {string} name
 * @property {string} install those with the same are installed together
 * @property {(folder: string) => void | Promise<void>} lay its files, in a folder that is not there yet
 * @property {(folder: string) => Promise<readonly string[]>} check
 */

/** npm's words about one of the packages. */
const UNMET = /^npm warn .*@towline\//m;

const PACKAGES = ['core', 'react', 'vue', 'svelte', 'worker', 'testing', 'codemod', 'create'];

const { fixtures, templates } = select();
const FOLDER = mkdtempSync(join(tmpdir(), 'towline-fixtures-'));
/** @type {string[]} */
const problems = [];
const browser = await chromium.launch(findChromium({ install: true }));
try {
  const packs = await packAll(PACKAGES, join(FOLDER, 'packed'));
  const apps = [...fixtures.map(fromFixture), ...(templates ? await fromTemplates(packs) : [])];
  for (const together of new Set(apps.map((app) => app.install))) {
    const folder = join(FOLDER, together);
    mkdirSync(folder);
    const those = apps.filter((app) => app.install === together);
    for (const app of those) await app.lay(join(folder, app.name));
    await runApps(folder, those, packs);
  }
} finally {
  await browser.close();
  rmSync(FOLDER, { recursive: true, force: true });
}
report(`Fixtures (${fixtures.map(({ name }) => name).join(', ')})`, problems);

/** @returns {{ fixtures: readonly Fixture[], templates: boolean }} */
function select() {
  const { values, positionals } = parseArgs({
    options: { checks: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = FIXTURES.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`No fixture ${unknown.join(', ')}; there are ${names.join(', ')}.`);
    process.exit(2);
  }
  if (values.checks) return { fixtures: inChecks(), templates: true };
  const chosen = FIXTURES.filter(({ name }) => positionals.includes(name));
  return { fixtures: chosen.length > 0 ? chosen : FIXTURES, templates: false };
}

/**
 * @param {Fixture} fixture
 * @returns {App}
 */
function fromFixture(fixture) {
  const { name, install, layers = [name] } = fixture;
  return {
    name,
    install,
    lay(folder) {
      for (const layer of layers) {
        cpSync(join(root, 'fixtures/consumers', layer), folder, { recursive: true });
      }
    },
    check: (folder) => check(fixture, folder, browser),
  };
}

/**
 * @param {readonly Pack[]} packs
 * @returns {Promise<readonly App[]>}
 */
async function fromTemplates(packs) {
  const create = await installCreate(join(FOLDER, 'create'), packs);
  return TEMPLATES.map(({ name, framework, install }) => ({
    name,
    install,
    lay: (folder) => create(folder, framework),
    check: (folder) => checkTemplate(folder, browser),
  }));
}

/**
 * @param {string} folder
 * @param {readonly App[]} apps
 * @param {readonly Pack[]} packs
 */
async function runApps(folder, apps, packs) {
  const names = apps.map(({ name }) => name);
  const begun = performance.now();
  const { ok, output } = await install(folder, names, packs);
  tell(`npm install for ${names.join(', ')}`, begun);
  // What others are deprecated for is not ours to mend; that somebody cannot have Towline beside what they have is.
  if (!ok || UNMET.test(output)) {
    problems.push(`npm install for ${names.join(', ')}:\n${output}`);
  }
  for (const app of ok ? apps : []) {
    const started = performance.now();
    const found = await app.check(join(folder, app.name));
    problems.push(...found.map((problem) => `${app.name}: ${problem}`));
    tell(`${found.length === 0 ? 'ok    ' : 'failed'}  ${app.name}`, started);
  }
}

/**
 * @param {string} what
 * @param {number} started
 */
function tell(what, started) {
  console.log(`${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
