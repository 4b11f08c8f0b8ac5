import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';

/** Every story is silent: a warning of a framework is a failure. */
export function watchConsole(): void {
  let spies: MockInstance[] = [];
  beforeEach(() => {
    spies = (['error', 'warn', 'info', 'log'] as const).map((method) => vi.spyOn(console, method));
  });
  afterEach(() => {
    const said = spies.flatMap((spy) => spy.mock.calls.map((call) => call.map(String).join(' ')));
    for (const spy of spies) spy.mockRestore();
    expect(said).toEqual([]);
  });
}
