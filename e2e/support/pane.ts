import { expect, type Locator, type Page } from '@playwright/test';

export const FRAMEWORKS = ['React', 'Vue', 'Svelte'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** One of the three clients, as a person uses it. */
export interface Pane {
  readonly framework: Framework;
  readonly region: Locator;
  readonly status: Locator;
  readonly message: Locator;
  readonly log: Locator;
  /** What was said, in the order shown. */
  readonly texts: Locator;
  /** The words beside one's own messages: Queued, Sent, Delivered, … */
  readonly marks: Locator;
  readonly people: Locator;
  button(name: string): Locator;
  say(text: string): Promise<void>;
  /** The words beside the message with this text. */
  markOf(text: string): Locator;
}

export function paneOf(page: Page, framework: Framework): Pane {
  const region = page.getByRole('region', { name: framework });
  const log = region.getByRole('log', { name: 'Messages' });
  const message = region.getByRole('textbox', { name: 'Message' });
  return {
    framework,
    region,
    log,
    message,
    status: region.locator('.status'),
    texts: log.locator('.text'),
    marks: log.locator('.mark-word'),
    people: region.getByRole('list', { name: 'Who is here' }).getByRole('listitem'),
    button: (name) => region.getByRole('button', { name, exact: true }),
    async say(text) {
      await message.fill(text);
      await message.press('Enter');
      await expect(message).toHaveValue('');
    },
    markOf: (text) =>
      log
        .getByRole('listitem')
        .filter({ has: log.page().getByText(text, { exact: true }) })
        .locator('.mark-word'),
  };
}
