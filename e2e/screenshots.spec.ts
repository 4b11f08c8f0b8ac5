import { fileURLToPath } from 'node:url';
import type { Pane } from './support/pane.ts';
import { expect, openChat, test } from './support/test.ts';

/** The README's picture is only made anew when asked for, so that a test run changes no file. */
const README_PICTURE = fileURLToPath(new URL('../docs/images/chat.png', import.meta.url));
const update = Boolean(process.env['UPDATE_SCREENSHOT']);

const TALK = [
  [0, 'Morning! Shall we try what happens when the server goes away?'],
  [1, 'Sure. You press the button, I keep typing.'],
  [2, 'Last time my notes were gone after a restart.'],
  [0, 'What you type waits in the queue, and goes out once, in order.'],
  [1, 'And if only the answer was lost on the way?'],
  [0, 'Then it is sent again under the same id. The room shows it once.'],
  [2, 'Fine, press it.'],
] as const;

async function talk(panes: readonly Pane[]) {
  for (const [index, text] of TALK) {
    await panes[index]!.say(text);
    for (const pane of panes) await expect(pane.texts.last()).toHaveText(text);
  }
}

test('desktop: an outage, and what is typed meanwhile', async ({ page, server }, info) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const panes = await openChat(page);
  await talk(panes);
  await server.stop();
  for (const pane of panes) await expect(pane.status).toHaveText(/^Reconnecting/);
  await panes[0].say('Gone. Still typing…');
  await panes[1].say('Me too, nothing is lost');
  await panes[2].say('One');
  await panes[2].say('Two');
  await page.mouse.move(0, 0);
  for (const pane of panes) await expect(pane.marks.last()).toHaveText('Queued');
  await page.screenshot({ path: update ? README_PICTURE : info.outputPath('desktop-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: info.outputPath('desktop-dark.png') });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`phone, ${colorScheme}: one pane at a time`, async ({ page, server }, info) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const panes = await openChat(page);
    await talk(panes);
    for (const pane of panes) {
      const link = page.getByRole('navigation').getByRole('link', { name: pane.framework });
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'true');
      await expect(pane.message).toBeInViewport({ ratio: 1 });
      await expect(pane.button('Restart server')).toBeInViewport({ ratio: 1 });
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
    await svelte.say('Typed while it was gone');
    await expect(svelte.marks.last()).toHaveText('Queued');
    await expect(svelte.button('Try now')).toBeVisible();
    await page.screenshot({ path: info.outputPath(`phone-outage-${colorScheme}.png`) });
  });
}
