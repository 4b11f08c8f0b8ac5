import { readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';

/** Words and a page of docs/, without its ending. */
type Entry = readonly [text: string, page: string];

const entries = (...list: readonly Entry[]): DefaultTheme.SidebarItem[] =>
  list.map(([text, page]) => ({ text, link: `/${page}` }));

/** The same in each framework: one of them is read. */
const FIRST_STEPS = entries(
  ['React', 'getting-started-react'],
  ['Vue', 'getting-started-vue'],
  ['Svelte', 'getting-started-svelte'],
  ['Plain TypeScript', 'getting-started'],
);

const learn: DefaultTheme.SidebarItem[] = [
  {
    text: 'Begin',
    items: [
      ...entries(['Overview', 'overview']),
      { text: 'Getting started', collapsed: true, items: FIRST_STEPS },
      ...entries(['How it works', 'how-it-works']),
    ],
  },
  {
    text: 'Learn',
    items: entries(
      ['Receiving', 'receiving'],
      ['Sending', 'sending'],
      ['Reconnecting', 'reconnecting'],
      ['Heartbeat', 'heartbeat'],
      ['Authentication', 'authentication'],
      ['Sharing and lifetime', 'sharing'],
      ['Server rendering', 'server-rendering'],
      ['Testing', 'testing'],
      ['Performance', 'rendering'],
    ),
  },
  {
    text: 'Further',
    items: entries(
      ['Topics and channels', 'channels'],
      ['Requests', 'requests'],
      ['In a worker', 'worker'],
      ['Environment', 'environment'],
      ['Inspecting', 'inspecting'],
    ),
  },
  {
    text: 'Why Towline',
    items: entries(
      ['Comparison', 'comparison'],
      ['Reliability', 'reliability'],
      ['Measured performance', 'performance'],
      ['Mutations', 'mutations'],
      ['Security', 'security'],
      ['Architecture', 'architecture'],
      ['Contributing', 'contributing'],
    ),
  },
];

const recipes: DefaultTheme.SidebarItem[] = [
  {
    text: 'Recipes',
    link: '/recipes/',
    items: entries(
      ['Chat', 'recipes/chat'],
      ['Live prices', 'recipes/live-prices'],
      ['Presence', 'recipes/presence'],
      ['Typing indicator', 'recipes/typing-indicator'],
      ['Notifications with a badge', 'recipes/notifications'],
      ['Collaborative cursor', 'recipes/collaborative-cursor'],
      ['File upload with progress', 'recipes/file-upload'],
      ['JSON-RPC', 'recipes/json-rpc'],
      ['GraphQL', 'recipes/graphql'],
      ['MessagePack', 'recipes/messagepack'],
      ['Reconnect banner', 'recipes/reconnect-banner'],
      ['Offline outbox', 'recipes/offline-outbox'],
    ),
  },
  { text: 'Of the example chat', items: entries(['Its protocol', 'chat-protocol']) },
];

const migration: DefaultTheme.SidebarItem[] = [
  {
    text: 'Moving over',
    link: '/migration/',
    items: entries(
      ['react-use-websocket', 'migration/react-use-websocket'],
      ['partysocket', 'migration/partysocket'],
      ['VueUse', 'migration/vueuse'],
      ['svelte-websocket-store', 'migration/svelte-websocket-store'],
      ['reconnecting-websocket', 'migration/reconnecting-websocket'],
      ['The plain WebSocket', 'migration/plain-websocket'],
    ),
  },
];

const lookUp: DefaultTheme.SidebarItem[] = [
  {
    text: 'Look up',
    items: entries(
      ['All names', 'contents'],
      ['Options', 'reference/@towline/core#websocketoptions'],
      ['Errors', 'errors'],
      ['Transitions', 'transitions'],
    ),
  },
  { text: 'By package', link: '/reference/', items: reference() },
];

export const sidebar: DefaultTheme.SidebarMulti = {
  '/': learn,
  '/recipes/': recipes,
  '/chat-protocol': recipes,
  '/migration/': migration,
  '/reference/': lookUp,
  '/contents': lookUp,
  '/errors': lookUp,
  '/transitions': lookUp,
};

/** Whether a page is below one of those of a sidebar. */
const isIn = (items: readonly DefaultTheme.SidebarItem[]): string =>
  `^(?:${items.flatMap(linksIn).join('|')})`;

function linksIn({ link, items = [] }: DefaultTheme.SidebarItem): readonly string[] {
  return [...(link ? [link] : []), ...items.flatMap(linksIn)];
}

export const nav: DefaultTheme.NavItem[] = [
  { text: 'Learn', link: '/getting-started-react', activeMatch: isIn(learn.slice(0, 3)) },
  { text: 'Recipes', link: '/recipes/', activeMatch: isIn(recipes) },
  { text: 'Moving over', link: '/migration/', activeMatch: isIn(migration) },
  {
    text: 'Reference',
    link: '/contents',
    activeMatch: '^/(?:reference/|contents|errors|transitions)',
  },
  { text: 'Comparison', link: '/comparison' },
];

/** As TypeDoc lists it. */
function reference(): DefaultTheme.SidebarItem[] {
  const file = new URL('../reference/typedoc-sidebar.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}
