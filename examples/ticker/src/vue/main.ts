import { createApp } from 'vue';
import type { SettingsStore } from '../shared/settings.js';
import Ticker from './Ticker.vue';

export function mount(target: HTMLElement, settings: SettingsStore): () => void {
  const app = createApp(Ticker, { settings });
  app.mount(target);
  return () => app.unmount();
}
