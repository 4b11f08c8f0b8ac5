// Why Towline misses a target, measured: docs/performance.md tells it where it does.

/**
 * By the scenario's name and the measure's.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export const REASONS = {};
