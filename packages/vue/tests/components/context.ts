import type { TowlineSocket } from '@towline/vue';
import { type InjectionKey, inject } from 'vue';

export const socketKey: InjectionKey<TowlineSocket> = Symbol('socket');

export function useSocket(): TowlineSocket {
  const socket = inject(socketKey);
  if (!socket) throw new Error('There is no provider.');
  return socket;
}
