import { expect, test } from 'vitest';
import { transform } from '../src/transform.js';

test.each([
  "vi.mock('react-use-websocket');",
  "export { ReadyState } from 'react-use-websocket';",
  "import * as library from 'react-use-websocket';",
  "const { useWebSocket } = require('react-use-websocket');",
  "const library = await import('react-use-websocket');",
])('%s is told, and left', (line) => {
  expect(transform('react-use-websocket', `\n${line}\n`)).toEqual({
    code: `\n${line}\n`,
    notes: [{ line: 2, text: 'react-use-websocket is named here: move it by hand' }],
  });
});

test('An inner file of the package is told, and left', () => {
  const line = "import { Options } from 'react-use-websocket/dist/lib/types';";
  expect(transform('react-use-websocket', line)).toEqual({
    code: line,
    notes: [{ line: 1, text: 'react-use-websocket/dist/lib/types is named here: move it by hand' }],
  });
});

test('A namespace beside the hook is told, and stays', () => {
  const { code, notes } = transform(
    'react-use-websocket',
    "import useWebSocket, * as library from 'react-use-websocket';\nuseWebSocket(library.url);\n",
  );
  expect(code).toContain("import * as library from 'react-use-websocket';");
  expect(notes.map(({ text }) => text)).toContain(
    'react-use-websocket is named here: move it by hand',
  );
});

test('An import of what is not used any more is removed, and what is beside it stays', () => {
  const { code } = transform(
    'react-use-websocket',
    "import { ReadyState, useSocketIO } from 'react-use-websocket';\n",
  );
  expect(code).toBe("import { useSocketIO } from 'react-use-websocket';\n");
});

test.each([
  "vi.mock('@vueuse/core');",
  "vi.mock('@vueuse/core', () => ({ useWebSocket: vi.fn() }));",
  "export * from '@vueuse/core';",
  "export * as vueuse from '@vueuse/core';",
  "export { useWebSocket } from '@vueuse/core';",
  "export type { WebSocketStatus } from '@vueuse/core';",
  "import * as v from '@vueuse/core'; v.useWebSocket('/feed');",
  "import * as v from '@vueuse/core'; let status: v.WebSocketStatus;",
  "import * as v from '@vueuse/core'; vi.spyOn(v, name);",
  "const { useWebSocket } = require('@vueuse/core');",
  "const { useWebSocket } = await import('@vueuse/core');",
])('%s is told, and left', (line) => {
  expect(transform('vueuse', `\n${line}\n`)).toEqual({
    code: `\n${line}\n`,
    notes: [{ line: 2, text: '@vueuse/core is named here: move it by hand' }],
  });
});

test.each([
  "vi.mock('@vueuse/core', () => ({ useMouse: vi.fn() }));",
  "export { useMouse, type UseMouseOptions } from '@vueuse/core';",
  "import * as v from '@vueuse/core'; v.useMouse(); let options: v.UseMouseOptions;",
  "import { useMouse } from '@vueuse/core';",
  "const { useMouse } = require('@vueuse/core');",
  "const optimized = ['@vueuse/core'];",
])('%s, which is of another part of VueUse, is left in silence', (line) => {
  expect(transform('vueuse', line)).toEqual({ code: line, notes: [] });
});

test('An inner file of VueUse is told where it is the WebSocket’s', () => {
  const line = "import { useWebSocket } from '@vueuse/core/dist/index';";
  expect(transform('vueuse', line).notes).toEqual([
    { line: 1, text: '@vueuse/core/dist/index is named here: move it by hand' },
  ]);
});
