import { setTimeout as sleep } from 'node:timers/promises';

/** ms */
const PATIENCE = 30_000;

/** @typedef {import('../page/page.js').Bench} Bench */

/**
 * @typedef {Omit<import('./browser.js').Page, 'evaluate'> & { call: Call }} BenchPage
 */

/**
 * @typedef {<Name extends keyof Bench>(name: Name, ...args: Parameters<Bench[Name]>) =>
 *   Promise<Awaited<ReturnType<Bench[Name]>>>} Call
 */

/**
 * The contenders' page, and what it can be asked for.
 *
 * @param {import('./browser.js').Browser} browser
 * @param {string} site
 * @returns {Promise<BenchPage>}
 */
export async function openBench(browser, site) {
  const { evaluate, ...page } = await browser.open(site);
  const deadline = performance.now() + PATIENCE;
  // Until the page is there, there is nothing to ask.
  while (!(await evaluate('Boolean(globalThis.bench)').catch(() => false))) {
    if (performance.now() > deadline) throw new Error("The contenders' page does not load.");
    await sleep(20);
  }
  return {
    ...page,
    call: (name, ...args) =>
      evaluate(`bench.${name}(${args.map((each) => JSON.stringify(each)).join(', ')})`),
  };
}
