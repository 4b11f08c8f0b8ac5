// Reads TypeScript sources as far as the checks need it, without a parser.

/** Comments, and what may look like one but is none: strings, templates, regular expressions. */
const TOKENS =
  /(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*|<!--[\s\S]*?-->)|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[=(,:!&|?;{}[]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\//g;

const IMPORTS =
  /\b(?<keyword>import|export)\b(?<clause>[\w\s{},*$]*?\bfrom\s*|\s*\(\s*|\s*)(?<quote>['"])(?<from>[^'"\n]+)\k<quote>/g;

/**
 * The same text with comments taken out, line breaks kept.
 *
 * @param {string} source
 */
export function withoutComments(source) {
  return source.replace(TOKENS, (token, ...rest) => {
    const { comment } = rest.at(-1);
    return comment === undefined ? token : token.replace(/[^\n]/g, '');
  });
}

/**
 * How many lines hold more than blanks and comments.
 *
 * @param {string} source
 */
export function codeLines(source) {
  return withoutComments(source)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}

/**
 * Every module that is named: `import`, `export … from` and `import()`. Type only is what leaves
 * nothing behind when it is compiled: `import type`, not `import { type … }`.
 *
 * @param {string} source
 * @returns {{ from: string, typeOnly: boolean }[]}
 */
export function importsOf(source) {
  return [...withoutComments(source).matchAll(IMPORTS)].map(({ groups = {} }) => ({
    from: groups['from'] ?? '',
    typeOnly: /^\s*type\b(?!\s*(,|from\b))/.test(groups['clause'] ?? ''),
  }));
}
