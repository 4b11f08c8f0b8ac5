import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The sources of all tests that are named in SECURITY.md and docs/reliability.md. */
const sources = ['packages/core/tests/', 'e2e/']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((file) => /\.(test|spec)\.ts$/.test(file))
      .map((file) => read(folder + file)),
  )
  .join('\n');

const [, section = ''] = read('SECURITY.md').split('## What was tried, and what held');
const rows = [...section.matchAll(/^\| (?!tried|---).* \| (.+) \|$/gm)].map(
  ([, name]) => name ?? '',
);

test('SECURITY.md names tests that are there', () => {
  expect(rows.length).toBeGreaterThan(20);
  // How often is a variable there.
  const written = rows.map((name) => name.replace('3000', `\${SAMPLES}`));
  expect(written.filter((name) => !sources.includes(name))).toEqual([]);
});

test('docs/reliability.md names the test of each defect that was found', () => {
  const [, found = ''] = read('docs/reliability.md').split('## What was found');
  const names = [...found.matchAll(/^\| (?!what|---).* \| .* \| (.+) \|$/gm)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
});
