import { createWebSocket, heartbeat, type TowlineSocket } from '@towline/core';
import type { ClientMessage, Credentials, ServerMessage } from '../../protocol.js';
import { chatCodec } from './codec.js';
import { signInStages } from './sign-in.js';

export type ChatSocket = TowlineSocket<ServerMessage, ClientMessage>;

/** Inert until a component uses it. */
export function createChatSocket(me: Credentials): ChatSocket {
  return createWebSocket('/ws/chat', {
    protocols: ['chat.v1'],
    codec: chatCodec,
    // Often, so that one sees it: 30 s would do outside of a demonstration.
    heartbeat: heartbeat({
      message: { type: 'ping' },
      interval: 3000,
      // Well above the 3 s of a round trip on the slow network.
      timeout: 5000,
      isAnswer: ({ type }) => type === 'pong',
    }),
    // Some pictures, so that they push no text out.
    queue: { maxBytes: 8 * 1024 * 1024 },
    ...signInStages('token', me),
  });
}
