import type { Page } from '@playwright/test';
import {
  type ClientOutcomes,
  FAULTS,
  type Fault,
  isGreen,
  keepOutcomes,
  type Outcome,
  type Platform,
  type RemoteClient,
  runFault,
  type Sighting,
  type StartClient,
} from '@towline/suites/faults';
import type {} from '@towline/suites/faults/page';
import { test as base } from './browser.ts';
import { type Client, startFaultPages } from './fault-pages.ts';

/** What came of each fault, by its name. */
export type Outcomes = ReadonlyMap<string, Outcome | Error>;

interface WorkerFixtures {
  /** Runs all faults against a client, once in a worker. */
  outcomesOf: (client: Client) => Promise<Outcomes>;
}

/**
 * How many faults are under way at once in a page; each has a server, a proxy and a client of its own.
 * Those of the handshake come one by one: Firefox has one handshake with a host at a time, and Chromium holds
 * them back, for seconds, in a page that has many that fail.
 */
const AT_ONCE = { handshake: 1, 'open connection': 4 } as const;
/** ms for all faults of a client: the slowest of them takes so long, where it goes wrong too. */
export const WAIT = FAULTS.length * 8000;
/** ms between two looks into the page. */
const LOOK = 20;

export const test = base.extend<object, WorkerFixtures>({
  outcomesOf: [
    async ({ browser, browserName }, use) => {
      const pages = await startFaultPages();
      const runs = new Map<Client, Promise<Outcomes>>();
      async function run(client: Client): Promise<Outcomes> {
        const page = await browser.newPage();
        await page.goto(pages.urlOf(client));
        await page.waitForFunction(() => 'faultPage' in globalThis);
        const outcomes = await runAll(page, browserName as Platform);
        await page.close();
        keep(client, browserName as Platform, outcomes);
        return outcomes;
      }
      await use((client) => {
        const begun = runs.get(client) ?? run(client);
        runs.set(client, begun);
        return begun;
      });
      await pages.stop();
    },
    { scope: 'worker', timeout: WAIT },
  ],
});

async function runAll(page: Page, platform: Platform): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome | Error>();
  const start = startIn(page);
  for (const meets of ['handshake', 'open connection'] as const) {
    const waiting = FAULTS.filter((fault) => fault.meets === meets);
    const work = async () => {
      for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
        outcomes.set(fault.name, await runFault(fault, platform, start).catch(asError));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE[meets] }, work));
  }
  return outcomes;
}

/** Clients in that page. One look sees all of them, so that many cost no more than one. */
function startIn(page: Page): StartClient {
  let count = 0;
  let looking: Promise<Readonly<Record<number, Sighting>>> | undefined;
  async function look() {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    looking = undefined;
    return page.evaluate(() => faultPage.sightings());
  }
  return async (options) => {
    const id = ++count;
    await page.evaluate(({ id, options }) => faultPage.start(id, options), { id, options });
    const client: RemoteClient = {
      send: (message) =>
        page.evaluate(({ id, message }) => faultPage.send(id, message), { id, message }),
      async sighting() {
        looking ??= look();
        return (await looking)[id] as Sighting;
      },
      stop: () => page.evaluate((id) => faultPage.stop(id), id),
    };
    return client;
  };
}

function keep(client: Client, platform: Platform, outcomes: Outcomes) {
  const kept: Record<string, ClientOutcomes['outcomes'][string]> = {};
  for (const fault of FAULTS) {
    const outcome = outcomes.get(fault.name);
    if (outcome && !(outcome instanceof Error)) {
      kept[fault.name] = { ...outcome, green: isGreen(fault, platform, outcome) };
    }
  }
  keepOutcomes({ client: `${platform}-${client}`, outcomes: kept });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The outcome of one fault; throws where it could not be brought about. */
export async function outcomeOf(outcomes: Promise<Outcomes>, { name }: Fault): Promise<Outcome> {
  const outcome = (await outcomes).get(name);
  if (outcome && !(outcome instanceof Error)) return outcome;
  throw outcome ?? new Error('It was not run.');
}
