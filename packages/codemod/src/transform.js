import jscodeshift from 'jscodeshift';
import { moveReactUseWebSocket } from './react-use-websocket/move.js';
import { keepElements } from './shared/elements.js';
import { compilerFor } from './vue/compiler.js';
import { transformComponent } from './vue/component.js';
import { moveVueUse } from './vueuse/move.js';
import { moveRead } from './vueuse/template.js';

/** What is moved from. */
export const LIBRARIES = /** @type {const} */ (['react-use-websocket', 'vueuse']);

/** @typedef {typeof LIBRARIES[number]} Library */
/** @typedef {{ readonly line: number, readonly text: string }} Note a place that is left for a person */
/** @typedef {{ readonly code: string, readonly notes: readonly Note[] }} Moved */
/** @typedef {import('jscodeshift').JSCodeshift} J */
/** @typedef {(node: { loc?: { start: { line: number } } | null | undefined }, text: string) => void} Tell */
/**
 * What a call gave, and what the file calls it.
 *
 * @typedef {object} Result
 * @property {string} name what theirs calls it; '' for all of it
 * @property {string} local
 * @property {any} path of the call
 */
/** @typedef {(result: Result) => void} Meet told of what a template may read */
/** @typedef {(root: import('jscodeshift').Collection, j: J, tell: Tell, meet: Meet) => boolean} Move */

/** @type {Readonly<Record<Library, Move>>} */
const MOVES = { 'react-use-websocket': moveReactUseWebSocket, vueuse: moveVueUse };

/**
 * What a file names that has anything of it.
 *
 * @type {Readonly<Record<Library, string>>}
 */
const PACKAGES = { 'react-use-websocket': 'react-use-websocket', vueuse: '@vueuse/core' };

/**
 * Moves one file. What is not changed keeps its formatting; what is made anew is for a formatter.
 *
 * @param {Library} library
 * @param {string} source
 * @param {string} [file] where it is: of a .vue file the scripts and the template are moved, with the Vue that is there
 * @returns {Moved}
 */
export function transform(library, source, file = 'file.tsx') {
  if (file.endsWith('.vue')) {
    return transformComponent(
      source,
      () => compilerFor(file),
      (script, language) => transformScript(library, script, language),
      moveRead,
    );
  }
  const language = file.slice(file.lastIndexOf('.') + 1);
  const { code, notes } = transformScript(library, source, language);
  return { code, notes };
}

/**
 * @param {Library} library
 * @param {string} source
 * @param {string} language as a file's name ends
 * @returns {Moved & { readonly results: readonly Result[] }}
 */
function transformScript(library, source, language) {
  // What is of something else need not be code that can be read.
  if (!source.includes(PACKAGES[library])) return { code: source, notes: [], results: [] };
  // `<string>value` is a cast in TypeScript, and an element beside JSX.
  const j = jscodeshift.withParser(/^[cm]?ts$/.test(language) ? 'ts' : 'tsx');
  const root = j(source);
  /** @type {Note[]} */
  const notes = [];
  /** @type {Result[]} */
  const results = [];
  const tell = /** @type {Tell} */ (
    (node, text) => notes.push({ line: node.loc?.start.line ?? 1, text })
  );
  keepElements(root, j);
  const moved = MOVES[library](root, j, tell, (result) => results.push(result));
  const quote = /^import\b.*"/m.test(source) ? 'double' : 'single';
  notes.sort((a, b) => a.line - b.line);
  return { code: moved ? root.toSource({ quote }) : source, notes, results };
}
