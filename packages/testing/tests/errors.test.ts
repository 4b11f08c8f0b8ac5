import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The codes, as the type lists them. */
const codes = [
  ...(
    read('packages/testing/src/errors.ts').match(/type MockServerErrorCode =([^;]*);/)?.[1] ?? ''
  ).matchAll(/'([a-z-]+)'/g),
].map(([, code]) => code as string);

const section = read('docs/testing.md').match(/^## Errors$(.*?)^## /ms)?.[1] ?? '';

describe('docs/testing.md', () => {
  test('has one heading for each code, in the order of the type', () => {
    const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(codes);
    expect(codes.length).toBeGreaterThan(4);
  });

  test('lists each code in its table', () => {
    const listed = [...section.matchAll(/^\| \[`(.+)`\]\(#(.+)\) \|/gm)].map(([, code, anchor]) => [
      code,
      anchor,
    ]);
    expect(listed).toEqual(codes.map((code) => [code, code]));
  });

  test('has an example under each heading', () => {
    for (const each of section.split(/^### /m).slice(1)) expect(each).toContain('```ts\n');
  });
});

test('every code of the type is told in its doc comment and used, and no other', () => {
  const sources = readdirSync(new URL('../src', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((path) => path.endsWith('.ts') && path !== 'errors.ts')
    .map((path) => read(`packages/testing/src/${path}`));
  const used = sources.flatMap((source) =>
    [...source.matchAll(/new MockServerError\('([a-z-]+)'/g)].map(([, code]) => code),
  );
  expect([...new Set(used)].sort()).toEqual([...codes].sort());
  const comment = read('packages/testing/src/errors.ts').match(/\/\*\*(.*?)\*\//s)?.[1] ?? '';
  for (const code of codes) expect(comment).toContain(`\`${code}\``);
});
