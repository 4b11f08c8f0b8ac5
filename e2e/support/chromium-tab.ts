import type { Browser, CDPSession } from '@playwright/test';
import { expectLoaded, expectVisibility, type Tab } from './tab.ts';
import { expect } from './test.ts';

export interface ChromiumTab extends Tab {
  /** As browsers do with a hidden tab to save power: no task of it runs. Only where it is hidden. */
  freeze(): Promise<void>;
  resume(): Promise<void>;
}

/**
 * By the browser's own protocol, in a context that Playwright does not know: it lets tabs of such a
 * context alone.
 */
export async function openChromiumTab(browser: Browser, url: string): Promise<ChromiumTab> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send('Target.createBrowserContext');
  const open = async (address: string) => {
    const { targetId } = await session.send('Target.createTarget', {
      url: address,
      browserContextId,
    });
    return targetId;
  };
  const targetId = await open(url);
  const target = await attach(session, targetId);
  const errors: string[] = [];
  target.on('Runtime.exceptionThrown', (params) => errors.push(JSON.stringify(params)));
  await target.send('Runtime.enable');

  async function evaluate<Result>(
    pageFunction: (argument: never) => Result | Promise<Result>,
    argument?: unknown,
  ): Promise<Result> {
    const { result, exceptionDetails } = await target.send<Evaluated>('Runtime.evaluate', {
      expression: `(${pageFunction})(${JSON.stringify(argument)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(result.description ?? exceptionDetails.text);
    return result.value as Result;
  }

  const activate = (id: string) => session.send('Target.activateTarget', { targetId: id });
  const setState = (state: 'frozen' | 'active') =>
    target.send('Page.setWebLifecycleState', { state });
  const page = { evaluate };
  await expectLoaded(page);
  let other: string | undefined;
  return {
    evaluate,
    async hide() {
      other ??= await open('about:blank');
      await activate(other);
      await expectVisibility(page, 'hidden');
    },
    async show() {
      await activate(targetId);
      await expectVisibility(page, 'visible');
    },
    async freeze() {
      await evaluate(() => {
        document.addEventListener('freeze', () => told.push('freeze'), { once: true });
      });
      await setState('frozen');
      // The command does not wait for it.
      await expect.poll(() => evaluate(() => told.includes('freeze'))).toBe(true);
    },
    async resume() {
      await setState('active');
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId });
      await session.detach();
      expect(errors).toEqual([]);
    },
  };
}

/** What Runtime.evaluate answers. */
interface Evaluated {
  readonly result: { readonly value?: unknown; readonly description?: string };
  readonly exceptionDetails?: { readonly text: string };
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A session with one target, its messages wrapped in those of the browser's session. */
async function attach(session: CDPSession, targetId: string) {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId });
  const answers = new Map<number, (answer: Answer) => void>();
  const listeners = new Map<string, (params: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer: Answer = JSON.parse(event.message);
    if (answer.method) listeners.get(answer.method)?.(answer.params);
    if (answer.id) answers.get(answer.id)?.(answer);
  });
  let count = 0;
  return {
    on(method: string, listener: (params: unknown) => void) {
      listeners.set(method, listener);
    },
    async send<Result>(method: string, params: object = {}): Promise<Result> {
      count += 1;
      const id = count;
      const answered = new Promise<Answer>((resolve) => answers.set(id, resolve));
      const message = JSON.stringify({ id, method, params });
      await session.send('Target.sendMessageToTarget', { sessionId, message });
      const { result, error } = await answered;
      answers.delete(id);
      if (error) throw new Error(`${method}: ${error.message}`);
      return result as Result;
    },
  };
}
