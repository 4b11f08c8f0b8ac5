import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { examplesPlugin, STAND_INS } from './docs/tests/support/examples-plugin.js';
import { installedIn } from './fixtures/installed-in.js';
import { reactCompiler } from './fixtures/react-compiler/plugin.js';
import { oldestSvelte } from './fixtures/svelte-oldest/plugin.js';
import { compiler as oldestVueCompiler } from './fixtures/vue-oldest/compiler.js';
import { testingLibrary } from './fixtures/vue-oldest/testing-library.js';
import { vueVapor } from './fixtures/vue-vapor/plugin.js';

/** `TOWLINE_TARGET=dist`: the conformance suite alone, against what will be published. */
const builtPackages = process.env['TOWLINE_TARGET'] === 'dist';

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

// Exact names, so that nobody reaches a file inside a package by way of the alias.
const sources = [
  { find: /^@towline\/core$/, replacement: source('core/src/index.ts') },
  { find: /^@towline\/react$/, replacement: source('react/src/index.ts') },
  { find: /^@towline\/vue$/, replacement: source('vue/src/index.ts') },
  { find: /^@towline\/svelte$/, replacement: source('svelte/src/index.ts') },
  { find: /^@towline\/worker$/, replacement: source('worker/src/index.ts') },
  { find: /^@towline\/testing$/, replacement: source('testing/src/index.ts') },
  {
    find: /^@towline\/testing\/(react|vue|svelte|vitest|jest)$/,
    replacement: source('testing/src/$1.ts'),
  },
  { find: /^@towline\/suites$/, replacement: source('suites/src/index.ts') },
  {
    find: /^@towline\/suites\/conformance$/,
    replacement: source('suites/src/conformance/index.ts'),
  },
  { find: /^@towline\/suites\/faults$/, replacement: source('suites/src/faults/index.ts') },
  {
    find: /^@towline\/suites\/faults\/stories$/,
    replacement: source('suites/src/faults/stories.ts'),
  },
  {
    find: /^@towline\/suites\/random-faults$/,
    replacement: source('suites/src/random-faults/index.ts'),
  },
  {
    find: /^@towline\/suites\/random-faults\/story$/,
    replacement: source('suites/src/random-faults/story.ts'),
  },
  // Of Node, also where the browser's build of a framework is asked for.
  { find: /^ws$/, replacement: source('../node_modules/ws/wrapper.mjs') },
  { find: /^@towline\/suites\/walks$/, replacement: source('suites/src/walks/index.ts') },
];

type Plugins = NonNullable<TestProjectInlineConfiguration['plugins']>;
type Project = Omit<NonNullable<TestProjectInlineConfiguration['test']>, 'name' | 'include'>;

/** One project: a runtime and the test files of some packages that run in it. */
function project(
  name: string,
  files: string,
  plugins: Plugins,
  test: Project = {},
  standIns: typeof sources = [],
): TestProjectInlineConfiguration {
  const names = builtPackages ? files.replace('*.', 'conformance*.') : files;
  return {
    plugins,
    resolve: { alias: builtPackages ? [] : [...standIns, ...sources] },
    test: { name, include: [names], ...test },
  };
}

/** Else it would be required, and ask Node for its framework. */
const AS_MODULES = [
  {
    find: /^@testing-library\/react$/,
    replacement: source(
      '../node_modules/@testing-library/react/dist/@testing-library/react.esm.js',
    ),
  },
];

/**
 * Tests once more, with what `fixtures/<name>` has installed, and that folder's own tests.
 *
 * @param users the tests that a user copies, where the mock server promises that version too
 */
function fixture(
  name: string,
  files: string,
  plugins: Plugins,
  users: string[] = [],
): TestProjectInlineConfiguration {
  const again = project(name, files, [installedIn(name), ...plugins], inPageAgain, AS_MODULES);
  again.test?.include?.push(`fixtures/${name}/*.test.ts`, ...(builtPackages ? [] : users));
  return again;
}

const inPage: Project = { environment: 'happy-dom', exclude: ['**/*.ssr.test.*'] };
const inJsdom: Project = { environment: 'jsdom' };
/** What takes time, and is not of a framework's version: faults of the network, and random walks. */
const inPageAgain: Project = {
  ...inPage,
  exclude: ['**/*.ssr.test.*', '**/*faults.test.*', '**/walk*.test.*'],
  // What renders in users' tests asks for a framework too.
  server: { deps: { inline: [/@testing-library\//] } },
};

/** The examples of the docs, as they are laid out there; each has modules of its own by itself, so that files need none. */
const EXAMPLES: Project = {
  ...inPage,
  globalSetup: 'docs/tests/support/lay-out.ts',
  isolate: false,
  // ms; a loaded machine is no finding.
  testTimeout: 20_000,
};

// One config for the compiler, so that a svelte.config.js is neither needed nor looked for.
const svelteCompiler = () => svelte({ configFile: false });

const eachFramework = () => [react(), vue(), svelteCompiler(), svelteTesting()];

const SERVER_IN_MEMORY =
  'packages/testing/tests/{fake-timers,mock-server,mock-web-socket,reset}.test.ts';

export default defineConfig({
  test: {
    // Such tests wait for the network: the faults.
    maxConcurrency: 6,
    // One for each core: by default one of them would have the main process alone, which mostly waits.
    maxWorkers: '100%',
    projects: [
      project('core', 'packages/core/tests/**/*.test.ts', []),
      project('worker', 'packages/worker/tests/**/*.test.ts', []),
      project('testing', 'packages/testing/tests/{*,others/*}.test.ts', []),
      // The server in memory, and those who use it, wherever tests run.
      project('testing-happy-dom', SERVER_IN_MEMORY, [], inPage),
      project('testing-jsdom', SERVER_IN_MEMORY, [], inJsdom),
      // What users write, and the examples: each framework in its own way.
      project(
        'users',
        '{packages/testing/tests/users,examples/*/tests}/*.test.{ts,tsx}',
        eachFramework(),
        inPage,
      ),
      project(
        'users-jsdom',
        'packages/testing/tests/users/{react,svelte,vue}.test.{ts,tsx}',
        eachFramework(),
        inJsdom,
      ),
      project(
        'demos',
        'docs/.vitepress/demos/tests/*.test.ts',
        eachFramework(),
        // Each test loads its demo anew by itself, which takes long where the machine is busy.
        { ...inPage, isolate: false, testTimeout: 30_000, hookTimeout: 30_000 },
      ),
      project(
        'docs',
        'docs/tests/**/*.test.{ts,tsx}',
        [examplesPlugin(), ...eachFramework()],
        EXAMPLES,
        STAND_INS,
      ),
      project('create', 'packages/create/tests/*.test.ts', []),
      project('codemod', 'packages/codemod/tests/*.test.ts', []),
      project('suites', 'packages/suites/tests/**/*.test.ts', []),
      project('react', 'packages/react/tests/**/*.test.{ts,tsx}', [react()], inPage),
      fixture(
        'react-18',
        'packages/react/tests/{conformance,react,source}.test.{ts,tsx}',
        [react()],
        ['packages/testing/tests/users/react.test.tsx'],
      ),
      fixture('react-compiler', 'packages/react/tests/**/*.test.{ts,tsx}', [
        reactCompiler(),
        react(),
      ]),
      fixture(
        'vue-oldest',
        'packages/vue/tests/**/*.test.ts',
        [testingLibrary(), vue({ compiler: oldestVueCompiler })],
        ['packages/testing/tests/users/vue.test.ts'],
      ),
      project('vue', 'packages/vue/tests/**/*.test.{ts,tsx}', [vue()], inPage),
      fixture('vue-vapor', 'fixtures/vue-vapor/*.test.ts', vueVapor()),
      fixture(
        'svelte-oldest',
        'packages/svelte/tests/**/*.test.ts',
        [oldestSvelte(), svelteTesting({ noExternal: false })],
        ['packages/testing/tests/users/svelte.test.ts'],
      ),
      // svelteTesting() asks for the browser's build of Svelte, which happy-dom alone does not.
      project(
        'svelte',
        'packages/svelte/tests/**/*.test.{ts,tsx}',
        [svelteCompiler(), svelteTesting()],
        inPage,
      ),
      project('react-ssr', 'packages/react/tests/**/*.ssr.test.{ts,tsx}', [react()]),
      project('vue-ssr', 'packages/vue/tests/**/*.ssr.test.{ts,tsx}', [vue()]),
      project('svelte-ssr', 'packages/svelte/tests/**/*.ssr.test.{ts,tsx}', [svelteCompiler()]),
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/{core,react,vue,svelte,worker}/src/**/*.{ts,tsx,svelte}'],
      reporter: ['text', 'json-summary', 'html'],
    },
  },
});
