import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp, FRAMEWORKS, packageName } from '../src/create.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'towline-create-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('createApp', () => {
  test.each(FRAMEWORKS)(
    'makes an app of %s, with its name and the version of this release',
    (framework) => {
      const target = createApp(join(folder, 'My App'), framework);
      const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
      const { version } = JSON.parse(
        readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
      );
      expect(manifest.name).toBe('my-app');
      expect(manifest.dependencies[`@towline/${framework}`]).toBe(`^${version}`);
      expect(manifest.devDependencies['@towline/testing']).toBe(`^${version}`);
      for (const file of [
        '.gitignore',
        'index.html',
        'vite.config.ts',
        'server/chat.js',
        'src/message.ts',
      ]) {
        expect(existsSync(join(target, file)), file).toBe(true);
      }
      expect(readdirSync(join(target, 'src')).some((file) => file.includes('.test.'))).toBe(true);
    },
  );

  test('makes it in a folder that is there and empty, and in no other', () => {
    expect(createApp(folder, 'react')).toBe(folder);
    expect(() => createApp(folder, 'react')).toThrow('is not empty');
    rmSync(join(folder, 'package.json'));
    writeFileSync(join(folder, 'mine.txt'), '');
    expect(() => createApp(folder, 'vue')).toThrow('is not empty');
    expect(existsSync(join(folder, 'package.json'))).toBe(false);
  });
});

test.each([
  ['My App', 'my-app'],
  ['.hidden', 'hidden'],
  ['ünïcode', 'n-code'],
  ['???', 'towline-app'],
  ['a.b_c~d', 'a.b_c~d'],
])('a package of the folder %s is named %s', (given, name) => {
  expect(packageName(given)).toBe(name);
});
