// What the examples of docs/errors.md name. Each of them has this module for itself, so that what it does to a socket
// is no other's business.
import { createWebSocket, json, type TowlineSocket } from '@towline/core';
import { z } from 'zod';

export const socket = opened(createWebSocket('/ws/socket'));
export const chat = opened(createWebSocket('/ws/chat'));
export const feed = opened(createWebSocket('/ws/feed'));
export const rpc = opened(
  createWebSocket('/ws/rpc', {
    codec: json<{ readonly id: string }, { readonly id: string }>(),
  }),
);
export const call = { id: 'call-1' };

/** As an application has it. */
function opened<Incoming, Outgoing>(own: TowlineSocket<Incoming, Outgoing>) {
  own.open();
  return own;
}

export const longText = 'a word of '.repeat(20);
export const token = 'token';
export const schema = z.object({ user: z.string() });

export async function isKnown(user: string): Promise<boolean> {
  return user !== '';
}

/** What an application does with it is its own. */
export function report(what: unknown): unknown {
  return what;
}
export const show = report;
export const store = report;

export function showBanner(text: string): void {
  report(text);
}

export function showOffline(): void {
  report('offline');
}
