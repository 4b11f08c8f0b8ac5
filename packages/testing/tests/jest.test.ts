import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Jest runs modules as Node does where it is told to: without the flag every ESM package fails there.
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(PACKAGE, '../../.reports/jest');
const JEST = join(createRequire(import.meta.url).resolve('jest/package.json'), '../bin/jest.js');

const TEST = `
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWebSocket } from './core.mjs';
import { createMockServer } from './testing.mjs';
import './testing-jest.mjs';

const server = createMockServer();
beforeEach(() => { server.install(); });
afterEach(() => server.reset());

test('a socket talks to the server in memory', async () => {
  const chat = createWebSocket('ws://localhost/chat');
  chat.open();
  chat.send('hi');
  await server.settle();
  expect(chat).toBeOpen();
  expect(server).toHaveReceived('hi');
  expect(server).toHaveReceived(expect.stringContaining('h'));
  expect(server).not.toHaveReceived('bye');
  expect(() => expect(server).toHaveReceived('bye')).toThrow(/not received/);
  chat.close();
  await server.settle();
});
`;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: {
      core: join(PACKAGE, '../core/src/index.ts'),
      testing: join(PACKAGE, 'src/index.ts'),
      'testing-jest': join(PACKAGE, 'src/jest.ts'),
    },
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@jest/globals'],
    alias: { '@towline/core': join(PACKAGE, '../core/src/index.ts') },
  });
  writeFileSync(join(FOLDER, 'chat.test.mjs'), TEST);
  writeFileSync(
    join(FOLDER, 'package.json'),
    JSON.stringify({ jest: { testMatch: ['**/*.test.mjs'], transform: {}, haste: {} } }),
  );
}, 60_000);
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test('the matchers and the server work in jest', () => {
  const args = ['--experimental-vm-modules', JEST, '--rootDir', FOLDER, '--no-cache'];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).toContain('1 passed');
  expect(status).toBe(0);
}, 60_000);
