import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Chat } from './Chat.js';

export function mount(target: HTMLElement): void {
  createRoot(target).render(
    <StrictMode>
      <Chat />
    </StrictMode>,
  );
}
