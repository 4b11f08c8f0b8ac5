import jscodeshift from 'jscodeshift';
import { moveReactUseWebSocket } from './react-use-websocket/move.js';
import { moveVueUse } from './vueuse/move.js';

/** What is moved from. */
export const LIBRARIES = /** @type {const} */ (['react-use-websocket', 'vueuse']);

/** @typedef {typeof LIBRARIES[number]} Library */
/** @typedef {{ readonly line: number, readonly text: string }} Note a place that is left for a person */
/** @typedef {{ readonly code: string, readonly notes: readonly Note[] }} Moved */
/** @typedef {import('jscodeshift').JSCodeshift} J */
/** @typedef {(node: { loc?: { start: { line: number } } | null | undefined }, text: string) => void} Tell */

/** @type {Readonly<Record<Library, (root: import('jscodeshift').Collection, j: J, tell: Tell) => boolean>>} */
const MOVES = { 'react-use-websocket': moveReactUseWebSocket, vueuse: moveVueUse };

/**
 * Moves one file. What is not changed keeps its formatting.
 *
 * @param {Library} library
 * @param {string} source
 * @param {string} [file] its name: of a .vue file the scripts are moved
 * @returns {Moved}
 */
export function transform(library, source, file = 'file.tsx') {
  return file.endsWith('.vue') ? transformVue(library, source) : transformScript(library, source);
}

/**
 * @param {Library} library
 * @param {string} source
 * @returns {Moved}
 */
function transformScript(library, source) {
  const j = jscodeshift.withParser('tsx');
  const root = j(source);
  /** @type {Note[]} */
  const notes = [];
  const tell = /** @type {Tell} */ (
    (node, text) => notes.push({ line: node.loc?.start.line ?? 1, text })
  );
  const moved = MOVES[library](root, j, tell);
  const quote = /^import\b.*"/m.test(source) ? 'double' : 'single';
  notes.sort((a, b) => a.line - b.line);
  return { code: moved ? root.toSource({ quote }) : source, notes };
}

/**
 * @param {Library} library
 * @param {string} source
 * @returns {Moved}
 */
function transformVue(library, source) {
  /** @type {Note[]} */
  const notes = [];
  const code = source.replace(
    /(<script\b[^>]*>)([\s\S]*?)(<\/script>)/g,
    (_whole, open, script, close, at) => {
      const before = source.slice(0, at + open.length).split('\n').length - 1;
      const moved = transformScript(library, script);
      notes.push(...moved.notes.map(({ line, text }) => ({ line: line + before, text })));
      return `${open}${moved.code}${close}`;
    },
  );
  return { code, notes };
}
