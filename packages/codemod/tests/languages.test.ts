import { describe, expect, test } from 'vitest';
import { transform } from '../src/transform.js';

const FEED = "import { useWebSocket } from '@vueuse/core';\nuseWebSocket('/feed');\n";
const CAST = 'const text = <string>value;\n';
const ELEMENT = 'const text = <b>{value}</b>;\n';
const MOVED =
  "import { useWebSocket } from '@towline/vue';\nuseWebSocket('/feed', {\n  retry: false\n});\n";

describe('a file is read as the language that its name says', () => {
  test.each(['feed.ts', 'feed.mts', 'feed.cts'])('%s casts by angle brackets', (file) => {
    expect(transform('vueuse', FEED + CAST, file).code).toBe(MOVED + CAST);
  });

  test.each(['feed.tsx', 'feed.jsx', 'feed.js', 'feed.mjs'])('%s has elements', (file) => {
    expect(transform('vueuse', FEED + ELEMENT, file).code).toBe(MOVED + ELEMENT);
  });
});

describe('a script of a component is read as the language that it names', () => {
  test.each([
    ['<script setup lang="ts">', CAST],
    ["<script lang='ts' setup>", CAST],
    ['<script setup lang=ts>', CAST],
    ['<script setup lang="tsx">', ELEMENT],
    ['<script setup>', ELEMENT],
  ])('%s', (open, more) => {
    expect(transform('vueuse', `${open}\n${FEED}${more}</script>\n`, 'Feed.vue').code).toBe(
      `${open}\n${MOVED}${more}</script>\n`,
    );
  });
});

test.each(['feed.ts', 'Feed.vue'])('What does not name the library is not read: %s', (file) => {
  const source = '<script>\nimport {\n</script>\n';
  expect(transform('vueuse', source, file)).toEqual({ code: source, notes: [] });
});
