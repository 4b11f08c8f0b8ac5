import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { createElement } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { render as renderSvelte } from 'svelte/server';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { createSSRApp } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';

const ID = 'virtual:rendered';
const DEMOS = join(import.meta.dirname, 'demos');
/** The demos that are shown as a server renders them, until the reader hydrates them. */
const RENDERED = ['server-rendering'];

/** What servers make of demos, by demo and framework. */
export function rendered(): Plugin {
  let html: Promise<string> | undefined;
  return {
    name: 'towline:rendered',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return;
      html ??= renderDemos();
      return `export const rendered = ${await html}`;
    },
  };
}

async function renderDemos(): Promise<string> {
  const vite = await createServer({
    configFile: false,
    root: DEMOS,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false },
    plugins: [react(), vue(), svelte({ configFile: false })],
  });
  try {
    const entries = RENDERED.map(async (demo) => [demo, await renderDemo(vite, demo)] as const);
    return JSON.stringify(Object.fromEntries(await Promise.all(entries)));
  } finally {
    await vite.close();
  }
}

async function renderDemo(vite: ViteDevServer, demo: string): Promise<Record<string, string>> {
  const load = async (file: string) => {
    const [component] = Object.values(await vite.ssrLoadModule(`/${demo}/${file}`));
    return component;
  };
  return {
    react: renderReact(createElement(await load('React.tsx'))),
    vue: await renderVue(createSSRApp(await load('Vue.vue'))),
    svelte: renderSvelte(await load('Svelte.svelte')).body,
  };
}
