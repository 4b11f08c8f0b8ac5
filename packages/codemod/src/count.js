/**
 * `1 file`, `2 files`
 *
 * @param {number} many
 * @param {string} noun
 */
export function count(many, noun) {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
