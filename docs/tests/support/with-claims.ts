/** A value behind a statement, and others that it may be: `// 'sent', 'queued' or 'dropped'`. */
const CLAIM =
  /^(?<indent> *)(?<statement>(?!const|let|return|import|export).+); \/\/ (?<values>(?:'[^']*'|true|false|null|\d+)(?=$|[,:;]| or )[^:;]*)/;
const LOG = 'console.log(';
const THROWN = /^(?<statement>\S.*); \/\/ thrown\b/;

/** The example, where each claim of a comment is looked at; lines keep their numbers. */
export function withClaims(code: string): {
  readonly text: string;
  readonly lines: readonly number[];
} {
  const lines: number[] = [];
  const mended = code.split('\n').map((source, index) => {
    const claim = claimIn(source, index + 1);
    if (claim !== undefined) lines.push(index + 1);
    return claim ?? source;
  });
  if (lines.length > 0) mended.push("import { told, thrown } from 'docs-claims';\n");
  return { text: mended.join('\n'), lines };
}

/** Steps that an example says it logs: `// idle + open → connecting: connect`. */
export function logsIn(code: string): string[] {
  return [...code.matchAll(/^\/\/ (\w+ \+ \w+ → .+)$/gm)].map(([, step = '']) => step);
}

function claimIn(source: string, line: number): string | undefined {
  const failing = THROWN.exec(source)?.groups?.['statement'];
  if (failing) return `thrown(${line}, () => ${failing});`;
  const { indent, statement = '', values = '' } = CLAIM.exec(source)?.groups ?? {};
  if (indent === undefined) return undefined;
  const expected = values.match(/'[^']*'|\b(?:true|false|null|\d+)\b/g)?.join(', ');
  const [before, value, after] = loggedIn(statement);
  return `${indent}${before}told(${line}, [${expected}], ${value})${after};`;
}

/** What is logged is what is claimed, and else the whole statement. */
function loggedIn(statement: string): [before: string, value: string, after: string] {
  const found = statement.indexOf(LOG);
  if (found < 0) return ['', statement, ''];
  const start = found + LOG.length;
  let end = start;
  for (let depth = 1; end < statement.length; end += 1) {
    if (statement[end] === '(') depth += 1;
    if (statement[end] === ')') depth -= 1;
    if (depth === 0) break;
  }
  return [statement.slice(0, start), statement.slice(start, end), statement.slice(end)];
}
