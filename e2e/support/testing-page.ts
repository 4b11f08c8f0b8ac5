import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type * as core from '@towline/core';
import type * as testing from '@towline/testing';
import { build } from 'esbuild';

/** What the script brings to the page. */
declare global {
  var towline: typeof testing & Pick<typeof core, 'createWebSocket' | 'binary'>;
  /** Keeps what a WebSocket tells: each event's name, class and values. */
  var record: (socket: WebSocket) => string[];
}

const SCRIPT = `
export * from '@towline/testing';
export { binary, createWebSocket } from '@towline/core';

globalThis.record = (socket) => {
  const told = [];
  async function valueOf(data) {
    if (typeof data === 'string') return data;
    const bytes = data instanceof Blob ? await data.arrayBuffer() : data;
    return data.constructor.name + ' ' + new Uint8Array(bytes);
  }
  for (const type of ['open', 'message', 'error', 'close']) {
    // The place among the listeners is that of the first handler.
    socket['on' + type] = () => told.push('never');
    socket.addEventListener(type, async (event) => {
      const kind = [MessageEvent, CloseEvent, Event].find((each) => event instanceof each).name;
      const { target, currentTarget, eventPhase, bubbles, cancelable, code, reason, wasClean } = event;
      const inOrder = [type, kind, target === socket && currentTarget === socket, eventPhase, bubbles, cancelable, socket.readyState];
      if (type === 'close') inOrder.push(code, reason, wasClean);
      const at = told.push('') - 1;
      if (type === 'message') inOrder.push(event.origin, await valueOf(event.data));
      told[at] = inOrder.join(' ');
    });
    socket['on' + type] = function (event) {
      told.push(type + ' handler ' + (this === socket) + ' ' + event.composedPath().length);
    };
  }
  return told;
};
`;

/** The mock server and the core as one script, of the sources: tsconfig.json leads there. */
export async function addTesting(page: Page): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'towline',
    target: 'es2022',
  });
  await page.addScriptTag({ content: outputFiles[0]!.text });
}
