import { createWebSocket } from '@towline/core';

export const chat = createWebSocket('/ws/chat');
