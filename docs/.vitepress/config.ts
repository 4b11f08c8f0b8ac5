import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitepress';
import { anchorOf } from '../../scripts/support/markdown.js';
import { diagrams } from './diagrams.ts';
import { linksOfPages } from './links.ts';
import { nav, sidebar } from './navigation.ts';
import { EXCLUDED, pathOfPage } from './pages.ts';
import { pictures } from './pictures.ts';
import { playgrounds } from './playgrounds.ts';
import { rendered } from './rendered.ts';
import { tables } from './tables.ts';

const LOGO =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 28'%3E%3Cg fill='none' stroke='%2324507a' stroke-width='2.5' stroke-linecap='round'%3E%3Cpath d='M6 20C13 20 15 8 22 8'/%3E%3C/g%3E%3Ccircle cx='5' cy='20' r='3.4' fill='%2324507a'/%3E%3Ccircle cx='23' cy='8' r='3.4' fill='%2324507a'/%3E%3C/svg%3E";

export default defineConfig({
  title: 'Towline',
  description: 'A WebSocket that a user interface can render, for React, Vue and Svelte.',
  lang: 'en',
  // The whole repository, so that its other pages (SECURITY.md …) are where the docs' links lead.
  srcDir: '..',
  srcExclude: EXCLUDED,
  rewrites: pathOfPage,
  cleanUrls: true,
  // Where the examples run on the reader's machine.
  ignoreDeadLinks: 'localhostLinks',
  transformPageData({ frontmatter, relativePath }) {
    if (!relativePath.startsWith('getting-started')) return;
    // One of the four is read, and not the four of them in a row.
    frontmatter['prev'] = { text: 'Overview', link: '/overview' };
    frontmatter['next'] = { text: 'How it works', link: '/how-it-works' };
  },
  head: [['link', { rel: 'icon', href: LOGO }]],
  markdown: {
    linkify: false,
    config(markdown) {
      linksOfPages(markdown);
      diagrams(markdown);
      tables(markdown);
    },
    // The links' anchors are GitHub's, and checked there.
    anchor: { slugify: anchorOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    siteTitle: 'Towline',
    nav,
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    externalLinkIcon: false,
  },
  vite: {
    publicDir: fileURLToPath(new URL('./public', import.meta.url)),
    plugins: [pictures(), playgrounds(), rendered(), react(), svelte({ configFile: false })],
    build: { chunkSizeWarningLimit: 1500 },
  },
});
