import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { FOLDER } from './folder.js';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What examples import, and is not installed here or may not reach the network. */
export const STAND_INS = [
  { find: /^docs-context$/, replacement: file('./context.ts') },
  { find: /^docs-context\/errors$/, replacement: file('./errors-context.ts') },
  { find: /^docs-claims$/, replacement: file('./claims.ts') },
  { find: /^react-native$/, replacement: file('./react-native.ts') },
  { find: /^ws$/, replacement: file('./ws.ts') },
];

/**
 * An example that is imported with `?run=1` has all that it imports of its page for itself: another run finds none of
 * what this one leaves behind in modules.
 */
export function examplesPlugin(): Plugin {
  return {
    name: 'docs-examples',
    resolveId: {
      order: 'pre',
      async handler(source, importer = '', options) {
        const { place = '', run } =
          /^(?<place>[^?]*)\?(?:.*&)?run=(?<run>\w+)/.exec(importer)?.groups ?? {};
        if (run === undefined || !place.includes(FOLDER)) return undefined;
        if (!source.startsWith('.') && !source.startsWith('docs-context')) return undefined;
        const resolved = await this.resolve(source, place, { ...options, skipSelf: true });
        return resolved && `${resolved.id}?run=${run}`;
      },
    },
  };
}
