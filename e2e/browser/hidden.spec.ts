import { LONG, openSocket, toldOf, waitLong } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import type { Tab } from '../support/tab.ts';
import { expect } from '../support/test.ts';

/** Pings are due more often than a hidden tab's timers fire, which is once a second. */
const HEARTBEAT = { interval: 300, timeout: 2500 };
/** What takes seconds there may take longer on a busy machine. */
const PATIENT = { timeout: 20_000 };

test.describe.configure({ timeout: 60_000 });

/** Shows that timers are slow there: the longest of three in a row of 20 ms each, in ms. */
function slowestTimer(tab: Tab): Promise<number> {
  return tab.evaluate(async () => {
    let slowest = 0;
    for (let count = 0; count < 3; count += 1) {
      const begun = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      slowest = Math.max(slowest, performance.now() - begun);
    }
    return slowest;
  });
}

test.describe('in a hidden tab, where timers are slow', () => {
  test('a heartbeat keeps a healthy connection, and finds that one is dead', async ({
    tab,
    pageServer,
    faultProxy,
  }) => {
    await openSocket(tab, {
      url: `ws://127.0.0.1:${faultProxy.port}/ws`,
      heartbeat: HEARTBEAT,
      retryDelay: LONG,
    });
    await tab.hide();
    expect(await slowestTimer(tab)).toBeGreaterThan(900);
    const pings = pageServer.received[0]!.length;
    await expect
      .poll(() => pageServer.received[0]!.length, PATIENT)
      .toBeGreaterThanOrEqual(pings + 3);
    expect(await toldOf(tab)).toEqual(['open']);
    expect(pageServer.sockets).toHaveLength(1);

    faultProxy.halfOpen();
    await expect.poll(() => toldOf(tab), PATIENT).toEqual(['open', 'close heartbeat']);
  });

  test('each message is heard, and views show them also without a frame', async ({
    tab,
    pageServer,
    browserName,
  }) => {
    await openSocket(tab);
    await tab.hide();
    expect(await slowestTimer(tab)).toBeGreaterThan(900);
    const shown = tab.evaluate(async () => {
      let frames = 0;
      requestAnimationFrame(() => {
        frames += 1;
      });
      const heard: number[] = [];
      socket.on('message', () => heard.push(performance.now()));
      await new Promise<void>((resolve) => {
        socket.lastMessage.subscribe(() => socket.lastMessage.getSnapshot() === '3' && resolve());
        socket.send('ready');
      });
      return { frames, heard: heard.length, late: performance.now() - heard[0]! };
    });
    await expect.poll(() => pageServer.received[0]).toEqual(['ready']);
    for (const message of ['1', '2', '3']) pageServer.sockets[0]!.send(message);
    const { frames, heard, late } = await shown;
    expect(heard).toBe(3);
    // Firefox grants one now and then.
    if (browserName === 'chromium') expect(frames).toBe(0);
    // The timer in place of a frame is one of those that fire once a second.
    expect(late).toBeLessThan(5000);
  });
});

test.describe('when a tab is visible again', () => {
  test('an open connection with a heartbeat is asked at once', async ({ tab, pageServer }) => {
    await openSocket(tab, { heartbeat: { interval: LONG, timeout: LONG } });
    await tab.hide();
    expect(pageServer.received).toEqual([[]]);
    await tab.show();
    await expect.poll(() => pageServer.received).toEqual([['ping']]);
  });

  test('a connection that waits tries at once', async ({ tab, pageServer }) => {
    await waitLong(tab, pageServer);
    await tab.hide();
    pageServer.accepting = true;
    expect(await toldOf(tab)).toEqual(['close network']);
    await tab.show();
    await expect.poll(() => toldOf(tab)).toEqual(['close network', 'open']);
  });
});
