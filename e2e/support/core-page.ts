import type * as core from '@towline/core';
import type { PageServer } from './page-server.ts';
import { expect } from './test.ts';

/** What the page (e2e/pages/core-page.js) has for `evaluate`. */
declare global {
  var loadCore: () => Promise<typeof core>;
  /** Keeps the socket, and writes into `told` what it tells. */
  var listenTo: (socket: core.TowlineSocket) => void;
  var socket: core.TowlineSocket;
  var told: string[];
}

/** Where functions are run: a page of Playwright, or a tab that it does not hold (tab.ts). */
export interface Evaluates {
  evaluate<Result>(pageFunction: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Result, Argument>(
    pageFunction: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
}

export interface SocketSettings {
  readonly url?: string;
  /** ms; without it there is no heartbeat. The page's server answers its pings. */
  readonly heartbeat?: { readonly interval: number; readonly timeout: number };
  /** ms before each retry; without it the backoff says. */
  readonly retryDelay?: number;
}

/** ms, longer than any test: what ends such a wait is not its timer. */
export const LONG = 600_000;

export const toldOf = (page: Evaluates) => page.evaluate(() => told);
export const statusOf = (page: Evaluates) => page.evaluate(() => socket.getSnapshot().status);

/** Begins a connection, and does not wait for it. */
export function startSocket(page: Evaluates, settings: SocketSettings = {}): Promise<void> {
  return page.evaluate(async ({ url = '/ws', heartbeat: beat, retryDelay }) => {
    const { createWebSocket, heartbeat } = await loadCore();
    const isAnswer = (message: unknown) => message === 'pong';
    listenTo(
      createWebSocket(url, {
        ...(beat && { heartbeat: heartbeat({ message: 'ping', isAnswer, ...beat }) }),
        ...(retryDelay !== undefined && { retry: () => retryDelay }),
      }),
    );
    socket.open();
  }, settings);
}

export async function openSocket(page: Evaluates, settings?: SocketSettings): Promise<void> {
  await startSocket(page, settings);
  await expect.poll(() => toldOf(page)).toEqual(['open']);
}

/** Begins a connection that fails, and waits long for the next attempt. */
export async function waitLong(
  page: Evaluates,
  server: PageServer,
  settings?: SocketSettings,
): Promise<void> {
  server.accepting = false;
  await startSocket(page, { retryDelay: LONG, ...settings });
  await expect.poll(() => toldOf(page)).toEqual(['close network']);
}
