// What examples in the docs may name without bringing it along. A block that declares a name itself
// goes by its own. Values are those of docs/tests/support/context.ts, which is called `docs-context` here.

/** @typedef {Readonly<Record<string, string>>} Context a declaration for each name */

/**
 * @param {string} module
 * @param {string[]} names
 * @returns {Context}
 */
function importsOf(module, ...names) {
  return Object.fromEntries(names.map((name) => [name, `import { ${name} } from '${module}';`]));
}

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
  ...importsOf('docs-context', 'freshToken'),
};

/** The first steps of the READMEs are shorter than an application's messages. */
const README = {
  ...COMMON,
  ServerMessage: 'interface ServerMessage { readonly text: string }',
  ClientMessage: 'interface ClientMessage { readonly text: string }',
  Tick: 'interface Tick { readonly price: number }',
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
  ...importsOf(
    'docs-context/errors',
    ...['socket', 'chat', 'feed', 'rpc', 'call'],
    ...['longText', 'token', 'schema', 'isKnown'],
    ...['report', 'show', 'store', 'showBanner', 'showOffline'],
  ),
  ...importsOf('@towline/core', ...CORE),
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
