import { mount as mountComponent, unmount } from 'svelte';
import type { SettingsStore } from '../shared/settings.js';
import Ticker from './Ticker.svelte';

export function mount(target: HTMLElement, settings: SettingsStore): () => void {
  const ticker = mountComponent(Ticker, { target, props: { settings } });
  return () => unmount(ticker);
}
