import { mount as mountComponent } from 'svelte';
import Chat from './Chat.svelte';

export function mount(target: HTMLElement): void {
  mountComponent(Chat, { target });
}
