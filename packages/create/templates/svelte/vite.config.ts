import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { chatServer } from './server/plugin.js';

export default defineConfig({
  plugins: [svelte(), svelteTesting(), chatServer()],
  test: { environment: 'happy-dom' },
});
