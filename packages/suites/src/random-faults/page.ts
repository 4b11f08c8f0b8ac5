// The client's side in a page; Playwright works it from Node.
import type { Gather } from './company.js';
import { createTalker, type Talker } from './talker.js';

export { gatherComponents, gatherNobody } from './company.js';

/** What the page has for `page.evaluate`. */
export interface TalkerPage {
  start(port: number): Promise<void>;
  /** Once it has started. */
  readonly talker: Talker;
}

declare global {
  var talkerPage: TalkerPage;
}

export function installTalkerPage(gather: Gather): void {
  let talker: Talker | undefined;
  globalThis.talkerPage = {
    async start(port) {
      talker = await createTalker(port, gather, globalThis.WebSocket as never);
    },
    get talker() {
      if (!talker) throw new Error('Nobody talks yet.');
      return talker;
    },
  };
}
