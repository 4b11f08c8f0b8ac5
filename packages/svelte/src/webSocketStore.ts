import { type CodecOptions, createWebSocket, type Url, type WebSocketOptions } from '@towline/core';
import { createResult, type WebSocketResult } from './result.js';

/**
 * A connection for module scope: open while somebody subscribes, as `$chat` in a component does in
 * the browser. On a server nothing opens.
 *
 * @throws TowlineError `invalid-url`, `invalid-protocol` or `invalid-option`
 *
 * @example
 * // chat.ts
 * export const chat = webSocketStore('/ws/chat')
 * // Status.svelte: {$chat.status}
 */
export function webSocketStore<Incoming, Outgoing>(
  url: Url,
  options: CodecOptions<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing>;
export function webSocketStore(url: Url, options?: WebSocketOptions): WebSocketResult;
export function webSocketStore<Incoming, Outgoing>(
  url: Url,
  options?: WebSocketOptions<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing> {
  return createResult(createWebSocket(url, options as CodecOptions<Incoming, Outgoing>), false);
}
