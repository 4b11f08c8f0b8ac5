import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { chatServer } from './server/plugin.js';

export default defineConfig({
  plugins: [vue(), chatServer()],
  test: { environment: 'happy-dom' },
});
