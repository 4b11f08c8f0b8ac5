import { createWebSocket, json, type SendResult } from '@towline/core';

export interface Text {
  readonly id: number;
  readonly text: string;
}
export type Fates = ReadonlyMap<Text, SendResult>;

/** So small that one sees what happens when it is full. By default 1,000 messages wait. */
export const chat = createWebSocket('/ws/chat', {
  codec: json<never, Text>(),
  queue: { maxMessages: 3, overflow: 'drop-oldest' },
});
