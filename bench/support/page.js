// What docs/performance.md and README.md say of bench/results.json: written by the bench, compared by a check.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/support/run.js';
import { CONTENDERS } from '../contenders.js';
import { reasonFor } from '../reasons.js';
import { SCENARIOS } from '../scenarios/index.js';
import { asMarkdown, FRAMEWORKS, tableOf, verdictsOf } from './tables.js';

/** @typedef {import('./results.js').Results} Results */

export const PAGE = 'docs/performance.md';
export const README = 'README.md';

const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

/**
 * Everything between a file's markers.
 *
 * @param {string} file
 */
export function between(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${file} has no ${BEGIN} … ${END}.`);
  const start = begin + BEGIN.length;
  return { before: text.slice(0, start), inside: text.slice(start, end), after: text.slice(end) };
}

/**
 * @param {string} file
 * @param {string} inside
 */
function write(file, inside) {
  const { before, after } = between(file);
  writeFileSync(join(root, file), `${before}${inside}${after}`);
}

/** @param {Results} results */
export function writePages(results) {
  write(PAGE, pageOf(results));
  write(README, quoteOf(results));
}

/** @param {Results} results */
export function pageOf(results) {
  const { machine, idleFrames, versions } = results;
  const installed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const parts = [
    `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="images/performance-dark.svg" />
  <img alt="2,000 messages a second into a component whose render takes 1 ms: frames a second, messages lost from state, and main-thread time for each message, library by library" src="images/performance-light.svg" />
</picture>`,
    `Measured on ${machine.processors}, ${machine.system}, with ${machine.browser} and Node ${machine.node.slice(1)}; a page that does nothing has ${idleFrames} frames a second there. ${installed.join(', ')}.`,
    ...SCENARIOS.flatMap((scenario) => {
      const result = results.scenarios[scenario.name];
      return result ? [sectionOf(scenario, result)] : [];
    }),
  ];
  return `\n\n${parts.join('\n\n')}\n\n`;
}

/**
 * @param {import('../scenarios/scenario.js').Scenario} scenario
 * @param {import('./results.js').ScenarioResult} result
 */
function sectionOf(scenario, result) {
  const verdicts = verdictsOf(scenario, result);
  const rows = verdicts.map(({ target, contender, limit, value, again, met }) => [
    target.text,
    `${FRAMEWORKS[contender.framework]}${contender.worker ? ', in a worker' : ''}`,
    `${target.must} ${limit.toLocaleString('en')}`,
    asNumber(value),
    again.map(asNumber).join(', '),
    met ? 'yes' : 'no',
  ]);
  const missed = verdicts.filter(({ met }) => !met);
  const reasons = new Set(missed.flatMap((verdict) => reasonFor(scenario, result, verdict) ?? []));
  return [
    `## ${scenario.title}`,
    `${scenario.about} \`npm run bench -- --only ${scenario.name}\`; medians of ${result.repetitions}${result.quick ? ', quick' : ''}.${result.busy > 0 ? ` Before ${result.busy} of the cells the machine was not idle.` : ''}`,
    asMarkdown(tableOf(scenario, result)),
    asMarkdown({ head: ['target', 'Towline with', 'limit', 'measured', 'again', 'met'], rows }),
    ...reasons,
  ].join('\n\n');
}

/** @param {number | null} value */
function asNumber(value) {
  return value === null ? 'never' : Number(value.toPrecision(3)).toLocaleString('en');
}

/** @param {Results} results */
export function quoteOf({ scenarios }) {
  const heavy = scenarios['heavy'];
  if (!heavy) return '\n';
  /** @param {string} name */
  const of = (name) => heavy.contenders[name] ?? {};
  const frames = CONTENDERS.filter(
    ({ towline, worker, name }) => towline && !worker && heavy.contenders[name],
  ).map(({ name }) => of(name)['framesPerSecond'] ?? 0);
  const lost = 100 * (of('react-floor')['lost'] ?? 0);
  const behind = (of('react-use-websocket')['behind'] ?? 0) / 1000;
  return `\nAt 2,000 messages a second into a component whose render takes 1 ms, Towline shows each one's effect at ${Math.floor(Math.min(...frames))} frames a second; plain \`setState\` loses ${lost.toFixed(0)} % of them from state, and react-use-websocket is ${behind.toFixed(1)} s behind after 5 s: [measured beside other libraries](docs/performance.md).\n`;
}
