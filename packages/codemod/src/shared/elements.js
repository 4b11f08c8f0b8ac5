/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Keeps the formatting of an element that is returned in parentheses, where something within it is changed.
 *
 * The printer sets parentheses of its own around such an element. To do so it takes the mark of the old ones off it,
 * and then sees an element that was changed, and prints all of it anew. Without the mark it has no reason to.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {import('../transform.js').J} j
 */
export function keepElements(root, j) {
  root.find(j.ReturnStatement).forEach(({ node }) => {
    const element = /** @type {Node} */ (node.argument);
    if (!/^JSX/.test(element?.type)) return;
    for (const each of [element, element.original]) {
      if (each?.extra?.parenthesized) each.extra.parenthesized = false;
    }
  });
}
