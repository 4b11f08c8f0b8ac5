import { createApp } from 'vue';
import Chat from './Chat.vue';

export function mount(target: HTMLElement): void {
  createApp(Chat).mount(target);
}
