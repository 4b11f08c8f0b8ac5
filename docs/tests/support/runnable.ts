import type { Example } from '../../../scripts/support/docs-examples.js';
import { withClaims } from './with-claims.js';

const SOCKET = /^const (?<name>\w+)(?:: [^=]+)? = (?:createWebSocket|webSocketStore)\(/gm;
const COMPONENT = /^function (?<name>[A-Z]\w*)\(/gm;
/** One that nobody has named. */
const BARE = /^createWebSocket\(/gm;

/** An example as it is run: its claims are looked at, and what it makes and keeps to itself can be reached. */
export function runnable({ language, text }: Pick<Example, 'language' | 'text'>): string {
  if (language === 'vue' || language === 'svelte') return text;
  let bare = 0;
  const named = withClaims(text).text.replace(BARE, (call) => {
    bare += 1;
    return `export const example${bare} = ${call}`;
  });
  const names = [...named.matchAll(SOCKET)].map((found) => found.groups?.['name']);
  // One that exports components has others as their parts.
  if (!/^export /m.test(text)) {
    names.push(...[...named.matchAll(COMPONENT)].map((found) => found.groups?.['name']));
  }
  const exported = names.filter(
    (name) => !new RegExp(`^export \\{.*\\b${name}\\b`, 'm').test(text),
  );
  return exported.length === 0 ? named : `${named}\nexport { ${exported.join(', ')} };\n`;
}
