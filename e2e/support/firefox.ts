import type { BrowserContext } from '@playwright/test';

/**
 * Lets `fill` edit as a person does. Over WebDriver BiDi Playwright 1.64 sets the element's `value`
 * from the page's own world, and React takes that for its own doing: it hears no change.
 */
export async function mendFill(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(window, '__pw_bidiInsertText', {
      get: () => (text: string) => {
        document.execCommand('insertText', false, text);
      },
      // Playwright's comes later.
      set() {},
    });
  });
}
