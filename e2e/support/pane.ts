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
  readonly pictures: Locator;
  readonly latency: Locator;
  /** Who is typing. */
  readonly typing: Locator;
  /** What cannot be done. */
  readonly problem: Locator;
  readonly signIn: Locator;
  /** What the machine did, the latest first. */
  readonly steps: Locator;
  button(name: string): Locator;
  say(text: string): Promise<void>;
  /** Brings one of the tabs to the front. */
  show(tab: 'Messages' | 'Handshake' | 'States'): Promise<void>;
  /** The words beside the message with this text. */
  markOf(text: string): Locator;
}

export function paneOf(page: Page, framework: Framework): Pane {
  const region = page.getByRole('region', { name: framework });
  const log = region.getByRole('log', { name: 'Messages', includeHidden: true });
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
    pictures: log.getByRole('img', { name: /^Picture from / }),
    latency: region.locator('.latency'),
    typing: region.locator('.typing'),
    problem: region.locator('.problem'),
    signIn: region.getByRole('combobox', { name: 'Sign in by' }),
    steps: region.getByRole('list', { name: 'Steps' }).getByRole('listitem'),
    button: (name) => region.getByRole('button', { name, exact: true }),
    async say(text) {
      await message.fill(text);
      await message.press('Enter');
      await expect(message).toHaveValue('');
    },
    show: (tab) => region.getByRole('tab', { name: tab }).click(),
    markOf: (text) =>
      log
        .getByRole('listitem')
        .filter({ has: log.page().getByText(text, { exact: true }) })
        .locator('.mark-word'),
  };
}
