import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What users compile against, with each kind of jest's types, and libraries checked.
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Outside of the repository, where nothing else is found by accident. */
const FOLDER = mkdtempSync(join(tmpdir(), 'towline-types-'));

const USE = `
import { createMockServer } from '@towline/testing';
import '@towline/testing/jest';

const server = createMockServer();
expect(server).toHaveReceived('hi');
expect(server.connections[0]).not.toBeOpen();
const later: Promise<void> = expect(Promise.resolve(server)).resolves.toHaveReceived('hi');
const now: void = expect(server).toBeOpen();
export const results = [later, now];
// @ts-expect-error: it asks for a message
expect(server).toHaveReceived();
// @ts-expect-error: there is none
expect(server).toBeClosed();
`;

beforeAll(() => {
  for (const name of ['core', 'testing']) {
    const from = join(ROOT, 'packages', name);
    const to = join(FOLDER, 'packages', name);
    for (const path of readdirSync(join(from, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts')) continue;
      const { outputText } = ts.transpileDeclaration(
        readFileSync(join(from, 'src', path), 'utf8'),
        {
          fileName: path,
          compilerOptions: { isolatedDeclarations: true, verbatimModuleSyntax: true },
        },
      );
      write(join(to, 'dist', path.replace(/\.ts$/, '.d.ts')), outputText);
    }
    write(join(to, 'package.json'), readFileSync(join(from, 'package.json'), 'utf8'));
  }
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The libraries are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function hostOf(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...rest) => {
    if (!parsed.has(path)) parsed.set(path, getSourceFile(path, ...rest));
    return parsed.get(path);
  };
  return host;
}

/** What is wrong in a user's file, and in what Towline publishes. */
function problemsOf(name: string, installed: readonly string[], code: string): string[] {
  const folder = join(FOLDER, name);
  const modules = join(folder, 'node_modules');
  cpSync(join(FOLDER, 'packages'), join(modules, '@towline'), { recursive: true });
  for (const each of installed) link(join(ROOT, 'node_modules', each), join(modules, each));
  const file = join(folder, 'chat.test.ts');
  write(file, code);
  write(join(folder, 'package.json'), '{ "type": "module" }');
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: installed.filter((each) => each.startsWith('@types/')).map((each) => each.slice(7)),
    typeRoots: [join(modules, '@types')],
  };
  const program = ts.createProgram([file], options, hostOf(options));
  // Of the platform's types nothing is to be found out.
  const files = program.getSourceFiles().filter((each) => {
    return each.fileName.startsWith(FOLDER) || /\/(@types\/jest|expect)\//.test(each.fileName);
  });
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((each) => [
      ...program.getSyntacticDiagnostics(each),
      ...program.getSemanticDiagnostics(each),
    ]),
  ].map(({ file: where, messageText }) => {
    return `${where?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

function link(target: string, path: string) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'dir');
}

test('expect of @jest/globals knows the matchers', () => {
  const code = `import { expect } from '@jest/globals';\n${USE}`;
  const installed = ['@standard-schema/spec', '@jest/globals', '@jest/expect'];
  expect(problemsOf('globals', installed, code)).toEqual([]);
}, 60_000);

test('the global expect of @types/jest knows the matchers', () => {
  const installed = ['@standard-schema/spec', '@types/jest'];
  expect(problemsOf('ambient', installed, USE)).toEqual([]);
}, 60_000);

test('both may be there', () => {
  const code = `import { expect } from '@jest/globals';\n${USE}`;
  const installed = ['@standard-schema/spec', '@jest/globals', '@jest/expect', '@types/jest'];
  expect(problemsOf('both', installed, code)).toEqual([]);
}, 60_000);

test('who has neither can import the matchers', () => {
  const code = `import '@towline/testing/jest';\nimport { matchers } from '@towline/testing';\nexport const names = Object.keys(matchers);\n`;
  expect(problemsOf('neither', ['@standard-schema/spec'], code)).toEqual([]);
}, 60_000);
