import type { TowlineSocket } from '@towline/svelte';
import { getContext, setContext } from 'svelte';

const KEY = Symbol('socket');

export function setSocket(socket: TowlineSocket): void {
  setContext(KEY, socket);
}

export function getSocket(): TowlineSocket {
  const socket = getContext<TowlineSocket | undefined>(KEY);
  if (!socket) throw new Error('There is no provider.');
  return socket;
}
