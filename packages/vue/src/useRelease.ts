import { warn } from '@towline/core';
import { getCurrentScope, onScopeDispose } from 'vue';

/** Undoes something when the scope ends. Not `onUnmounted`: scopes outside components count too. */
export function useRelease(release: () => void): void {
  if (getCurrentScope()) onScopeDispose(release);
  else {
    warn(
      'There is no scope here to end it: it goes on for the life of the page. Call composables in setup() before any await, or in an effectScope().',
    );
  }
}
