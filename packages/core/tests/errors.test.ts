import { readdirSync, readFileSync } from 'node:fs';
import { TowlineError } from '@towline/core';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The codes, as the type lists them. */
const codes = [
  ...(
    read('packages/core/src/errors.ts').match(/type TowlineErrorCode =([^;]*);/)?.[1] ?? ''
  ).matchAll(/'([a-z-]+)'/g),
].map(([, code]) => code as string);

const page = read('docs/errors.md');

describe('docs/errors.md', () => {
  test('has one heading for each code, in the order of the type', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(codes);
    expect(codes.length).toBeGreaterThan(10);
  });

  test('lists each code in its table', () => {
    const listed = [...page.matchAll(/^\| \[`(.+)`\]\(#(.+)\) \|/gm)].map(([, code, anchor]) => [
      code,
      anchor,
    ]);
    expect(listed).toEqual(codes.map((code) => [code, code]));
  });

  test('has an example under each heading', () => {
    for (const section of page.split(/^## /m).slice(1)) expect(section).toContain('```ts\n');
  });
});

test('every code of the type is used, and no other', () => {
  const sources = readdirSync(new URL('../src', import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((path) => path.endsWith('.ts') && path !== 'errors.ts')
    .map((path) => read(`packages/core/src/${path}`));
  for (const code of codes) {
    expect(
      sources.some((source) => source.includes(`'${code}'`)),
      code,
    ).toBe(true);
  }
});

describe('TowlineError', () => {
  test('is an Error with a code, and with a cause only where there is one', () => {
    const plain = new TowlineError('connect-failed', 'No.');
    expect(plain).toBeInstanceOf(Error);
    expect(plain).toMatchObject({ name: 'TowlineError', code: 'connect-failed', message: 'No.' });
    expect([plain.data, 'cause' in plain]).toEqual([undefined, false]);
    const caused = new TowlineError('connect-failed', 'No.', { cause: undefined, data: 'a' });
    expect([caused.data, 'cause' in caused]).toEqual(['a', true]);
  });
});
