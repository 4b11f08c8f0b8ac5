import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { transitionsPage } from './transitions.js';

const PAGE = new URL('../../../../docs/transitions.md', import.meta.url);

test('docs/transitions.md is what step does; `npm run transitions` writes it anew', () => {
  if (process.env['UPDATE_TRANSITIONS']) writeFileSync(PAGE, transitionsPage());
  expect(readFileSync(PAGE, 'utf8')).toBe(transitionsPage());
});
