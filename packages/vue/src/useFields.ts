import { hasWindow, type Snapshot, type TowlineSocket } from '@towline/core';
import { onMounted, type ShallowRef, shallowReadonly, shallowRef, triggerRef } from 'vue';
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
  const first = hydrating ? socket.getServerSnapshot() : socket.getSnapshot();
  const refs = Object.entries(first).map(([key, value]) => [key, shallowRef(value)] as const);
  const lastMessage = shallowRef(hydrating ? null : socket.lastMessage.getSnapshot());

  function show() {
    if (hydrating) return;
    const snapshot = socket.getSnapshot();
    for (const [key, ref] of refs) ref.value = snapshot[key as keyof Snapshot];
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
  const readonlyRefs = refs.map(([key, ref]) => [key, shallowReadonly(ref as ShallowRef)]);
  return { ...Object.fromEntries(readonlyRefs), lastMessage: shallowReadonly(lastMessage) };
}
