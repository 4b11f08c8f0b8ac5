import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { chatServer } from './server/plugin.js';

export default defineConfig({
  plugins: [react(), chatServer()],
  test: { environment: 'happy-dom' },
});
