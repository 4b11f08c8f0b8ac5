/** @typedef {{ readonly start: number, readonly end: number, readonly text: string }} Edit */

/**
 * @param {string} source
 * @param {readonly Edit[]} edits that do not overlap
 */
export function withEdits(source, edits) {
  let code = source;
  for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start)) {
    code = code.slice(0, start) + text + code.slice(end);
  }
  return code;
}

/**
 * @param {string} source
 * @param {number} offset
 */
export function lineAt(source, offset) {
  return source.slice(0, offset).split('\n').length;
}
