import { expect, type Page, test } from '@playwright/test';
import {
  ALL_WELL,
  holdConversation,
  type RemoteTalker,
  wasLively,
} from '@towline/suites/random-faults';
import type {} from '@towline/suites/random-faults/page';
import { tellSoak } from '@towline/suites/soak';
import { CLIENTS, startFaultPages } from './support/fault-pages.ts';

/** How many faults, and which: `FAULTS=1000 SEED=7 npx playwright test random-faults --grep react`. */
const numFaults = Number(process.env['FAULTS'] ?? 40);
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

// One worker, which builds the pages once.
test.describe.configure({ mode: 'default', timeout: 60_000 + numFaults * 300 });

// Which would film each of very many small looks into the page.
test.use({ trace: 'off' });

let pages: Awaited<ReturnType<typeof startFaultPages>>;
test.beforeAll(async () => {
  pages = await startFaultPages();
});
test.afterAll(() => pages.stop());

for (const client of CLIENTS) {
  test(`in a conversation of ${client} with ${numFaults} faults all is accounted for, and nothing is left`, async ({
    page,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(pages.urlOf(client));
    await page.waitForFunction(() => 'talkerPage' in globalThis);
    const result = await holdConversation({
      numFaults,
      seed,
      answersLast: false,
      start: (port) => startIn(page, port),
    });
    const { figures, ...others } = result;
    expect({ ...others, errors }, `seed ${seed}`).toEqual({ ...ALL_WELL, errors: [] });
    expect(wasLively(result), JSON.stringify(figures)).toBe(true);
    tellSoak(figures);
  });
}

async function startIn(page: Page, port: number): Promise<RemoteTalker> {
  await page.evaluate((port) => talkerPage.start(port), port);
  return {
    speak: (speech) => page.evaluate((speech) => talkerPage.talker.speak(speech), speech),
    look: () => page.evaluate(() => talkerPage.talker.look()),
    stop: () => page.evaluate(() => talkerPage.talker.stop()),
  };
}
