import { act } from 'react';
import { flushSync } from 'svelte';
import { vi } from 'vitest';
import { nextTick } from 'vue';

/** Time stands still until `pass`. */
export function stopTime(): void {
  vi.useFakeTimers({
    // Not those by which promises and React take their turns.
    toFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const),
      ...(['performance', 'requestAnimationFrame', 'cancelAnimationFrame'] as const),
    ],
  });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
}

/** Lets time pass, and each framework show what came of it. */
export async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
  await nextTick();
  flushSync();
}
