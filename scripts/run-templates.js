// `npm run templates`: makes an app of each template, as `npm create towline` does, installs the packed packages into it,
// builds it, runs its test, and talks to its server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTemplate, layTemplates, TEMPLATES } from './fixtures/templates.js';
import { install } from './support/install.js';
import { packAll } from './support/pack.js';
import { report } from './support/run.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'towline-templates-'));
const PACKAGES = ['core', 'react', 'vue', 'svelte', 'testing'];

/** @type {string[]} */
const problems = [];
try {
  layTemplates(FOLDER);
  const packs = await packAll(PACKAGES, join(FOLDER, 'packed'));
  const { ok, output } = await install(FOLDER, TEMPLATES, packs);
  if (!ok) problems.push(`npm install:\n${output}`);
  for (const name of ok ? TEMPLATES : []) {
    const found = await checkTemplate(join(FOLDER, name));
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
} finally {
  rmSync(FOLDER, { recursive: true, force: true });
}
report(`Templates (${TEMPLATES.length})`, problems);
