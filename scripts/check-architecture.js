// What Biome cannot say about the sources: who may import whom, no impurity by way of a member, and
// how long a file may be.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { report, root } from './support/run.js';
import { codeLines, importsOf, withoutComments } from './support/source.js';

/** Lines of code, without blank ones and comments. */
const LINES = { core: 200, react: 100, vue: 100, svelte: 100, worker: 200, testing: 200 };

/** The only places that may name what is impure. */
const IMPURE_PLACES = [
  'packages/core/src/env.ts',
  'packages/testing/src/env/',
  'packages/worker/src/scope.ts',
];
const MACHINE = 'packages/core/src/machine/';

/** What the core depends on: types, which are gone when it runs. */
const TYPES = '@standard-schema/spec';

/** What published packages depend on besides each other. The codemod is a tool, which is in nobody's app. */
const ALLOWED = new Set([`core: ${TYPES}`, 'codemod: jscodeshift']);

/** Members of what is otherwise pure, or not forbidden as a global; any other use of Math than a call by name too. */
const IMPURE = /\bMath\.random\b|\bMath\b(?!\.)|\bDate\.now\b|\bperformance\.now\b|\bcrypto\b/g;

/** @type {string[]} */
const problems = [];
const files = Object.keys(LINES).flatMap(sourcesOf);
for (const { path, name } of files) check(path, name);
checkDependencies();
report(`Architecture (${files.length} files)`, files.length > 0 ? problems : ['no sources found']);

/** @param {string} name of a package */
function sourcesOf(name) {
  const folder = `packages/${name}/src`;
  return readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(ts|tsx|svelte|vue)$/.test(path))
    .sort()
    .map((path) => ({ path, name }));
}

/**
 * @param {string} path
 * @param {string} name
 */
function check(path, name) {
  const source = readFileSync(posix.join(root, path), 'utf8');
  if (!IMPURE_PLACES.some((place) => path.startsWith(place))) {
    for (const [impure] of withoutComments(source).matchAll(IMPURE)) {
      problems.push(`${path}: ${impure} is impure, take it from the Environment (env.ts)`);
    }
  }
  for (const each of importsOf(source)) {
    const problem =
      name === 'core' ? wrongInCore(path, each) : wrongInBinding(path, name, each.from);
    if (problem) problems.push(`${path}: imports ${each.from}, but ${problem}`);
  }
  const limit = LINES[/** @type {keyof typeof LINES} */ (name)];
  const lines = codeLines(source);
  if (lines > limit) problems.push(`${path}: ${lines} lines of code, at most ${limit}`);
}

function checkDependencies() {
  const core = manifestOf('core');
  for (const name of Object.keys({ ...core.dependencies, ...core.peerDependencies })) {
    if (name !== TYPES) problems.push(`core: ${name}, but the core depends on ${TYPES} alone`);
  }
  for (const folder of readdirSync(posix.join(root, 'packages'))) {
    const { private: isPrivate, dependencies = {} } = manifestOf(folder);
    if (isPrivate) continue;
    const foreign = Object.keys(dependencies).filter(
      (name) => !name.startsWith('@towline/') && !ALLOWED.has(`${folder}: ${name}`),
    );
    if (foreign.length > 0) problems.push(`${folder}: depends on ${foreign}; only on each other`);
  }
}

/**
 * @param {string} folder in packages/
 * @returns {{ private?: boolean, dependencies?: Record<string, string>, peerDependencies?: Record<string, string> }}
 */
function manifestOf(folder) {
  return JSON.parse(readFileSync(posix.join(root, 'packages', folder, 'package.json'), 'utf8'));
}

/**
 * @param {string} path
 * @param {{ from: string, typeOnly: boolean }} imported
 */
function wrongInCore(path, { from, typeOnly }) {
  if (from === TYPES && typeOnly) return undefined;
  if (!from.startsWith('.')) return `the core has no dependencies but the types of ${TYPES}`;
  const target = posix.join(posix.dirname(path), from);
  if (!target.startsWith('packages/core/src/')) return 'it is outside of the package';
  if (path.startsWith(MACHINE) && !target.startsWith(MACHINE) && !typeOnly) {
    return 'the machine takes only types (`import type`) from outside its folder';
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {string} name
 * @param {string} from
 */
function wrongInBinding(path, name, from) {
  if (from.startsWith('.')) {
    const inside = posix.join(posix.dirname(path), from).startsWith(`packages/${name}/src/`);
    return inside ? undefined : 'it is outside of the package';
  }
  // The testing package has a file for each framework and each runner of tests.
  const own = name === 'testing' ? posix.basename(path, '.ts') : name;
  const allowed = ['@towline/core', own, `@${own}/globals`].includes(from);
  const part = from.startsWith(`${own}/`);
  return allowed || part ? undefined : `a binding takes from @towline/core and ${own} alone`;
}
