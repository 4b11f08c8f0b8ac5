import { createWebSocket } from '@towline/core';

export const feed = createWebSocket('/ws/feed');
