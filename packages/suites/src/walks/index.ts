import fc from 'fast-check';
import { test, vi } from 'vitest';
import type { Binding } from '../conformance/index.js';
import { walks } from './actions.js';
import { check, runsOf } from './run.js';
import { walk } from './walker.js';

export { type Action, walks } from './actions.js';
export { check, type Run, runsOf } from './run.js';
export { walk } from './walker.js';

/** Random walks through the lifetimes of a binding's components. Needs a page. */
export function walkThrough(binding: Binding): void {
  const [run] = runsOf([binding.name], 200);
  test(`random walks through components of ${binding.name} find every promise kept`, {
    timeout: 3_600_000,
  }, async () => {
    const said: string[] = [];
    for (const method of ['error', 'warn', 'info', 'log'] as const) {
      vi.spyOn(console, method).mockImplementation((...words) => said.push(words.join(' ')));
    }
    const property = fc.asyncProperty(walks, async (actions) => {
      said.length = 0;
      await walk(binding, actions);
      // Many send to a socket that has ended, and are told so; a framework has nothing to say.
      const others = said.filter((words) => !words.startsWith('[towline] A message was sent'));
      if (others.length > 0) throw new Error(others.join('\n'));
    });
    try {
      if (run) await check(property, run);
    } finally {
      vi.restoreAllMocks();
    }
  });
}
