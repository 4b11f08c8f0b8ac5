import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** @typedef {Pick<typeof import('vue/compiler-sfc'), 'parse' | 'walkIdentifiers' | 'extractIdentifiers'>} Compiler */

/**
 * Vue's compiler, of the project that the file is in: it reads templates as that project does. Undefined where none is installed.
 *
 * @param {string} file
 * @returns {Compiler | undefined}
 */
export function compilerFor(file) {
  try {
    return createRequire(resolve(file))('vue/compiler-sfc');
  } catch {
    return undefined;
  }
}
