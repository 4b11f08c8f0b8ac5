// Lays a template out in a folder: what all of them share, and what is the framework's own.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url));

/** @type {{ version: string }} */
const { version: VERSION } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** The frameworks there is a template for. */
export const FRAMEWORKS = /** @type {const} */ (['react', 'vue', 'svelte']);

/** @typedef {typeof FRAMEWORKS[number]} Framework */

/** What cannot be made, in words for the person at the terminal. */
export class CannotCreate extends Error {}

/**
 * @param {string} folder to be made; it may exist, and be empty
 * @param {Framework} framework
 * @returns {string} the folder's whole path
 * @throws CannotCreate
 */
export function createApp(folder, framework) {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new CannotCreate(`${target} is not empty. Give another name, or empty it.`);
  }
  mkdirSync(target, { recursive: true });
  for (const template of ['shared', framework]) {
    cpSync(join(TEMPLATES, template), target, { recursive: true });
  }
  // npm publishes no .gitignore as it is.
  renameSync(join(target, '_gitignore'), join(target, '.gitignore'));
  complete(target);
  return target;
}

/**
 * Its name, and Towline's version.
 *
 * @param {string} target
 */
function complete(target) {
  const path = join(target, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.name = packageName(basename(target));
  for (const list of [manifest.dependencies, manifest.devDependencies]) {
    // All packages are released together.
    for (const each of Object.keys(list))
      if (each.startsWith('@towline/')) list[each] = `^${VERSION}`;
  }
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * What npm takes for a package's name.
 *
 * @param {string} text
 */
export function packageName(text) {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, '-')
    .replace(/^[._-]+|-+$/g, '');
  return name || 'towline-app';
}
