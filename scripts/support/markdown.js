// Reads Markdown as far as the checks of the docs need it, without a parser.

/**
 * A fenced block of code.
 *
 * @typedef {{
 *   language: string,
 *   checked: boolean,
 *   noRun: string | undefined,
 *   file: string | undefined,
 *   line: number,
 *   code: string,
 * }} Block
 *   `line` is where its code begins, counted from 1; not `checked` where the fence says `no-check`; `noRun` where it says
 *   `no-run="why"`; `file` where it says `file=` and of which file it is a copy
 */

const FENCE = /^(?<indent> *)(?<marks>`{3,}|~{3,})(?<info>[^`]*)$/;

/**
 * Blocks of code, and the lines with those blocks emptied, so that line numbers stay.
 *
 * @param {string} markdown
 * @returns {{ blocks: Block[], prose: string[] }}
 */
export function partsOf(markdown) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  const prose = [];
  /** @type {{ marks: string, indent: number, block: Block, lines: string[] } | undefined} */
  let open;
  for (const [index, line] of markdown.split('\n').entries()) {
    const { indent = '', marks, info = '' } = FENCE.exec(line)?.groups ?? {};
    if (open && marks?.startsWith(open.marks) && info.trim() === '') {
      open.block.code = open.lines.map((each) => `${each}\n`).join('');
      blocks.push(open.block);
      open = undefined;
    } else if (open) {
      open.lines.push(line.slice(open.indent));
    } else if (marks) {
      const [language = '', ...words] = info.trim().split(/\s+/);
      const checked = !words.includes('no-check');
      const file = words.find((word) => word.startsWith('file='))?.slice('file='.length);
      const noRun = /\bno-run="(?<why>[^"]*)"/.exec(info)?.groups?.['why'];
      const block = { language, checked, noRun, file, line: index + 2, code: '' };
      open = { marks, indent: indent.length, block, lines: [] };
    } else {
      prose.push(line);
      continue;
    }
    prose.push('');
  }
  return { blocks, prose };
}

/**
 * The anchor of a heading, as GitHub makes it.
 *
 * @param {string} text
 * @returns {string}
 */
export function anchorOf(text) {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\p{Mark}\p{Connector_Punctuation} -]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * The anchors of the headings, as GitHub makes them.
 *
 * @param {readonly string[]} prose
 * @returns {Set<string>}
 */
export function anchorsOf(prose) {
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const line of prose) {
    const text = /^#{1,6} +(.*?)[ #]*$/.exec(line)?.[1];
    if (text === undefined) continue;
    const anchor = anchorOf(text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

/**
 * Where links and images go, with the line.
 *
 * @param {readonly string[]} prose
 * @returns {{ to: string, line: number }[]}
 */
export function linksOf(prose) {
  return prose.flatMap((line, index) =>
    [...line.replace(/`[^`]*`/g, '').matchAll(/\]\((?<to>[^)\s]+)(?: "[^"]*")?\)/g)].map(
      ({ groups = {} }) => ({ to: groups['to'] ?? '', line: index + 1 }),
    ),
  );
}

/**
 * All code of a page: blocks, and what stands between backticks.
 *
 * @param {string} markdown
 */
export function codeOf(markdown) {
  const { blocks, prose } = partsOf(markdown);
  const spans = [...prose.join('\n').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  return [...blocks.map(({ code }) => code), ...spans].join('\n');
}
