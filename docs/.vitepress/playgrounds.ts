import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
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

/** The files of a demo, by who they are for: the framework's own, and what all of them use. */
const PARTS: Readonly<Record<string, string>> = {
  react: '.tsx',
  vue: '.vue',
  svelte: '.svelte',
  shared: '.ts',
};

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
      if (demo === undefined) return;
      const framework = /-(react|vue|svelte)$/.exec(page)?.[1];
      const shown = playground(demo, framework, (file) => this.addWatchFile(file));
      // A playground that draws the states takes the place of their diagram.
      const place = demo === 'states' ? /^```mermaid\n[^`]*```\n/m : /^(?=## )/m;
      return text.replace(place, () => `${shown}\n`);
    },
  };
}

/** @param framework that is shown first, where the page is about one */
function playground(
  demo: string,
  framework: string | undefined,
  watch: (file: string) => void,
): string {
  const folder = join(DEMOS, demo);
  const slots = Object.entries(PARTS).map(([part, extension]) => {
    const names = readdirSync(folder).filter((name) => extname(name) === extension);
    // The component itself before those that it is made of.
    names.sort((one, other) => Number(isMain(other)) - Number(isMain(one)));
    const code = names.map((name) => {
      const file = join(folder, name);
      watch(file);
      const title = names.length > 1 ? `**${name}**\n\n` : '';
      return `${title}\`\`\`${extension.slice(1)}\n${readFileSync(file, 'utf8')}\`\`\`\n`;
    });
    return `<template #${part}>\n\n${code.join('\n')}\n</template>\n`;
  });
  const first = framework ? ` framework="${framework}"` : '';
  return `<Playground demo="${demo}"${first}>\n${slots.join('')}</Playground>\n`;
}

function isMain(name: string): boolean {
  return /^(React|Vue|Svelte)\./.test(name);
}
