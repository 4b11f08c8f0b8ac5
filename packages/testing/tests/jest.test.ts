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

/** Jest's environment, with the jsdom that is installed here. */
const JSDOM = `
import jsdom from 'jsdom';
import Abstract from '@jest/environment-jsdom-abstract';

export default class extends Abstract {
  constructor(config, context) {
    super(config, context, jsdom);
  }
}
`;

const IN_JSDOM = `/** @jest-environment ./jsdom.mjs */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createWebSocket } from './core.mjs';
import { createMockServer } from './testing.mjs';

const server = createMockServer();
beforeEach(() => { server.install(); });
afterEach(() => {
  server.reset();
  jest.useRealTimers();
});

test.each(['real', 'fake'])('a page talks to the server in memory, with %s timers', async (timers) => {
  if (timers === 'fake') jest.useFakeTimers();
  const chat = createWebSocket('/chat');
  chat.open();
  await server.settle();
  expect(chat.readyState).toBe(1);
  expect(server.connections[0].url).toBe('ws://localhost/chat');

  const raw = new WebSocket('/raw');
  raw.binaryType = 'arraybuffer';
  const told = [];
  raw.onmessage = (event) => told.push(event instanceof MessageEvent, new Uint8Array(event.data).join());
  raw.onclose = (event) => told.push(event instanceof CloseEvent, event.code);
  await server.settle();
  server.connections[1].send(new Blob(['a']));
  await server.settle();
  raw.send(new Blob(['b']));
  await server.settle();
  expect(new Uint8Array(server.received[0]).join()).toBe('98');
  server.close(4000);
  await server.settle();
  expect(told).toEqual([true, '97', true, 4000]);
});

test('settle rejects at once where timers are the legacy ones', async () => {
  jest.useFakeTimers({ legacyFakeTimers: true });
  new WebSocket('/chat');
  await expect(server.settle()).rejects.toMatchObject({ code: 'timers-stand-still' });
});
`;

const FAKE_TIMERS = `
import { afterEach, expect, jest, test } from '@jest/globals';
jest.useFakeTimers();
const { createWebSocket } = await import('./core.mjs');
const { createMockServer } = await import('./testing.mjs');

const server = createMockServer({ latency: 500 });
afterEach(() => {
  server.reset();
  jest.useRealTimers();
});

function connect() {
  const chat = createWebSocket('ws://localhost/chat', {
    environment: server.environment,
    retry: ({ code }) => (code === 1000 ? null : 20),
  });
  chat.open();
  return chat;
}

test('settle moves fake timers that were there before the import', async () => {
  const chat = connect();
  const before = Date.now();
  await server.settle();
  expect(chat.readyState).toBe(1);
  expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
});

test('settle rejects at once where they are the legacy ones', async () => {
  jest.useFakeTimers({ legacyFakeTimers: true });
  connect();
  await expect(server.settle()).rejects.toMatchObject({ code: 'timers-stand-still' });
});

test('reset keeps those away who wait for a retry', async () => {
  const chat = connect();
  server.latency = 0;
  await server.settle();
  const lost = new Promise((resolve) => chat.on('close', resolve));
  server.drop();
  await lost;
  server.reset();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.connections).toEqual([]);
  expect(chat.getSnapshot().ended).toBe(true);
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
  writeFileSync(join(FOLDER, 'fake-timers.test.mjs'), FAKE_TIMERS);
  writeFileSync(join(FOLDER, 'in-jsdom.test.mjs'), IN_JSDOM);
  writeFileSync(join(FOLDER, 'jsdom.mjs'), JSDOM);
  writeFileSync(
    join(FOLDER, 'package.json'),
    JSON.stringify({ jest: { testMatch: ['**/*.test.mjs'], transform: {}, haste: {} } }),
  );
}, 60_000);
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test.each([
  ['the matchers and the server work in jest', 'chat', 1],
  ['settle and reset work with the timers of jest', 'fake-timers', 3],
  ['the server works in the jsdom of jest', 'in-jsdom', 3],
] as const)(
  '%s',
  (_name, file, count) => {
    const args = [
      '--experimental-vm-modules',
      JEST,
      '--rootDir',
      FOLDER,
      '--no-cache',
      `${file}.test`,
    ];
    const { status, stderr, stdout } = spawnSync(process.execPath, args, {
      cwd: FOLDER,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toContain(`${count} passed, ${count} total`);
    expect(status).toBe(0);
  },
  60_000,
);
