import { useStorage, type UseWebSocketReturn, type WebSocketStatus } from '@vueuse/core';
import type { UseWebSocketOptions as Options } from '@vueuse/core';

export const name = useStorage('name', '');
export const colors: Record<WebSocketStatus, string> = { OPEN: '', CONNECTING: '', CLOSED: '' };
export type Feed = UseWebSocketReturn<string>;
export const options: Options = {};
