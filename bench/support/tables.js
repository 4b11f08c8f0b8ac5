// What was measured as tables: the same for the console and for docs/performance.md.
import { median } from '../../scripts/support/statistics.js';
import { CONTENDERS } from '../contenders.js';

/** @typedef {import('../scenarios/scenario.js').Scenario} Scenario */
/** @typedef {import('./results.js').ScenarioResult} ScenarioResult */
/** @typedef {import('../contenders.js').Contender} Contender */

/** @type {Readonly<Record<import('../contenders.js').Framework, string>>} */
export const FRAMEWORKS = { react: 'React', vue: 'Vue', svelte: 'Svelte', core: 'no framework' };

/**
 * @param {Scenario} scenario
 * @param {ScenarioResult} result
 * @returns {{ head: string[], rows: string[][] }}
 */
export function tableOf(scenario, result) {
  const head = ['', 'contender', ...scenario.columns.map(({ title }) => title)];
  const rows = contendersOf(result).map((contender) => [
    FRAMEWORKS[contender.framework],
    contender.towline ? `**${contender.title}**` : contender.title,
    ...scenario.columns.map(({ name, show, ratio }) => {
      const value = result.contenders[contender.name]?.[name];
      if (value === undefined) return '';
      if (value === null) return 'never';
      const to = ratio && !contender.floor ? ratioOf(result, contender, name) : null;
      return to === null ? show(value) : `${show(value)} (${to.toFixed(2)})`;
    }),
  ]);
  return { head, rows };
}

/** @param {ScenarioResult} result */
export function contendersOf(result) {
  return CONTENDERS.filter(({ name }) => name in result.contenders);
}

/**
 * To the floor of the same framework.
 *
 * @param {ScenarioResult} result
 * @param {Contender} contender
 * @param {string} measure
 */
export function ratioOf(result, contender, measure) {
  const base = floorOf(result, contender, measure);
  const value = result.contenders[contender.name]?.[measure];
  return base && typeof value === 'number' ? value / base : null;
}

/**
 * @param {ScenarioResult} result
 * @param {Contender} contender
 * @param {string} measure
 */
function floorOf(result, { framework }, measure) {
  const floor = CONTENDERS.find((each) => each.floor && each.framework === framework);
  return floor && result.contenders[floor.name]?.[measure];
}

/**
 * @typedef {object} Verdict
 * @property {Contender} contender
 * @property {import('../scenarios/scenario.js').Target} target
 * @property {number} limit
 * @property {number | null} value of the whole run
 * @property {readonly (number | null)[]} again what was measured later
 * @property {boolean} met by the median of all
 */

/**
 * Whether Towline keeps what was aimed at.
 *
 * @param {Scenario} scenario
 * @param {ScenarioResult} result
 * @returns {Verdict[]}
 */
export function verdictsOf({ targets }, result) {
  return targets.flatMap((target) =>
    contendersOf(result).flatMap((contender) => {
      const limit = target.limits[contender.framework];
      if (!contender.towline || limit === undefined) return [];
      if (target.worker !== undefined && target.worker !== Boolean(contender.worker)) return [];
      const value = measuredOf(result, contender, target);
      const again = (result.again ?? []).map((contenders) =>
        measuredOf({ ...result, contenders }, contender, target),
      );
      const middle = median([value, ...again].map((each) => each ?? Number.NaN));
      const met =
        Number.isFinite(middle) && (target.must === 'at most' ? middle <= limit : middle >= limit);
      return [{ contender, target, limit, value, again, met }];
    }),
  );
}

/**
 * @param {ScenarioResult} result
 * @param {Contender} contender
 * @param {import('../scenarios/scenario.js').Target} target
 */
function measuredOf(result, contender, { measure, ratio, over }) {
  if (ratio) return ratioOf(result, contender, measure);
  const value = result.contenders[contender.name]?.[measure] ?? null;
  const base = over ? floorOf(result, contender, measure) : 0;
  return value === null || typeof base !== 'number' ? null : value - base;
}

/** @param {{ head: readonly string[], rows: readonly (readonly string[])[] }} table */
export function asMarkdown({ head, rows }) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** @param {{ head: readonly string[], rows: readonly (readonly string[])[] }} table */
export function asText({ head, rows }) {
  const plain = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll(/[*`]/g, '')));
  const widths = head.map((_, index) => Math.max(...plain.map((row) => row[index]?.length ?? 0)));
  return plain
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
