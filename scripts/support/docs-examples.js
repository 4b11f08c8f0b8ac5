// The examples of the docs, as files: scripts/check-docs.js checks their types, and docs/tests runs them.
//
// A block of js, ts, tsx, vue or svelte is an example, unless its fence says `no-check`. One that begins with a
// comment that is a file's name (`// chat.ts`, `<!-- Room.vue -->`) can be imported by the others of its page.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { contextOf } from './docs-context.js';
import { partsOf } from './markdown.js';
import { root } from './run.js';

/** @typedef {import('./markdown.js').Block & { page: string, place: string, text: string }} Example
 *   `place` is its file, seen from the folder of all examples; `text` is its code with its context
 */

export const PACKAGES = ['core', 'react', 'vue', 'svelte', 'worker', 'testing'];
const LANGUAGES = new Set(['js', 'ts', 'tsx', 'vue', 'svelte']);
const NAMED = /^(?:\/\/|<!--) (?<name>[\w./@[\]()$-]+\.(?:m?js|ts|tsx|vue|svelte))(?: -->)?\n/;
const FOLDERS = [
  '.',
  'docs',
  'docs/migration',
  'docs/recipes',
  '.changeset',
  'examples/chat',
  'fixtures',
  ...PACKAGES.map((name) => `packages/${name}`),
];

/** The pages that have examples, seen from the root. */
export function pagesOfDocs() {
  return FOLDERS.flatMap(markdownIn);
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
export function textOfPage(page) {
  return readFileSync(join(root, page), 'utf8');
}

/**
 * @param {string} page
 * @param {string} [markdown] default: as it is now
 * @returns {Example[]}
 */
export function examplesOf(page, markdown = textOfPage(page)) {
  /** @type {Set<string>} */
  const taken = new Set();
  return partsOf(markdown)
    .blocks.filter(({ checked, language }) => checked && LANGUAGES.has(language))
    .map((block) => {
      const { code, line, language, file } = block;
      const given = NAMED.exec(code)?.groups?.['name'];
      // Of files that are shown, two may have one name, as the same test for each framework.
      const free = given !== undefined && !(file !== undefined && taken.has(given));
      const name = free ? given : `line-${line}.${language}`;
      taken.add(name);
      const place = posix.join(page.replace(/\.md$/, ''), name);
      return { ...block, page, place, text: withContext(page, language, code) };
    });
}

/**
 * The line that names a block, where there is one.
 *
 * @param {string} code
 */
export function nameLineOf(code) {
  return NAMED.exec(code)?.[0] ?? '';
}

/**
 * @param {string} file seen from the root
 * @param {string} text
 */
export function writeFile(file, text) {
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
