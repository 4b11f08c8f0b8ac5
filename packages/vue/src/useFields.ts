import { hasWindow, type Snapshot, type TowlineSocket } from '@towline/core';
import { onMounted, type ShallowRef, shallowReadonly, shallowRef, triggerRef } from 'vue';
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
  // Made when they are first read: of so many fields a component reads a few.
  const fields: { -readonly [Field in keyof Snapshot]?: ReturnType<typeof createShownRef> } = {};
  /** Of the shallow kind: `watch` tells of an equal value only there. */
  let lastMessage: ShallowRef<Incoming | null> | undefined;

  function refOf(field: keyof Snapshot): never {
    fields[field] ??= createShownRef(() => shown[field]);
    return fields[field][0] as never;
  }

  function show() {
    if (hydrating) return;
    const before = shown;
    shown = socket.getSnapshot();
    for (const field of Object.keys(fields) as (keyof Snapshot)[]) {
      if (before[field] !== shown[field]) fields[field]?.[1]();
    }
  }
  function showMessage() {
    if (hydrating || !lastMessage) return;
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
  return {
    get status() {
      return refOf('status');
    },
    get readyState() {
      return refOf('readyState');
    },
    get reconnecting() {
      return refOf('reconnecting');
    },
    get ended() {
      return refOf('ended');
    },
    get attempt() {
      return refOf('attempt');
    },
    get nextRetry() {
      return refOf('nextRetry');
    },
    get lastClose() {
      return refOf('lastClose');
    },
    get lastError() {
      return refOf('lastError');
    },
    get url() {
      return refOf('url');
    },
    get protocol() {
      return refOf('protocol');
    },
    get extensions() {
      return refOf('extensions');
    },
    get bufferedAmount() {
      return refOf('bufferedAmount');
    },
    get queued() {
      return refOf('queued');
    },
    get queuedBytes() {
      return refOf('queuedBytes');
    },
    get latency() {
      return refOf('latency');
    },
    get lastMessage() {
      lastMessage ??= shallowRef(hydrating ? null : socket.lastMessage.getSnapshot());
      return shallowReadonly(lastMessage);
    },
  };
}
