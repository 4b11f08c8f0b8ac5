import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    react({ include: /\/src\/react\/.*\.tsx?$/ }),
    vue(),
    svelte({ configFile: false, compilerOptions: { runes: true } }),
  ],
  // As `new Worker` says it.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: true,
    // Inlined files would need `data:` in the server's content security policy.
    assetsInlineLimit: 0,
  },
});
