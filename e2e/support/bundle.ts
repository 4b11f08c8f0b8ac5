import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';
import type { Mount } from '../components/mount.ts';

/** What the script brings to the page (e2e/components/index.ts). */
declare global {
  var mounts: Record<'React' | 'Vue' | 'Svelte', Mount>;
}

const COMPONENTS = fileURLToPath(new URL('../components', import.meta.url));

/** The components of all three frameworks with the built packages, as one script of the production kind. */
export async function bundleComponents(): Promise<string> {
  const [result] = (await build({
    configFile: false,
    root: COMPONENTS,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: 'index.ts', formats: ['iife'], name: 'components' },
    },
  })) as Rolldown.RolldownOutput[];
  return result!.output[0].code;
}
