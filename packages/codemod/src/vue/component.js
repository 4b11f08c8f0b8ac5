import { lineAt, withEdits } from './edits.js';
import { readsOf } from './reads.js';
import { shownName } from './shown.js';

/** @typedef {import('../transform.js').Moved} Moved */
/** @typedef {import('../transform.js').Result} Result */
/** @typedef {import('./compiler.js').Compiler} Compiler */
/** @typedef {import('./edits.js').Edit} Edit */
/** @typedef {{ readonly edit?: Edit | undefined, readonly text?: string | undefined }} MovedRead */

/** What stands between quotes in its tag may have a `>`, as the types of `generic`. */
const SCRIPT = /(<script\b(?:[^>"']|"[^"]*"|'[^']*')*>)([\s\S]*?)<\/script>/g;

/**
 * Moves a single-file component: its scripts, and what its template reads of what they got.
 *
 * @param {string} source
 * @param {() => Compiler | undefined} findCompiler asked only where the template has to be read
 * @param {(script: string, language: string) => Moved & { readonly results: readonly Result[] }} moveScript
 * @param {(read: import('./reads.js').Read, result: string, source: string) => MovedRead} moveRead
 * @returns {Moved}
 */
export function transformComponent(source, findCompiler, moveScript, moveRead) {
  /** @type {Edit[]} */
  const edits = [];
  /** @type {import('../transform.js').Note[]} */
  const notes = [];
  /** @type {Map<string, string>} what the template sees, and what it is */
  const shown = new Map();
  /** @type {Set<string>} what was not followed to the template */
  const unseen = new Set();
  for (const { 0: whole, 1: open = '', 2: script = '', index } of source.matchAll(SCRIPT)) {
    const start = index + open.length;
    const [, , language = 'js'] = open.match(/\slang=(["']?)(\w+)\1/) ?? [];
    const moved = moveScript(script, language);
    const before = lineAt(source, start) - 1;
    notes.push(...moved.notes.map(({ line, text }) => ({ line: line + before, text })));
    edits.push({ start, end: index + whole.length - '</script>'.length, text: moved.code });
    for (const { name, local, path } of moved.results) {
      const seen = shownName(path, local, /\ssetup\b/.test(open));
      if (seen) shown.set(seen, name);
      else unseen.add(local);
    }
  }
  moveTemplate();
  notes.sort((a, b) => a.line - b.line);
  return { code: withEdits(source, edits), notes };

  function moveTemplate() {
    const at = source.search(/^<template\b/m);
    if (at < 0 || shown.size + unseen.size === 0) return;
    const compiler = shown.size > 0 ? findCompiler() : undefined;
    const template = compiler && templateOf(compiler, source);
    const unread = [...(template ? [] : shown.keys()), ...unseen];
    if (unread.length > 0) {
      const why = shown.size > 0 && !compiler ? ', as Vue was not found beside it' : '';
      const text = `the template was not read${why}: look at what it does with ${unread.join(', ')}`;
      notes.push({ line: lineAt(source, at), text });
    }
    if (!compiler || !template) return;
    /** @type {Set<string>} */
    const told = new Set();
    for (const read of readsOf(compiler, template, new Set(shown.keys()))) {
      const { edit, text } = moveRead(read, shown.get(read.name) ?? '', source);
      if (edit) edits.push(edit);
      const line = lineAt(source, read.start);
      if (!text || told.has(`${line} ${text}`)) continue;
      told.add(`${line} ${text}`);
      notes.push({ line, text });
    }
  }
}

/**
 * Undefined where it is in another language or another file, or has errors.
 *
 * @param {Compiler} compiler
 * @param {string} source
 */
function templateOf(compiler, source) {
  const { descriptor, errors } = compiler.parse(source, { sourceMap: false });
  const { template } = descriptor;
  const isOther = !template || template.src || (template.lang ?? 'html') !== 'html';
  return isOther || errors.length > 0 ? undefined : template.ast;
}
