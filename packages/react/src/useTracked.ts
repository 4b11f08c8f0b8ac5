'use client';

import type { Snapshot, TowlineSocket } from '@towline/core';
import { useMemo, useSyncExternalStore } from 'react';
import type { WebSocketResult } from './useWebSocket.js';

type Field = keyof Snapshot | 'lastMessage';

/** A socket's fields as they are in this render; changes of those that no render read are not heard. */
export function useTracked<Incoming, Outgoing>(
  socket: TowlineSocket<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing> {
  const tracker = useMemo(() => createTracker(socket), [socket]);
  const snapshot = useSyncExternalStore(
    tracker.subscribe,
    socket.getSnapshot,
    socket.getServerSnapshot,
  );
  const lastMessage = useSyncExternalStore(
    tracker.subscribeMessages,
    socket.lastMessage.getSnapshot,
    noMessage,
  );
  return useMemo(() => tracker.resultOf(snapshot, lastMessage), [tracker, snapshot, lastMessage]);
}

function createTracker<Incoming, Outgoing>(socket: TowlineSocket<Incoming, Outgoing>) {
  // Only grows: a field that one render does not read may be read by the next.
  const read = new Set<Field>();
  const { send, open, close, reconnect } = socket;

  return {
    // Filtered here, not in getSnapshot: that would serve old values to a first read.
    subscribe(onChange: () => void) {
      let seen = socket.getSnapshot();
      return socket.subscribe(() => {
        const before = seen;
        seen = socket.getSnapshot();
        if (fieldsOf(seen).some((key) => read.has(key) && before[key] !== seen[key])) onChange();
      });
    },
    subscribeMessages: (onChange: () => void) =>
      socket.lastMessage.subscribe(() => {
        if (read.has('lastMessage')) onChange();
      }),
    resultOf(snapshot: Snapshot, lastMessage: Incoming | null) {
      const result = { send, open, close, reconnect, socket };
      const fields = { ...snapshot, lastMessage };
      for (const key of fieldsOf(fields)) {
        const get = () => {
          read.add(key);
          return fields[key];
        };
        Object.defineProperty(result, key, { enumerable: true, get });
      }
      return result as WebSocketResult<Incoming, Outgoing>;
    },
  };
}

function fieldsOf<Fields extends object>(fields: Fields): (keyof Fields)[] {
  return Object.keys(fields) as (keyof Fields)[];
}

function noMessage(): null {
  return null;
}
