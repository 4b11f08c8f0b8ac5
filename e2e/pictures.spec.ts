import type { Pane } from './support/pane.ts';
import { startServer } from './support/server.ts';
import { expect, openChat, test } from './support/test.ts';

/** A PNG of 8 × 8 pixels, of one colour. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGMwSqjAihiGlgQAo/pPAV5ukgcAAAAASUVORK5CYII=';

/** Hands a file to the composer, as a paste into its field or a drop on it does. */
async function give(pane: Pane, way: 'paste' | 'drop', type = 'image/png', data = PNG) {
  await pane.message.evaluate(
    (field, { way, type, data }) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([bytes], 'picture', { type }));
      const options = { bubbles: true, cancelable: true };
      const event =
        way === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: files })
          : // Not all browsers let a ClipboardEvent be made with files.
            Object.assign(new Event('paste', options), { clipboardData: files });
      field.dispatchEvent(event);
    },
    { way, type, data },
  );
}

/** The last picture is from that pane, and is really drawn. */
async function expectPicture(pane: Pane, from: Pane) {
  const picture = pane.pictures.last();
  await expect(picture).toHaveAttribute('alt', new RegExp(`^Picture from ${from.framework}-\\w+$`));
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(8);
}

test('a picture that is pasted, dropped or chosen shows in all panes', async ({ page, panes }) => {
  for (const [index, way] of (['paste', 'drop', 'choose'] as const).entries()) {
    for (const pane of panes) {
      if (way === 'choose') {
        const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') };
        await pane.region.getByLabel('Send a picture').setInputFiles(file);
      } else {
        await give(pane, way);
      }
      for (const other of panes) await expectPicture(other, pane);
      await expect(pane.marks).toHaveText(Array(index + 1).fill('Delivered'));
    }
  }
  for (const pane of panes) await expect(pane.pictures).toHaveCount(9);
  // The server keeps the last ones.
  await page.reload();
  for (const pane of panes) {
    await expect(pane.pictures).toHaveCount(9);
    await expectPicture(pane, panes[2]);
  }
});

test('a picture waits for the server as a text does, between texts', async ({ page, server }) => {
  test.setTimeout(60_000);
  const panes = await openChat(page);
  await server.stop();
  for (const pane of panes) {
    await expect(pane.status).toHaveText(/^Reconnecting/);
    await pane.say(`${pane.framework} before`);
    await give(pane, 'paste');
    await expectPicture(pane, pane);
    await pane.say(`${pane.framework} after`);
    await expect(pane.marks).toHaveText(['Queued', 'Queued', 'Queued']);
  }
  const next = await startServer({ port: server.port });
  try {
    for (const pane of panes)
      await expect(pane.marks).toHaveText(['Delivered', 'Delivered', 'Delivered'], {
        timeout: 15_000,
      });
    for (const pane of panes) {
      await expect(pane.pictures).toHaveCount(3);
      await expect(pane.log.locator('.mine').locator('.text, .picture')).toHaveText([
        `${pane.framework} before`,
        '',
        `${pane.framework} after`,
      ]);
    }
  } finally {
    await next.stop();
  }
});

test('what cannot be sent is told in words', async ({ panes }) => {
  for (const pane of panes) {
    await give(pane, 'paste', 'image/svg+xml', btoa('<svg/>'));
    await expect(pane.problem).toHaveText('Only PNG, JPEG, GIF and WebP pictures can be sent.');
    await give(pane, 'drop', 'image/png', 'AAAA'.repeat(175_000));
    await expect(pane.problem).toHaveText('That picture has 513 KiB; at most 512 KiB can be sent.');
    // It says that it is a PNG, and is none: the server looks.
    await give(pane, 'paste', 'image/png', btoa('no picture'));
    await expect(pane.marks.last()).toHaveText('Refused');
    await expect(pane.problem).not.toHaveText(/512/);
    await expect(pane.problem).not.toHaveText('');
    await pane.say('Never mind');
    await expect(pane.problem).toHaveText('');
    await expect(pane.status).toHaveText('Connected');
  }
});
