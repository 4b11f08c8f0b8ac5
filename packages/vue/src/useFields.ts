import { hasWindow, type Snapshot, type TowlineSocket } from '@towline/core';
import { onMounted, shallowReadonly, shallowRef, triggerRef } from 'vue';
import { createShownRef } from './createShownRef.js';
import { isHydrating } from './isHydrating.js';
import { useRelease } from './useRelease.js';
import type { WebSocketResult } from './useWebSocket.js';

type Fields<Incoming> = Pick<WebSocketResult<Incoming>, keyof Snapshot | 'lastMessage'>;

/** A socket's fields as refs. They only show: nothing is decided by them. */
export function useFields<Incoming, Outgoing>(
  socket: TowlineSocket<Incoming, Outgoing>,
): Fields<Incoming> {
  /** Until the page is taken over as it is: to retain is a change already. */
  let hydrating = isHydrating();
  // One snapshot behind all refs: also a synchronous watcher finds fields that belong together.
  let shown = hydrating ? socket.getServerSnapshot() : socket.getSnapshot();
  const triggers: [field: keyof Snapshot, trigger: () => void][] = [];
  const refs: Record<string, unknown> = {};
  for (const field of Object.keys(shown) as (keyof Snapshot)[]) {
    const [ref, trigger] = createShownRef(() => shown[field]);
    refs[field] = ref;
    triggers.push([field, trigger]);
  }
  // Of the shallow kind: `watch` tells of an equal value only there.
  const lastMessage = shallowRef(hydrating ? null : socket.lastMessage.getSnapshot());

  function show() {
    if (hydrating) return;
    const before = shown;
    shown = socket.getSnapshot();
    for (const [field, trigger] of triggers) if (before[field] !== shown[field]) trigger();
  }
  function showMessage() {
    if (hydrating) return;
    const message = socket.lastMessage.getSnapshot();
    // An equal message is a message too.
    if (message === lastMessage.value) triggerRef(lastMessage);
    else lastMessage.value = message;
  }

  // On a server scopes are never disposed, and whoever subscribes stays.
  if (hasWindow()) {
    useRelease(socket.subscribe(show));
    useRelease(socket.lastMessage.subscribe(showMessage));
    if (hydrating) {
      onMounted(() => {
        hydrating = false;
        show();
        showMessage();
      });
    }
  }
  return { ...refs, lastMessage: shallowReadonly(lastMessage) } as Fields<Incoming>;
}
