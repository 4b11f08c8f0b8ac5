// Holds the docs to the code: their examples type-check against the sources, their links lead
// somewhere, whatever the packages export is told of, and the first steps are the same in each framework.
//
// A block of js, ts, tsx, vue or svelte is checked, unless its fence says `no-check`. One that begins with
// a comment that is a file's name (`// chat.ts`, `<!-- Room.vue -->`) can be imported by the others of
// its page. A line that says `// thrown` is wrong on purpose.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { contextOf } from './support/docs-context.js';
import { anchorsOf, codeOf, linksOf, partsOf } from './support/markdown.js';
import { report, root, run } from './support/run.js';

/** Git ignores it; see scripts/types/tsconfig.docs.json. */
const FOLDER = '.reports/docs';
const CONFIG = 'scripts/types/tsconfig.docs.json';
const SVELTE_CONFIG = 'scripts/types/tsconfig.docs-svelte.json';
/** What vue-tsc has to know of files that it cannot read. */
const SVELTE = `declare module '*.svelte' {
  const component: import('svelte').Component;
  export default component;
}
`;
/** What examples for React Native import. */
const REACT_NATIVE = `declare module 'react-native' {
  export const AppState: {
    addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
  };
}
declare module 'react-native-url-polyfill/auto';
`;
const LANGUAGES = new Set(['js', 'ts', 'tsx', 'vue', 'svelte']);
const NAMED = /^(?:\/\/|<!--) (?<name>[\w./@[\]()$-]+\.(?:js|ts|tsx|vue|svelte))(?: -->)?\n/;
const PACKAGES = ['core', 'react', 'vue', 'svelte', 'worker', 'testing'];
/** The first steps, framework by framework, and without one. */
const FIRST_STEPS = ['react', 'vue', 'svelte'].map((name) => `docs/getting-started-${name}.md`);
const PLAIN_FIRST_STEPS = 'docs/getting-started.md';

/** @typedef {{ page: string, line: number, code: string }} Origin `line` is where the code begins */

const FOLDERS = [
  '.',
  'docs',
  'docs/migration',
  'docs/recipes',
  '.changeset',
  'examples/chat',
  'fixtures',
  ...PACKAGES.map(folderOf),
];

const pages = FOLDERS.flatMap(markdownIn);
const users = pages.filter((page) => page === 'README.md' || page.startsWith('docs/'));
/** @type {ReadonlyMap<string, string>} */
const texts = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]));

checkCopies();
await checkExamples();
checkLinks();
checkNames();
checkFirstSteps();

/** @param {string} name of a package */
function folderOf(name) {
  return `packages/${name}`;
}

/**
 * Without changelogs, whose examples are of their time.
 *
 * @param {string} folder
 */
function markdownIn(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => posix.join(folder, name))
    .sort();
}

/** @param {string} page */
function textOf(page) {
  return texts.get(page) ?? '';
}

// ---------------------------------------------------------------- copies

/** What is shown as `file=` is that file, which is tested where it is; `--write` copies it anew. */
function checkCopies() {
  /** @type {string[]} */
  const problems = [];
  let count = 0;
  for (const page of pages) {
    let text = textOf(page);
    for (const { file, line, code } of partsOf(text).blocks) {
      if (file === undefined) continue;
      count += 1;
      const [name = ''] = NAMED.exec(code) ?? [];
      const copy = `${name}${readFileSync(join(root, file), 'utf8')}`;
      if (copy === code) continue;
      if (process.argv.includes('--write')) text = text.replace(code, () => copy);
      else problems.push(`${page}:${line}: is not ${file} any more: run it with --write`);
    }
    if (text !== textOf(page)) writeFileSync(join(root, page), text);
  }
  report(`Examples that are files (${count})`, problems);
}

// ---------------------------------------------------------------- examples

async function checkExamples() {
  /** @type {string[]} */
  const problems = [];
  /** Where a file comes from. @type {Map<string, Origin>} */
  const origins = new Map();
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  for (const page of pages) {
    for (const { language, checked, line, code } of partsOf(textOf(page)).blocks) {
      if (!checked || !LANGUAGES.has(language)) continue;
      const name = NAMED.exec(code)?.groups?.['name'] ?? `line-${line}.${language}`;
      const file = posix.join(FOLDER, page.replace(/\.md$/, ''), name);
      if (origins.has(file)) problems.push(`${page}:${line}: ${name} is there twice`);
      origins.set(file, { page, line, code });
      write(file, withContext(page, language, code));
    }
  }
  if (origins.size === 0) problems.push('no examples found');
  write(`${FOLDER}/svelte.d.ts`, SVELTE);
  write(`${FOLDER}/react-native.d.ts`, REACT_NATIVE);
  const runs = await Promise.all([
    run('vue-tsc', ['-p', CONFIG, '--pretty', 'false']),
    run('svelte-check', [
      ...['--workspace', FOLDER, '--tsconfig', `../../${SVELTE_CONFIG}`],
      ...['--output', 'machine', '--fail-on-warnings'],
    ]),
  ]);
  for (const { ok, output } of runs) {
    if (ok) continue;
    const found = problemsIn(output, origins);
    if (found) problems.push(...found);
    else problems.push(`The checker failed:\n${output}`);
  }
  report(`Examples in the docs (${origins.size})`, inOrder(problems));
}

/**
 * By page and line; each once, although two checkers may have found it.
 *
 * @param {readonly string[]} problems
 */
function inOrder(problems) {
  return [...new Set(problems)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/**
 * The block with what it may name without bringing it along; its lines keep their numbers.
 *
 * @param {string} page
 * @param {string} language
 * @param {string} code
 */
function withContext(page, language, code) {
  const context = contextOf(page, code);
  if (context === '') return code;
  if (language !== 'vue' && language !== 'svelte') return `${code}\n${context}\n`;
  return code.replace('</script>', () => `${context.replaceAll('\n', ' ')}</script>`);
}

/**
 * What vue-tsc or svelte-check says, with the places in the docs; undefined where it says nothing of a file.
 *
 * @param {string} output
 * @param {ReadonlyMap<string, Origin>} origins
 */
function problemsIn(output, origins) {
  const found = output.split('\n').flatMap((each) => {
    const tsc = /^(?<file>[^(\s]+)\((?<at>\d+),\d+\): error (?<text>.*)$/.exec(each);
    const check = /^\d+ (?:ERROR|WARNING) "(?<file>[^"]+)" (?<at>\d+):\d+ "(?<text>.*)"$/.exec(
      each,
    );
    const { file, at = '1', text = '' } = (tsc ?? check)?.groups ?? {};
    if (file === undefined) return [];
    const path = posix.join(tsc ? '' : FOLDER, file);
    const origin = origins.get(path);
    return [{ path, at: Number(at), text: text.split('\\n', 1)[0], origin }];
  });
  if (found.length === 0) return undefined;
  return found
    .filter(({ origin, at }) => !/\/\/ thrown\b/.test(origin?.code.split('\n')[at - 1] ?? ''))
    .map(({ path, at, text, origin }) =>
      origin ? `${origin.page}:${origin.line + at - 1}: ${text}` : `${path}:${at}: ${text}`,
    );
}

// ---------------------------------------------------------------- links

function checkLinks() {
  /** @type {string[]} */
  const problems = [];
  let count = 0;
  for (const page of pages) {
    for (const { to, line } of linksOf(partsOf(textOf(page)).prose)) {
      if (/^[a-z]+:/.test(to)) continue;
      count += 1;
      const [path = '', anchor] = to.split('#');
      const target = path === '' ? page : posix.join(posix.dirname(page), path);
      if (!existsSync(join(root, target))) {
        problems.push(`${page}:${line}: ${to} leads to no file`);
      } else if (anchor !== undefined && !anchorsIn(target).has(anchor)) {
        problems.push(`${page}:${line}: ${to} leads to no heading`);
      }
    }
  }
  report(`Links in the docs (${count})`, problems);
}

/** @param {string} page */
function anchorsIn(page) {
  const text = texts.get(page) ?? readFileSync(join(root, page), 'utf8');
  return anchorsOf(partsOf(text).prose);
}

// ---------------------------------------------------------------- names

function checkNames() {
  const code = users.map((page) => codeOf(textOf(page))).join('\n');
  const names = new Set(PACKAGES.flatMap(valuesOf));
  const missing = [...names].filter((name) => !new RegExp(`(?<![.\\w$])${name}\\b`).test(code));
  report(
    `Exported values in the docs (${names.size})`,
    missing.map((name) => `${name}: exported, and in no code of README.md or docs/`),
  );
}

/**
 * The values that a package exports, not its types.
 *
 * @param {string} name of a package
 */
function valuesOf(name) {
  const entry = join(root, folderOf(name), 'src', 'index.ts');
  const program = ts.createProgram([entry], sourceOptions());
  const source = program.getSourceFile(entry);
  const checker = program.getTypeChecker();
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) return [];
  return checker
    .getExportsOfModule(symbol)
    .filter((each) => {
      const meant = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
      return meant.flags & ts.SymbolFlags.Value;
    })
    .map((each) => each.name);
}

/** How the sources are compiled. */
function sourceOptions() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = join(root, 'tsconfig.source.json');
  return ts.getParsedCommandLineOfConfigFile(config, {}, host)?.options ?? {};
}

// ---------------------------------------------------------------- first steps

/** Whoever knows one of the pages finds the same in the others; the plain one may leave out some of it. */
function checkFirstSteps() {
  const [first = '', ...others] = FIRST_STEPS;
  const expected = headingsIn(first);
  const problems = others.flatMap((page) => {
    const headings = headingsIn(page);
    let at = 0;
    while (at < expected.length && headings[at] === expected[at]) at += 1;
    if (headings[at] === expected[at]) return [];
    return [`${page}: ${told(headings[at])}, where ${first} has ${told(expected[at])}`];
  });
  let rest = expected;
  for (const heading of headingsIn(PLAIN_FIRST_STEPS)) {
    const at = rest.indexOf(heading);
    if (at < 0) {
      problems.push(
        `${PLAIN_FIRST_STEPS}: ${told(heading)} is not in ${first}, or in another order`,
      );
    }
    rest = rest.slice(at + 1);
  }
  if (expected.length === 0) problems.push(`${first}: no headings found`);
  report(`Headings of the first steps (${expected.length})`, problems);
}

/** @param {string} page */
function headingsIn(page) {
  return partsOf(textOf(page)).prose.filter((line) => line.startsWith('## '));
}

/** @param {string | undefined} heading */
function told(heading) {
  return heading === undefined ? 'nothing more' : `"${heading}"`;
}
