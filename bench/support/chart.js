// The pictures of docs/performance.md: what was measured as bars, for light and for dark pages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { init } from 'echarts';
import { root } from '../../scripts/support/run.js';
import { CONTENDERS } from '../contenders.js';
import { FRAMEWORKS } from './tables.js';

export const FOLDER = 'docs/images';

/** @typedef {import('./results.js').Results} Results */

/** @type {Readonly<Record<string, { text: string, line: string, towline: string, floor: string, other: string }>>} */
const THEMES = {
  light: {
    text: '#1f2328',
    line: '#d1d9e0',
    towline: '#0969da',
    floor: '#818b98',
    other: '#c8ced5',
  },
  dark: {
    text: '#f0f6fc',
    line: '#3d444d',
    towline: '#4493f8',
    floor: '#9198a1',
    other: '#59636e',
  },
};

/** One panel each: a scenario, and what of it. */
const PANELS = [
  {
    scenario: 'heavy',
    measure: 'framesPerSecond',
    title: 'Frames a second: 2,000 messages a second, a render takes 1 ms',
    unit: '',
  },
  {
    scenario: 'heavy',
    measure: 'lost',
    title: 'Lost from state, %: the same',
    unit: ' %',
    factor: 100,
  },
  {
    scenario: 'heavy',
    measure: 'perMessage',
    title: 'Main thread for each message, µs: the same',
    unit: ' µs',
  },
];

const WIDTH = 860;
const ROW = 22;
const HEAD = 44;

/**
 * @param {Results} results
 * @returns {string[]} the files
 */
export function drawCharts(results) {
  return Object.keys(THEMES).map((theme) => {
    const file = `${FOLDER}/performance-${theme}.svg`;
    writeFileSync(join(root, file), drawChart(results, theme));
    return file;
  });
}

/**
 * @param {Results} results
 * @param {string} theme
 */
export function drawChart({ scenarios }, theme) {
  const colors = THEMES[theme];
  if (!colors) throw new Error(`There is no theme ${theme}.`);
  const panels = PANELS.flatMap((panel) => {
    const result = scenarios[panel.scenario];
    const contenders = CONTENDERS.filter(({ name }) => name in (result?.contenders ?? {}));
    return result ? [{ ...panel, result, contenders }] : [];
  });
  const heights = panels.map(({ contenders }) => HEAD + contenders.length * ROW);
  const tops = heights.map((_, index) =>
    heights.slice(0, index).reduce((sum, height) => sum + height, 0),
  );
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: WIDTH,
    height: heights.reduce((sum, height) => sum + height, 12),
  });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif', color: colors.text },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: 12,
      top: (tops[index] ?? 0) + 10,
      textStyle: { fontSize: 14, fontWeight: 'bold', color: colors.text },
    })),
    grid: panels.map(({ contenders }, index) => ({
      left: 230,
      right: 80,
      top: (tops[index] ?? 0) + HEAD - 6,
      height: contenders.length * ROW,
    })),
    xAxis: panels.map((_, gridIndex) => ({
      type: 'value',
      gridIndex,
      min: 0,
      splitLine: { show: false },
      axisLabel: { show: false },
    })),
    yAxis: panels.map(({ contenders }, gridIndex) => ({
      type: 'category',
      gridIndex,
      inverse: true,
      data: contenders.map(labelOf),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.text },
    })),
    series: panels.map(({ contenders, result, measure, unit, factor = 1 }, index) => ({
      type: 'bar',
      xAxisIndex: index,
      yAxisIndex: index,
      barWidth: '70%',
      label: {
        show: true,
        position: 'right',
        color: colors.text,
        formatter: (/** @type {{ value?: unknown }} */ { value }) =>
          `${Number(value).toLocaleString('en')}${unit}`,
      },
      data: contenders.map(({ name, towline, floor }) => ({
        value: Math.round((result.contenders[name]?.[measure] ?? 0) * factor),
        itemStyle: { color: towline ? colors.towline : floor ? colors.floor : colors.other },
      })),
    })),
  });
  const picture = chart.renderToSVGString();
  chart.dispose();
  // What is for a pointer has a number that differs each time it is drawn.
  return `${picture.replaceAll(/ class="zr[^"]*"/g, '').replace(/<style[\s\S]*?<\/style>\n?/, '')}\n`;
}

/** @param {import('../contenders.js').Contender} contender */
function labelOf({ title, framework }) {
  // What a title explains the page explains too.
  const [name = ''] = title.replaceAll('`', '').split(':');
  return `${name} (${FRAMEWORKS[framework]})`;
}
