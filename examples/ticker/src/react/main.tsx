import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SettingsStore } from '../shared/settings.js';
import { Ticker } from './Ticker.js';

export function mount(target: HTMLElement, settings: SettingsStore): () => void {
  const root = createRoot(target);
  root.render(
    <StrictMode>
      <Ticker settings={settings} />
    </StrictMode>,
  );
  return () => root.unmount();
}
