// The same names mean the same thing in each framework, so each binding exports the same names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { report, root } from './support/run.js';

const BINDINGS = ['react', 'vue', 'svelte'];

/**
 * What only some bindings have, with the reason.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
const ALLOWED = {
  vue: {
    VueWebSocketOptions: 'the options, each live one also as a ref or a getter',
  },
  svelte: {
    SvelteWebSocketOptions: 'the options, each live one also as a thunk',
    Current: 'a value that is followed where `.current` is read: what a ref is in Vue',
    webSocketStore: 'a store for module scope, where runes cannot be',
  },
};

/** @type {Map<string, Set<string>>} */
const names = new Map();
/** @type {string[]} */
const problems = [];

for (const binding of BINDINGS) {
  const entry = join(root, 'packages', binding, 'dist', 'index.d.ts');
  if (existsSync(entry)) names.set(binding, exportsOf(entry));
  else problems.push(`${binding}: no dist/index.d.ts, run \`npm run build\` first`);
}

const all = new Set([...names.values()].flatMap((own) => [...own]));
for (const name of [...all].sort()) {
  const having = BINDINGS.filter((binding) => names.get(binding)?.has(name));
  const lacking = [...names.keys()].filter((binding) => !having.includes(binding));
  if (lacking.length > 0 && !having.every((binding) => ALLOWED[binding]?.[name])) {
    problems.push(`${name}: in ${having.join(', ')}, but not in ${lacking.join(', ')}`);
  }
}
for (const [binding, allowed] of Object.entries(ALLOWED)) {
  for (const name of Object.keys(allowed)) {
    if (names.has(binding) && !names.get(binding)?.has(name)) {
      problems.push(`${name}: allowed for ${binding} in check-exports.js, which does not have it`);
    }
  }
}

report(`Exported names (${all.size})`, problems);

/**
 * Values and types, those of `export *` included.
 *
 * @param {string} file
 */
function exportsOf(file) {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
  });
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const symbol = source && checker.getSymbolAtLocation(source);
  return new Set(symbol ? checker.getExportsOfModule(symbol).map((each) => each.name) : []);
}
