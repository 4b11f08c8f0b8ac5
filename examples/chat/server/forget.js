/**
 * Removes the oldest, until a map has no more than `limit`.
 *
 * @template Value
 * @param {Map<string, Value>} map
 * @param {number} limit
 * @param {(value: Value) => boolean} [may]
 */
export function forget(map, limit, may = () => true) {
  for (const [key, value] of map) {
    if (map.size <= limit) return;
    if (may(value)) map.delete(key);
  }
}
