'use client';

import { createView, history, type SocketSource, socketOf } from '@towline/core';
import { useMemo, useSyncExternalStore } from 'react';

export interface MessagesOptions {
  /** How many messages are kept. Default 100. */
  readonly limit?: number | undefined;
}

/**
 * The last messages since the component was mounted, oldest first; empty again at a new destination.
 * A burst renders at most once a frame, and loses none.
 *
 * @example
 * const messages = useMessages(socket, { limit: 200 })
 */
export function useMessages<Incoming>(
  source: SocketSource<Incoming>,
  { limit = 100 }: MessagesOptions = {},
): readonly Incoming[] {
  const socket = socketOf(source);
  const view = useMemo(() => createView(socket, history<Incoming>(limit)), [socket, limit]);
  return useSyncExternalStore(view.subscribe, view.getSnapshot, noMessages<Incoming>);
}

const NONE: readonly never[] = [];

function noMessages<Incoming>(): readonly Incoming[] {
  return NONE;
}
