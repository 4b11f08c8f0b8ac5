// Warnings are for developers: no bundle for production has one of their texts, and the one for
// development has all of them. Bundled with esbuild and with Vite, frameworks external.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import { asModule, runes } from '../.size-limit.js';
import { report, root } from './support/run.js';
import { withoutComments } from './support/source.js';

const PACKAGES = ['core', 'react', 'vue', 'svelte', 'worker'];

/** What each warning begins with on the console: packages/core/src/warn.ts. */
const MARK = '[towline]';

/** A call of `warn` with its text: a string or a template. */
const WARNING = /\bwarn\(\s*(?:'(?<string>(?:\\.|[^'\\])*)'|`(?<template>(?:\\.|[^`\\])*)`)/g;

const EXTERNAL = ['react', 'react-dom', 'vue', 'svelte'];

/** @type {string[]} */
const problems = [];
for (const name of PACKAGES) {
  const entry = join(root, 'packages', name, 'dist', 'index.js');
  if (existsSync(entry)) await check(name, entry);
  else problems.push(`${name}: no dist/index.js, run \`npm run build\` first`);
}
report('Warnings in development only', problems);

/**
 * @param {string} name
 * @param {string} entry
 */
async function check(name, entry) {
  // Bindings export the core, with its own warnings; a worker's half makes no sockets.
  const exported = name === 'worker' ? [] : warningsOf('core');
  const texts = [MARK, ...new Set([...exported, ...warningsOf(name)])];
  if (texts.length === 1) problems.push(`${name}: no warning was found in its sources`);
  const development = await withEsbuild(name, ['development']);
  for (const text of texts) {
    if (!development.includes(text)) problems.push(`${name}, development: lacks "${text}"`);
  }
  const production = { esbuild: await withEsbuild(name, []), Vite: await withVite(entry) };
  for (const [bundler, code] of Object.entries(production)) {
    for (const text of texts.filter((text) => code.includes(text))) {
      problems.push(`${name}, production by ${bundler}: has "${text}"`);
    }
  }
}

/**
 * Of each warning the longest piece that no bundler writes in another way.
 *
 * @param {string} name of a package
 */
function warningsOf(name) {
  const folder = join(root, 'packages', name, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => {
      const source = withoutComments(readFileSync(join(folder, path), 'utf8'));
      return [...source.matchAll(WARNING)].map(({ groups = {} }) =>
        (groups['string'] ?? groups['template'] ?? '')
          .split(/\$\{[^}]*\}|[^\w .,;:()-]/)
          .reduce((longest, piece) => (piece.length > longest.length ? piece : longest)),
      );
    })
    .filter((text) => text !== '');
}

/**
 * As size-limit does it.
 *
 * @param {string} name of a package
 * @param {string[]} conditions
 */
async function withEsbuild(name, conditions) {
  const { outputFiles } = await esbuild.build(
    asModule({
      stdin: { contents: `export * from '@towline/${name}'`, resolveDir: root },
      bundle: true,
      minify: true,
      write: false,
      external: EXTERNAL,
      plugins: [runes],
      conditions: ['module', ...conditions],
      logLevel: 'silent',
    }),
  );
  return (outputFiles ?? []).map(({ text }) => text).join('\n');
}

/**
 * As `vite build` does it.
 *
 * @param {string} entry
 */
async function withVite(entry) {
  const built = await vite.build({
    configFile: false,
    root: join(entry, '..'),
    logLevel: 'silent',
    plugins: [svelte({ configFile: false })],
    build: {
      write: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: EXTERNAL.map((name) => new RegExp(`^${name}(/|$)`)),
      },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return outputs.map((one) => ('code' in one ? one.code : '')).join('\n');
}
