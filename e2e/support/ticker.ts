import type { Locator, Page } from '@playwright/test';
import type { MarketState } from '../../examples/ticker/protocol.ts';
import { SYMBOLS } from '../../examples/ticker/symbols.js';
import type { Framework } from './pane.ts';
import { startTicker } from './server.ts';
import { test as base, expect } from './test.ts';

interface Fixtures {
  /** Shows the ticker in one of the frameworks. */
  openTicker: (framework: Framework) => Promise<Ticker>;
}

/** The ticker, as a person uses it. */
export interface Ticker {
  readonly status: Locator;
  readonly book: Locator;
  readonly prices: Locator;
  readonly worker: Locator;
  chooseRate(rate: '0' | '20' | '2,000' | '10,000'): Promise<void>;
  chooseDelivery(delivery: 'Frame' | 'Sync' | 'Microtask' | '100 ms'): Promise<void>;
  /** What was measured in the last second, by its name. */
  reading(name: string): Promise<number>;
  /** The same of a second that has not begun yet. */
  nextReading(name: string): Promise<number>;
  /** How many messages were seen, and how many of those that came before them were not. */
  tally(): Promise<{ seen: number; missing: number }>;
  /** Ends the flood, and compares what is shown with what the server has. */
  expectServersState(): Promise<void>;
}

/** Each test has a ticker's server of its own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
  server: async ({}, use) => {
    const server = await startTicker();
    await use(server);
    await server.stop();
  },
  openTicker: async ({ page }, use) => {
    await use(async (framework) => {
      await page.goto(`/#${framework.toLowerCase()}`);
      const ticker = tickerOf(page);
      await expect(ticker.status).toHaveText('Connected');
      const link = page.getByRole('link', { name: framework });
      await expect(link).toHaveAttribute('aria-current', 'page');
      return ticker;
    });
  },
});

function tickerOf(page: Page): Ticker {
  const book = page.getByRole('table', { name: 'Order book of TOW' });
  const prices = page.getByRole('list', { name: '200 prices' });
  const measured = page.getByRole('region', { name: 'Measured' });
  const choose = (group: string, name: string) =>
    page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true }).check();
  const ticker: Ticker = {
    status: page.locator('.status'),
    book,
    prices,
    worker: page.getByRole('checkbox', { name: 'In a worker' }),
    chooseRate: (rate) => choose('Messages a second', rate),
    chooseDelivery: (delivery) => choose('Delivery', delivery),
    async reading(name) {
      const entry = measured.locator('dl > div').filter({ hasText: name });
      return numberOf(await entry.locator('b').textContent());
    },
    async nextReading(name) {
      // The second that is under way began before this was asked.
      await page.waitForTimeout(2200);
      return ticker.reading(name);
    },
    async tally() {
      const [seen, missing] = await measured.locator('.seen b').allTextContents();
      return { seen: numberOf(seen), missing: numberOf(missing) };
    },
    async expectServersState() {
      await ticker.chooseRate('0');
      const state = await stateAtRest(page, book);
      await expect.poll(() => ticker.tally()).toEqual({ seen: state.number, missing: 0 });
      expect(await shownBook(book)).toEqual(bookOf(state));
      const shown = await prices.locator('.price').allTextContents();
      expect(shown).toEqual(SYMBOLS.map((symbol) => wordsOf(state.prices[symbol] ?? 0)));
    },
  };
  return ticker;
}

/** The server's own, of the market that is shown, when it has heard that nothing is to come any more. */
async function stateAtRest(page: Page, book: Locator): Promise<MarketState> {
  let state: MarketState | undefined;
  await expect
    .poll(async () => {
      // A market has no name until its first message is here, and is gone with its connection.
      const market = await book.getAttribute('data-market');
      const response = await page.request.get(`/markets/${market}`);
      if (!response.ok()) return response.text();
      state = (await response.json()) as MarketState;
      return state.perSecond;
    })
    .toBe(0);
  if (!state) throw new Error('There is no market.');
  return state;
}

function shownBook(book: Locator): Promise<string[][]> {
  return book.evaluate((table) =>
    [...(table as HTMLTableElement).tBodies[0]!.rows].map((row) =>
      [...row.cells].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );
}

function bookOf({ bids, asks }: MarketState): string[][] {
  return Array.from({ length: 15 }, (_, place) => {
    const [bid, ask] = [bids[place]!, asks[place]!];
    return [String(bid[1]), wordsOf(bid[0]), wordsOf(ask[0]), String(ask[1])];
  });
}

function wordsOf(cents: number): string {
  return (cents / 100).toFixed(2);
}

function numberOf(words: string | null | undefined): number {
  return Number((words ?? '').replaceAll(',', ''));
}

export { expect };
