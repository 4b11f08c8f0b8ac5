import { createWebSocket, type TowlineSocket } from '@towline/core';
import type { MockServer } from '@towline/testing';
import { act } from 'react';
import { expect, inject, vi } from 'vitest';
import type { Example } from '../../../scripts/support/docs-examples.js';
import { takeClaims } from './claims.js';
import { createDocsServer, messageFor } from './docs-server.js';
import { freshPage } from './fresh.js';
import { componentsOf, isFramework, mount, unmountAll } from './mount.js';
import { pass, stopTime } from './time.js';
import { watch } from './watch.js';
import { logsIn, withClaims } from './with-claims.js';

/** What any of the components asks for. */
const propsOfAll = () => ({
  socket: createWebSocket('/ws/socket'),
  room: 'lobby',
  name: 'lobby',
  symbol: 'BTC',
  symbols: ['BTC', 'ETH'],
  user: { id: 'ada' },
  signOut() {},
});

/** Where parts of a table may stand. */
const PARENTS: Readonly<Record<string, string>> = { tr: 'tbody', td: 'tr' };

/** What shows messages. */
const SHOWS = /\b(?:useMessages|useMessageReducer|useLatest|useSelector|lastMessage)\b/;

/**
 * What a reader sees who copies an example: it is loaded, its components are shown, its sockets opened; a message comes
 * and is shown, its buttons are pressed, the connection is lost and comes back; and all is over when it has gone.
 */
export async function runExample(example: Example): Promise<void> {
  const watched = watch();
  const server = createDocsServer();
  // It says itself what becomes of its sockets.
  const isTest = example.place.endsWith('.test.ts');
  server.install();
  stopTime();
  try {
    const module = await load(example, server);
    const sockets = isTest ? [] : socketsOf(module).filter(isWanted);
    const components = await mountComponents(example, module);
    // Where components are shown it is for them to connect.
    const releases = components > 0 ? [] : sockets.map((socket) => socket.retain());
    await pass(100);
    const before = document.body.textContent;
    server.send(messageFor(example, server.received));
    await pass(100);
    if (components > 0 && SHOWS.test(withParts(example))) {
      expect(document.body.textContent).not.toBe(before);
    }
    expect(sockets.map((socket) => socket.getSnapshot().lastError)).toEqual(
      sockets.map(() => null),
    );
    await pressButtons();
    const connects = components + sockets.length > 0 && !/\benvironment\b/.test(example.code);
    if (connects) expect(server.connections).not.toEqual([]);
    server.drop();
    await pass(5000);

    unmountAll();
    for (const release of releases) release();
    await pass(5000);
    for (const socket of socketsOf(module)) socket.close();
    await endWhatItOpened(example, server);
    expect(server.connections.filter(({ readyState }) => readyState !== 3)).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expectClaims(example, watched.logged);
    expect(watched.problems).toEqual([]);
  } finally {
    unmountAll();
    vi.useRealTimers();
    server.reset();
    watched.stop();
    takeClaims();
    localStorage.clear();
  }
}

async function load(example: Example, server: MockServer): Promise<Record<string, unknown>> {
  let module: Record<string, unknown> | undefined;
  let failed = false;
  const loading = freshPage('')<Record<string, unknown>>(example.place).then(
    (loaded) => {
      module = loaded;
    },
    (error: unknown) => {
      failed = true;
      throw error;
    },
  );
  loading.catch(() => {});
  // What waits for a message gets one, and what waits for all of them gets an end.
  const help = [() => server.send(messageFor(example, server.received)), () => server.close(1000)];
  let isGreeted = false;
  // ms since it was connected: one that waits for nothing is loaded by then.
  let waited = 0;
  while (!module && !failed) {
    await vi.advanceTimersByTimeAsync(1);
    if (server.connections.length > 0) waited += 1;
    if (waited % 50 === 49) help.shift()?.();
    if (globalThis.WebSocket !== server.WebSocket && !isGreeted) {
      isGreeted = true;
      sayHello();
    }
  }
  await loading;
  return module ?? {};
}

/** To the server that an example has put in the place of ours. */
function sayHello(): void {
  const client = new WebSocket('ws://localhost/');
  client.onopen = () => client.send('hello');
}

function socketsOf(module: Readonly<Record<string, unknown>>): readonly TowlineSocket[] {
  return Object.values(module).flatMap((value) => {
    if (typeof value !== 'object' || value === null) return [];
    const socket = 'socket' in value ? value.socket : value;
    return typeof socket === 'object' && socket !== null && 'retain' in socket
      ? [socket as TowlineSocket]
      : [];
  });
}

function isWanted(socket: TowlineSocket): boolean {
  const { ended, url } = socket.getSnapshot();
  return !ended && url !== null;
}

/** A component that another one of its page shows is shown by that one. */
async function mountComponents(
  { page, place, language, code }: Example,
  module: Readonly<Record<string, unknown>>,
): Promise<number> {
  const name = place.slice(place.lastIndexOf('/') + 1);
  const isPart = ofPage(page).some(({ code }) => code.includes(`from './${name}'`));
  if (isPart || !isFramework(language)) return 0;
  const components = componentsOf(language, module);
  const root = /\breturn \(?\s*<(?<name>\w*)/.exec(code)?.groups?.['name'] ?? '';
  for (const component of components) await mount(language, component, propsOfAll(), PARENTS[root]);
  return components.length;
}

/** The code of a component, and of those of its page that it shows. */
function withParts({ page, code }: Example): string {
  const parts = ofPage(page).filter(({ place }) => {
    const name = place.slice(place.lastIndexOf('/') + 1).replace(/\.tsx$/, '');
    return code.includes(`from './${name}'`);
  });
  return [code, ...parts.map((part) => part.code)].join('\n');
}

function ofPage(page: string): readonly Example[] {
  return inject('examples').filter((example) => example.page === page);
}

/** And those that appear by it: who has signed in can sign out. */
async function pressButtons(): Promise<void> {
  const pressed = new Set<HTMLButtonElement>();
  for (let round = 0; round < 2; round += 1) {
    for (const button of document.querySelectorAll('button')) {
      if (!button.isConnected || button.type === 'submit' || pressed.has(button)) continue;
      pressed.add(button);
      await act(async () => button.click());
      await pass(50);
    }
  }
}

/** What `open()` holds has no component that could end it. */
async function endWhatItOpened(example: Example, server: MockServer): Promise<void> {
  const opens = [example, ...ofPage(example.page)].some(({ text }) => /\bopen\b/.test(text));
  if (!opens) return;
  server.close(1000);
  await pass(5000);
}

/** Each was met, and holds. */
function expectClaims({ language, text }: Example, logged: readonly string[]): void {
  const claims = takeClaims();
  for (const { line, expected, found } of claims) expect(expected, `line ${line}`).toContain(found);
  expect(logged).toEqual(expect.arrayContaining(logsIn(text)));
  if (isFramework(language) && language !== 'tsx') return;
  const met = new Set(claims.map(({ line }) => line));
  expect(withClaims(text).lines.filter((line) => !met.has(line))).toEqual([]);
}
