import { getCurrentScope, onScopeDispose } from 'vue';

/** Undoes something when the scope ends. Not `onUnmounted`: scopes outside components count too. */
export function useRelease(release: () => void): void {
  if (getCurrentScope()) onScopeDispose(release);
}
