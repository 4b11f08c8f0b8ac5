import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const DEMOS = join(import.meta.dirname, 'demos');
const PAGES = join(import.meta.dirname, '..');

/** Which demo a page shows. */
const DEMO_OF: Readonly<Record<string, string>> = {
  index: 'chat',
  'getting-started': 'chat',
  'getting-started-react': 'chat',
  'getting-started-vue': 'chat',
  'getting-started-svelte': 'chat',
  'how-it-works': 'states',
  receiving: 'receiving',
  sending: 'sending',
  reconnecting: 'reconnecting',
  heartbeat: 'heartbeat',
  authentication: 'authentication',
  sharing: 'sharing',
  'server-rendering': 'server-rendering',
  testing: 'testing',
  rendering: 'performance',
};

/** What every framework's code is shown with, and what is its own. */
const SHARED = ['socket.ts', 'server.ts'];
const COMPONENTS = ['React.tsx', 'Vue.vue', 'Svelte.svelte'];

/**
 * Puts a page's playground before its first section, with the code of the very files that it runs. The pages themselves stay
 * plain Markdown.
 */
export function playgrounds(): Plugin {
  return {
    name: 'towline:playgrounds',
    enforce: 'pre',
    transform(text, id) {
      const page = id.startsWith(`${PAGES}/`) ? id.slice(PAGES.length + 1, -'.md'.length) : '';
      const demo = id.endsWith('.md') ? DEMO_OF[page] : undefined;
      if (demo === undefined || !existsSync(join(DEMOS, demo))) return;
      const shown = playground(demo, (file) => this.addWatchFile(file));
      // A playground that draws the states takes the place of their diagram.
      const place = demo === 'states' ? /^```mermaid\n[^`]*```\n/m : /^(?=## )/m;
      return text.replace(place, () => `${shown}\n`);
    },
  };
}

function playground(demo: string, watch: (file: string) => void): string {
  const code = [...COMPONENTS, ...SHARED].map((name) => {
    const file = join(DEMOS, demo, name);
    watch(file);
    const language = name.slice(name.indexOf('.') + 1);
    const slot = name.replace('.', '-').toLowerCase();
    return `<template #${slot}>\n\n\`\`\`${language}\n${readFileSync(file, 'utf8')}\`\`\`\n\n</template>\n`;
  });
  return `<Playground demo="${demo}">\n${code.join('')}</Playground>\n`;
}
