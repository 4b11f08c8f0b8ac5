// `npm run templates`: makes an app of each template with the packed `create-towline`, installs the packed packages into it,
// builds it, runs its test, and uses its page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from './find-browser.js';
import { checkTemplate, installCreate, TEMPLATES } from './fixtures/templates.js';
import { install } from './support/install.js';
import { packAll } from './support/pack.js';
import { report } from './support/run.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'towline-templates-'));
const PACKAGES = ['core', 'react', 'vue', 'svelte', 'testing', 'create'];

/** @type {string[]} */
const problems = [];
const browser = await chromium.launch(findChromium({ install: true }));
try {
  const packs = await packAll(PACKAGES, join(FOLDER, 'packed'));
  const create = await installCreate(join(FOLDER, 'create'), packs);
  for (const { name, framework } of TEMPLATES) await create(join(FOLDER, name), framework);
  const names = TEMPLATES.map(({ name }) => name);
  const { ok, output } = await install(FOLDER, names, packs);
  if (!ok) problems.push(`npm install:\n${output}`);
  for (const name of ok ? names : []) {
    const found = await checkTemplate(join(FOLDER, name), browser);
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
} finally {
  await browser.close();
  rmSync(FOLDER, { recursive: true, force: true });
}
report(`Templates (${TEMPLATES.length})`, problems);
