import jscodeshift from 'jscodeshift';
import { moveReactUseWebSocket } from './react-use-websocket/move.js';
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
 * Moves one file. What is not changed keeps its formatting.
 *
 * @param {Library} library
 * @param {string} source
 * @param {string} [file] where it is: of a .vue file the scripts and the template are moved, with the Vue that is there
 * @returns {Moved}
 */
export function transform(library, source, file = 'file.tsx') {
  /** @param {string} script */
  const moveScript = (script) => transformScript(library, script);
  if (file.endsWith('.vue')) {
    return transformComponent(source, () => compilerFor(file), moveScript, moveRead);
  }
  const { code, notes } = moveScript(source);
  return { code, notes };
}

/**
 * @param {Library} library
 * @param {string} source
 * @returns {Moved & { readonly results: readonly Result[] }}
 */
function transformScript(library, source) {
  const j = jscodeshift.withParser('tsx');
  const root = j(source);
  /** @type {Note[]} */
  const notes = [];
  /** @type {Result[]} */
  const results = [];
  const tell = /** @type {Tell} */ (
    (node, text) => notes.push({ line: node.loc?.start.line ?? 1, text })
  );
  const moved = MOVES[library](root, j, tell, (result) => results.push(result));
  const quote = /^import\b.*"/m.test(source) ? 'double' : 'single';
  notes.sort((a, b) => a.line - b.line);
  return { code: moved ? root.toSource({ quote }) : source, notes, results };
}
