import { withNamesOf } from './scope.js';

/** @typedef {import('./compiler.js').Compiler} Compiler */
/** @typedef {import('./scope.js').Locals} Locals */
/** @typedef {any} Node of a template or a syntax tree whose kind was looked at */
/**
 * A place of a template that reads a name of the script.
 *
 * @typedef {object} Read
 * @property {string} name
 * @property {number} start where it is in the file
 * @property {Node | undefined} parent the part of the expression that it is in; undefined where it is all of it, or cannot be told
 * @property {number | undefined} shift from places in the expression to those in the file; undefined where these are not sure
 */

const ELEMENT = 1;
const INTERPOLATION = 5;
const DIRECTIVE = 7;
/** Asked before the loop that is beside them. */
const CONDITIONS = new Set(['if', 'else-if']);

/**
 * What a loop gives names to.
 *
 * @param {Node} loop
 * @returns {Node[]}
 */
function aliasesOf({ forParseResult, exp }) {
  if (forParseResult) return [forParseResult.value, forParseResult.key, forParseResult.index];
  // Vue before 3.4 reads it later only.
  return [{ content: exp?.content.split(/\s(?:in|of)\s/, 1)[0] ?? '' }];
}

/**
 * What a template reads of the names, but where a name is shadowed.
 *
 * @param {Compiler} compiler
 * @param {Node} template
 * @param {ReadonlySet<string>} names
 * @returns {Read[]}
 */
export function readsOf(compiler, template, names) {
  /** @type {Read[]} */
  const reads = [];
  for (const child of template.children) visit(child, new Set());
  return reads;

  /**
   * @param {Node} node
   * @param {Locals} locals
   */
  function visit(node, locals) {
    if (node.type === INTERPOLATION) read(node.content, locals);
    if (node.type !== ELEMENT) return;
    /** @type {Node[]} */
    const directives = node.props.filter((/** @type {Node} */ each) => each.type === DIRECTIVE);
    const loop = directives.find(({ name }) => name === 'for');
    const within = loop ? withNamesOf(compiler, locals, aliasesOf(loop)) : locals;
    const slot = directives.find(({ name }) => name === 'slot')?.exp;
    const below = slot ? withNamesOf(compiler, within, [slot]) : within;
    for (const each of directives) {
      // A slot's own names are known in its defaults.
      readDirective(each, locals, each.name === 'slot' ? below : within);
    }
    for (const child of node.children) visit(child, below);
  }

  /**
   * @param {Node} directive
   * @param {Locals} outside of the element's own loop
   * @param {Locals} within it
   */
  function readDirective({ name, arg, exp, loc, forParseResult }, outside, within) {
    if (arg && !arg.isStatic) read(arg, within);
    if (forParseResult) read(forParseResult.source, outside);
    else if (exp) read(exp, CONDITIONS.has(name) ? outside : within);
    else if (name === 'bind' && arg?.isStatic) readShorthand(arg, loc, within);
  }

  /**
   * `:status`, which is short for `:status="status"`.
   *
   * @param {Node} arg
   * @param {Node} loc
   * @param {Locals} locals
   */
  function readShorthand(arg, loc, locals) {
    const name = arg.content.replace(/-(\w)/g, (/** @type {string} */ _, /** @type {string} */ c) =>
      c.toUpperCase(),
    );
    if (names.has(name) && !locals.has(name)) {
      reads.push({ name, start: loc.start.offset, parent: undefined, shift: undefined });
    }
  }

  /**
   * @param {Node} expression
   * @param {Locals} locals
   */
  function read({ ast, content, loc }, locals) {
    const start = loc.start.offset;
    if (!ast) {
      // A name only; or what Vue could not read, or is too old to.
      for (const name of new Set(content.match(/[\w$]+/g))) {
        if (!names.has(name) || locals.has(name)) continue;
        reads.push({ name, start, parent: undefined, shift: undefined });
      }
      return;
    }
    // It is read with one sign before it. Entities move what is after them.
    const shift = loc.source === content ? start - 1 : undefined;
    const known = Object.fromEntries([...locals].map((name) => [name, 1]));
    compiler.walkIdentifiers(
      ast,
      ({ name, start: at }, parent) => {
        if (!names.has(name)) return;
        const place = shift === undefined || typeof at !== 'number' ? start : shift + at;
        reads.push({ name, start: place, parent: parent ?? undefined, shift });
      },
      false,
      [],
      known,
    );
  }
}
