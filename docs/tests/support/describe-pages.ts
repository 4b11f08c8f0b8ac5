import { describe, inject, it } from 'vitest';
import type { Example } from '../../../scripts/support/docs-examples.js';
import { runExample } from './run-example.js';

/** Copies of files are tested where they are, and tests are their own. */
export function isRunHere(example: Example): boolean {
  return example.noRun === undefined && example.file === undefined && !isTest(example);
}

export function isTest({ file, code }: Example): boolean {
  return file === undefined && /\bfrom 'vitest'/.test(code);
}

/** A test for each example of these pages. */
export function describePages(wanted: RegExp): void {
  const examples = inject('examples').filter(isRunHere);
  const pages = new Set(examples.map(({ page }) => page).filter((page) => wanted.test(page)));
  describe.each([...pages])('%s', (page) => {
    const own = examples.filter((example) => example.page === page);
    it.each(own)('the example of line $line runs, and leaves nothing behind', runExample);
  });
}
