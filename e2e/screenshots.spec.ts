import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Pane } from './support/pane.ts';
import { expect, openChat, test } from './support/test.ts';

/** The README's picture is only made anew when asked for, so that a test run changes no file. */
const README_PICTURE = fileURLToPath(new URL('../docs/images/chat.png', import.meta.url));
const update = Boolean(process.env['UPDATE_SCREENSHOT']);

const LAST = 'I am in the boat. Press it.';
const TALK = [
  [0, 'Morning! Shall we try what happens when the server goes away?'],
  [1, 'Sure. You press the button, I keep typing.'],
  [2, 'Last time my notes were gone after a restart.'],
  [0, 'What you type waits in the queue, and goes out once, in order.'],
  [1, 'And if only the answer was lost on the way?'],
  [0, 'Then it is sent again under the same id. The room shows it once.'],
  [2, LAST],
] as const;

async function talk(page: Page, panes: readonly Pane[]) {
  for (const [index, text] of TALK) {
    if (text === LAST) await showEvening(page, panes);
    await panes[index]!.say(text);
    for (const pane of panes) await expect(pane.texts.last()).toHaveText(text);
  }
}

async function showEvening(page: Page, panes: readonly Pane[]) {
  const file = { name: 'evening.png', mimeType: 'image/png', buffer: await drawEvening(page) };
  await panes[2]!.region.getByLabel('Send a picture').setInputFiles(file);
  for (const pane of panes) await expect(pane.pictures).toBeVisible();
}

/** A picture worth sending: a boat in the evening. */
async function drawEvening(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [480, 240];
    const draw = canvas.getContext('2d')!;
    const fill = (style: string | CanvasGradient, path: string) => {
      draw.fillStyle = style;
      draw.fill(new Path2D(path));
    };
    const sky = draw.createLinearGradient(0, 0, 0, 150);
    for (const [at, colour] of [
      [0, '#2b3a67'],
      [0.6, '#b56576'],
      [1, '#eaac8b'],
    ] as const) {
      sky.addColorStop(at, colour);
    }
    fill(sky, 'M0 0h480v150H0z');
    fill('#fde2b9', 'M310 122a30 30 0 1 1 60 0a30 30 0 1 1-60 0');
    fill('#3d4a6b', 'M0 150V110l90-40 80 50 70-30 60 40 80-20 100 40z');
    fill('#35507a', 'M0 150h480v90H0z');
    fill('#5a7397', 'M300 160h80v3h-80zM310 172h60v3h-60zM322 184h36v3h-36z');
    fill('#1d2536', 'M110 186h110l-18 22h-74z');
    fill('#f4efe6', 'M160 90v90h52zM154 110v70h-36z');
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

test('desktop: an outage, and what is typed meanwhile', async ({ page, server }, info) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const panes = await openChat(page);
  await talk(page, panes);
  await server.stop();
  for (const pane of panes) await expect(pane.status).toHaveText(/^Reconnecting/);
  await panes[0].say('Gone. Still typing…');
  await panes[0].say('Nothing is lost');
  await panes[1].show('States');
  await panes[1].say('Me too');
  await panes[2].say('One');
  await panes[2].say('Two');
  await page.mouse.move(0, 0);
  for (const pane of panes) await expect(pane.marks.last()).toHaveText('Queued');
  await page.screenshot({ path: update ? README_PICTURE : info.outputPath('desktop-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: info.outputPath('desktop-dark.png') });
});

test('desktop: what can be learned', async ({ page }, info) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const panes = await openChat(page);
  await panes[0].show('Handshake');
  await panes[1].show('States');
  await panes[1].signIn.selectOption('first message');
  await expect(panes[1].status).toHaveText('Connected');
  await panes[0].message.pressSequentially('Look');
  await expect(panes[2].typing).not.toBeEmpty();
  await page.mouse.move(0, 0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: info.outputPath(`learn-${colorScheme}.png`) });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`phone, ${colorScheme}: one pane at a time`, async ({ page, server }, info) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const panes = await openChat(page);
    await talk(page, panes);
    for (const pane of panes) {
      const link = page.getByRole('navigation').getByRole('link', { name: pane.framework });
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'true');
      await expect(pane.message).toBeInViewport({ ratio: 1 });
      await expect(pane.button('Restart server')).toBeInViewport({ ratio: 1 });
      if (pane !== panes[0]) await pane.show(pane === panes[1] ? 'Handshake' : 'States');
      await page.screenshot({
        path: info.outputPath(`phone-${pane.framework}-${colorScheme}.png`),
      });
    }
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await overflow()).toBe(0);

    await server.stop();
    const [, , svelte] = panes;
    await svelte.show('Messages');
    await svelte.say('Typed while it was gone');
    await expect(svelte.marks.last()).toHaveText('Queued');
    await expect(svelte.button('Try now')).toBeVisible();
    await page.screenshot({ path: info.outputPath(`phone-outage-${colorScheme}.png`) });
  });
}
