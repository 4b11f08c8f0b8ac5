// Measures with size-limit what .size-limit.js lists, and compares with the limits and with README.md.
// `--write` puts what was measured into README.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bare, features, goals, limits } from '../.size-limit.js';
import { report, root, run } from './support/run.js';

const README = join(root, 'README.md');
const BEGIN = '<!-- sizes -->';
const END = '<!-- /sizes -->';
const BINDINGS = ['react', 'vue', 'svelte'];

/** @typedef {{ name: string, size: number, sizeLimit?: number }} Measured bytes */

/** @type {string[]} */
const problems = [];
const rows = await measure();
console.log(
  rows.map(({ name, size }) => `${kB(size).padStart(7)}  ${name.replaceAll('`', '')}`).join('\n'),
);

for (const { name, size, sizeLimit } of rows) {
  if (sizeLimit !== undefined && size > sizeLimit) {
    problems.push(`${name.replaceAll('`', '')}: ${size} B, the limit is ${sizeLimit} B`);
  }
}
for (const [name, goal] of Object.entries(goals)) {
  const limit = limits[/** @type {keyof typeof goals} */ (name)];
  if (limit > goal)
    console.log(`Goal not met: ${name} was to be ${goal} kB, its limit is ${limit} kB.`);
}
if (rows.length > 0) compareReadme();
report('Sizes', problems);

/** @returns {Promise<Measured[]>} */
async function measure() {
  const { output, stdout } = await run('size-limit', ['--json']);
  /** @type {Measured[]} */
  let measured;
  try {
    // It exits with 1 above a limit too: what it prints tells one from the other.
    measured = JSON.parse(stdout);
    if (!Array.isArray(measured)) throw new Error('no list');
  } catch {
    problems.push(`size-limit could not measure (is everything built?):\n${output}`);
    return [];
  }
  const core = sizeOf(measured, 'core');
  const smallest = measured.find(({ name }) => name === bare)?.size ?? 0;
  const differences = BINDINGS.map((binding) => ({
    name: `\`@towline/${binding}\` over the core`,
    size: sizeOf(measured, binding) - core,
    sizeLimit: limits.bindingOverCore * 1000,
  }));
  const [imports, added] = [false, true].map((isFeature) =>
    measured.filter(({ name }) => features.includes(name) === isFeature),
  );
  const additions = (added ?? []).map(({ name, size }) => ({
    name: `\`${name}\` beside \`createWebSocket\``,
    size: size - smallest,
  }));
  return [...(imports ?? []), ...differences, ...additions];
}

/**
 * @param {readonly Measured[]} measured
 * @param {string} name a package, measured with everything
 */
function sizeOf(measured, name) {
  const found = measured.find((each) =>
    each.name.startsWith(`\`@towline/${name}\` with everything`),
  );
  if (!found) throw new Error(`.size-limit.js has no entry for ${name} with everything.`);
  return found.size;
}

function compareReadme() {
  const table = ['| import | min + brotli |', '| --- | --- |']
    .concat(rows.map(({ name, size }) => `| ${name} | ${kB(size)} |`))
    .join('\n');
  const readme = existsSync(README) ? readFileSync(README, 'utf8') : '';
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) {
    problems.push(`README.md has no table of sizes between ${BEGIN} and ${END}`);
    return;
  }
  const next = `${readme.slice(0, begin + BEGIN.length)}\n${table}\n${readme.slice(end)}`;
  if (next === readme) return;
  if (process.argv.includes('--write')) writeFileSync(README, next);
  else problems.push('README.md shows other sizes: run `npm run sizes -- --write`');
}

/** @param {number} bytes */
function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
