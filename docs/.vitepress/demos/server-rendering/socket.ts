import { createWebSocket } from '@towline/core';

/** In a module, for all: it holds nothing of a user, and nothing happens to it on a server. */
export const prices = createWebSocket('/ws/prices');
