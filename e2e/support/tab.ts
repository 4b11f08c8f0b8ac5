import type { Evaluates } from './core-page.ts';
import { expect } from './test.ts';

/**
 * A tab that can go to the background: Playwright tells each page of Chromium that it has the focus, so
 * that those are always visible.
 */
export interface Tab extends Evaluates {
  /** Another tab comes to the front. */
  hide(): Promise<void>;
  /** It comes to the front itself. */
  show(): Promise<void>;
  close(): Promise<void>;
}

/** What is said comes from the page itself. */
export async function expectVisibility(page: Evaluates, state: DocumentVisibilityState) {
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe(state);
}

/** Until the page's own script has run. */
export async function expectLoaded(page: Evaluates) {
  await expect.poll(() => page.evaluate(() => 'told' in globalThis)).toBe(true);
}
