import { createReducer, createWebSocket, json } from '@towline/core';

export interface Message {
  readonly text: string;
  /** How many the server has had so far. */
  readonly connections: number;
}

export const chat = createWebSocket('/ws/chat', { codec: json<Message, never>() });

/** Made outside, so that it goes on when no component is there. It opens nothing. */
export const connections = createReducer(chat, (_, message) => message.connections, 0);
