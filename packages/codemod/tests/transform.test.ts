import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIBRARIES, type Library, transform } from '../src/transform.js';

// Each shape is a file as people write it; what it becomes, and what is left for a person, is beside it.
const shapes = new URL('./shapes/', import.meta.url);
const files = readdirSync(shapes).filter((name) => name.includes('.before.'));

describe.each(LIBRARIES)('code of %s', (library) => {
  const own = files.filter((name) => name.startsWith(`${library}-`));

  test.each(own)('%s becomes what stands beside it', async (name) => {
    const before = readFileSync(new URL(name, shapes), 'utf8');
    const { code, notes } = transform(library as Library, before, name);
    const list = notes.map(({ line, text }) => `line ${line}: ${text}`).join('\n');
    await expect(code).toMatchFileSnapshot(
      new URL(name.replace('.before.', '.after.'), shapes).pathname,
    );
    await expect(`${list}\n`).toMatchFileSnapshot(
      new URL(name.replace(/\.before\.\w+$/, '.notes.txt'), shapes).pathname,
    );
  });

  test.each(own)('%s, once moved, is left alone', (name) => {
    const { code } = transform(
      library as Library,
      readFileSync(new URL(name, shapes), 'utf8'),
      name,
    );
    expect(transform(library as Library, code, name)).toEqual({ code, notes: [] });
  });

  test('of other libraries is left alone, to the letter', () => {
    const other = `import   { x } from "elsewhere";\nuseWebSocket( x )\n`;
    expect(transform(library as Library, other)).toEqual({ code: other, notes: [] });
  });
});
