// What examples in the docs may name without bringing it along. A block that declares a name itself
// goes by its own.

/** @typedef {Readonly<Record<string, string>>} Context a declaration for each name */

/** In every page: the messages of an application, and functions that every application has. */
const COMMON = {
  ServerMessage: `type ServerMessage =
  | { readonly type: 'welcome' }
  | { readonly type: 'refused' }
  | { readonly type: 'pong' }
  | { readonly type: 'said'; readonly id: string; readonly text: string };`,
  ClientMessage: `type ClientMessage =
  | { readonly type: 'auth'; readonly token: string }
  | { readonly type: 'ping' }
  | { readonly type: 'say'; readonly text: string };`,
  freshToken: 'declare function freshToken(signal: AbortSignal): Promise<string>;',
};

/** The first steps of the READMEs are shorter than an application's messages. */
const README = {
  ...COMMON,
  ServerMessage: 'interface ServerMessage { readonly text: string }',
  ClientMessage: 'interface ClientMessage { readonly text: string }',
  Tick: 'interface Tick { readonly price: number }',
  Chat: 'declare function Chat(): null;',
};

const CORE = [
  ...['drained', 'request'],
  ...['TowlineError', 'createPool', 'createWebSocket', 'heartbeat', 'inspect', 'json', 'messages'],
  'whenOpen',
];

/** The list of errors shows a line or two for each. */
const ERRORS = {
  ...COMMON,
  ClientMessage: `type ClientMessage =
  | { readonly type: 'auth'; readonly token: string }
  | { readonly type: 'ping' }
  | { readonly type?: undefined; readonly text: string };`,
  ...Object.fromEntries(
    ['socket', 'chat', 'feed'].map((name) => [
      name,
      `declare const ${name}: import('@towline/core').TowlineSocket;`,
    ]),
  ),
  longText: 'declare const longText: string;',
  rpc: `declare const rpc: import('@towline/core').TowlineSocket<{ readonly id: string }, { readonly id: string }>;`,
  call: 'declare const call: { readonly id: string };',
  token: 'declare const token: string;',
  schema: `declare const schema: import('@standard-schema/spec').StandardSchemaV1<
  unknown,
  { readonly user: string }
>;`,
  isKnown: 'declare function isKnown(user: string): Promise<boolean>;',
  ...Object.fromEntries(
    ['report', 'show', 'store'].map((name) => [
      name,
      `declare function ${name}(what: unknown): unknown;`,
    ]),
  ),
  showBanner: 'declare function showBanner(text: string): void;',
  showOffline: 'declare function showOffline(): void;',
  ...Object.fromEntries(CORE.map((name) => [name, `import { ${name} } from '@towline/core';`])),
};

/** @type {Readonly<Record<string, Context>>} */
const PAGES = { 'docs/errors.md': ERRORS, 'docs/README.md': COMMON };

/**
 * What has to be declared for a block, in lines to put behind it.
 *
 * @param {string} page
 * @param {string} code
 */
export function contextOf(page, code) {
  const context = PAGES[page] ?? (page.endsWith('README.md') ? README : COMMON);
  return Object.entries(context)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(code) && !declares(code, name))
    .map(([, declaration]) => declaration)
    .join('\n');
}

/**
 * @param {string} code
 * @param {string} name
 */
function declares(code, name) {
  const declared = `\\b(const|let|function|class|type|interface)\\s+${name}\\b`;
  const imported = `\\bimport\\b[^;]*\\b${name}\\b[^;]*\\bfrom\\b`;
  return new RegExp(`${declared}|${imported}`).test(code);
}
