import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { transform } from '../src/transform.js';

const SCRIPT = `<script setup>
import { useWebSocket } from '@vueuse/core';
const { status } = useWebSocket('/feed', { autoReconnect: true });
</script>`;

/** What is told of a template, of which nothing is changed. */
function told(template: string, file: string): string[] {
  const { code, notes } = transform('vueuse', `${SCRIPT}\n${template}`, file);
  expect(code.slice(code.indexOf('<template'))).toBe(template);
  return notes.filter(({ line }) => line > 4).map(({ line, text }) => `line ${line}: ${text}`);
}

describe('the template of a component', () => {
  test('is named where there is no Vue to read it with', () => {
    const folder = mkdtempSync(join(tmpdir(), 'towline-codemod-'));
    try {
      expect(
        told("<template>\n<p>{{ status === 'OPEN' }}</p>\n</template>", join(folder, 'Feed.vue')),
      ).toEqual([
        'line 5: the template was not read, as Vue was not found beside it: look at what it does with status',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is named where it has errors', () => {
    expect(told("<template>\n<p>{{ status === 'OPEN' }}</template>", 'Feed.vue')).toEqual([
      'line 5: the template was not read: look at what it does with status',
    ]);
  });

  test('is told line by line, and not changed, where Vue is too old to read its expressions', () => {
    const oldest = new URL('../../../fixtures/vue-oldest/Feed.vue', import.meta.url);
    const lines = [
      '<template>',
      "<p>{{ status === 'OPEN' }}</p>",
      '<p v-for="(status, index) in list" :key="index">{{ status === \'OPEN\' }}</p>',
      '<Rooms v-slot="{ status }">{{ status === \'OPEN\' }}</Rooms>',
      '<p>{{ status }}</p>',
      '</template>',
    ];
    expect(told(lines.join('\n'), fileURLToPath(oldest))).toEqual([
      "line 6: status reads 'connecting', 'open', 'closing' or 'closed' here",
      "line 9: status reads 'connecting', 'open', 'closing' or 'closed' here",
    ]);
  });

  test('is not read where its script is of another library', () => {
    const source = "<script setup>\nconst status = 'OPEN';\n</script>\n<template><p></template>";
    expect(transform('vueuse', source, 'Feed.vue')).toEqual({ code: source, notes: [] });
  });
});
