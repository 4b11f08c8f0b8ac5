// What each import costs a user: min + brotli, frameworks external, from the built packages.
import { readFileSync } from 'node:fs';
import { compileModule } from 'svelte/compiler';

/**
 * What was aimed at, in kB of 1,000 bytes. It is not met (ARCHITECTURE.md, "Where the bytes are", says
 * why), and each run of scripts/check-sizes.js says so.
 */
export const goals = { bareCore: 3.5, reactWithEverything: 5.5 };

/** What must hold, in kB of 1,000 bytes, so that growth is noticed; README.md shows what was measured. */
export const limits = {
  bareCore: 11.4,
  reactWithEverything: 17.2,
  /** Each binding with everything, less the core with everything. */
  bindingOverCore: 0.9,
};

/** @param {string} name */
const dist = (name) => `packages/${name}/dist/index.js`;

/**
 * As a user's bundler does it: ES modules, and none of the paths to sources that this repository's
 * TypeScript goes by.
 *
 * @param {import('esbuild').BuildOptions} config
 * @returns {import('esbuild').BuildOptions}
 */
export const asModule = (config) => ({ ...config, format: 'esm', tsconfigRaw: {} });

/**
 * Runes are the compiler's: without it esbuild would count them as globals.
 *
 * @type {import('esbuild').Plugin}
 */
export const runes = {
  name: 'svelte-runes',
  setup(build) {
    build.onLoad({ filter: /\.svelte\.js$/ }, ({ path }) => {
      const { js } = compileModule(readFileSync(path, 'utf8'), { generate: 'client' });
      return { contents: js.code, loader: 'js' };
    });
  },
};

/** What is bundled for those only who import it, as in `{ createWebSocket, json }`. */
export const features = [
  'heartbeat',
  'json',
  'messages',
  'whenOpen',
  'createLog',
  'createReducer',
  'createRetryCountdown',
  'createBudgetedReducer',
  'select',
  'keyed',
  'channel',
  'request',
  'drained',
  'createPool',
  'inspect',
];

export const bare = '`{ createWebSocket }` of `@towline/core`';

export default [
  {
    name: bare,
    path: dist('core'),
    import: '{ createWebSocket }',
    limit: `${limits.bareCore} kB`,
    modifyEsbuildConfig: asModule,
  },
  ...features.map((feature) => ({
    name: feature,
    path: dist('core'),
    import: `{ createWebSocket, ${feature} }`,
    modifyEsbuildConfig: asModule,
  })),
  {
    name: '`@towline/core` with everything',
    path: dist('core'),
    import: '*',
    modifyEsbuildConfig: asModule,
  },
  {
    name: '`@towline/react` with everything, core included',
    path: dist('react'),
    import: '*',
    ignore: ['react'],
    limit: `${limits.reactWithEverything} kB`,
    modifyEsbuildConfig: asModule,
  },
  {
    name: '`@towline/vue` with everything, core included',
    path: dist('vue'),
    import: '*',
    ignore: ['vue'],
    modifyEsbuildConfig: asModule,
  },
  {
    name: '`@towline/svelte` with everything, core included',
    path: dist('svelte'),
    import: '*',
    ignore: ['svelte'],
    /** @param {import('esbuild').BuildOptions} config */
    modifyEsbuildConfig: (config) => ({
      ...asModule(config),
      plugins: [...(config.plugins ?? []), runes],
    }),
  },
];
