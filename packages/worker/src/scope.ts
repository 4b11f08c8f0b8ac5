import type { PlatformWebSocket, WebSocketSource } from '@towline/core';
import type { Command, Report } from './protocol.js';

// The only file that names what is impure.

/** What a page needs of a worker. */
export interface PageWorker {
  onmessage: ((event: MessageEvent<Report>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(command: Command): void;
  terminate(): void;
}

/** What the worker's side needs of its runtime. */
export interface WorkerScope {
  onmessage: ((event: MessageEvent<Command>) => void) | null;
  postMessage(report: Report, transfer: Transferable[]): void;
  createWebSocket(url: string, protocols: string[]): PlatformWebSocket;
  /** ms, never set back. */
  now(): number;
  setTimer(callback: () => void, delay: number): () => void;
}

/** Of the worker in which it is called. */
export function workerScope(): WorkerScope {
  const scope = globalThis as unknown as Pick<WorkerScope, 'onmessage' | 'postMessage'>;
  return {
    get onmessage() {
      return scope.onmessage;
    },
    set onmessage(listener) {
      scope.onmessage = listener;
    },
    postMessage: (report, transfer) => scope.postMessage(report, transfer),
    createWebSocket: (url, protocols) => new WebSocket(url, protocols) as PlatformWebSocket,
    now: () => performance.now(),
    setTimer(callback, delay) {
      const timer = setTimeout(callback, delay);
      return () => clearTimeout(timer);
    },
  };
}

/** The page's own, for where there is no worker. */
export function pageWebSocket(): WebSocketSource | undefined {
  return (globalThis as { readonly WebSocket?: WebSocketSource }).WebSocket;
}

/** What went wrong in a worker, and is nobody's. */
export function reportUncaught(error: unknown): void {
  reportError(error);
}
