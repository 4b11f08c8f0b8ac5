import {
  type VueWebSocketOptions as Options,
  type WebSocketResult as UseWebSocketReturn,
  type Status as WebSocketStatus,
} from '@towline/vue';
import { useStorage } from '@vueuse/core';

export const name = useStorage('name', '');
export const colors: Record<WebSocketStatus, string> = { OPEN: '', CONNECTING: '', CLOSED: '' };
export type Feed = UseWebSocketReturn<string>;
export const options: Options = {};
