// The package `ws`, as examples get it: its clients reach the mock server, and no network.
import { createRequire } from 'node:module';

// By its path: its name would be its build for browsers.
const path = '../../../node_modules/ws/index.js';
const real = createRequire(import.meta.url)(path) as typeof import('ws');
export const NodeWebSocket = real.WebSocket;
export const WebSocketServer = real.WebSocketServer;

/** A function, so that it gives another object than its own. */
export function WebSocket(url: string, protocols?: string[]) {
  return new globalThis.WebSocket(url, protocols);
}
