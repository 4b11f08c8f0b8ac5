/**
 * NaN, what never came to an end, took longest.
 *
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = values
    .map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value))
    .toSorted((a, b) => (a === b ? 0 : a - b));
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.floor(middle)],
    sorted[Math.ceil(middle)],
  ];
  return (low + high) / 2;
}

/**
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * The largest share of these moments that lies within any window.
 *
 * @param {readonly number[]} moments
 * @param {number} window
 */
export function largestShare(moments, window) {
  const sorted = moments.toSorted((a, b) => a - b);
  const counts = sorted.map(
    (moment) => sorted.filter((other) => other >= moment && other < moment + window).length,
  );
  return Math.max(...counts) / sorted.length;
}
