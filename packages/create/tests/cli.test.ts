import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FRAMEWORKS } from '../src/create.js';

const CLI = fileURLToPath(new URL('../src/cli.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'towline-create-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Nobody is at its terminal. */
function run(...args: string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', input: '' });
}

function dependenciesOf(app: string): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(folder, app, 'package.json'), 'utf8'));
  return Object.keys(dependencies);
}

describe('the command', () => {
  test.each([
    ['react', '@towline/react', ['--framework', 'react']],
    ['vue', '@towline/vue', ['--framework=Vue']],
    ['svelte', '@towline/svelte', ['-f', 'svelte']],
  ])('makes an app of %s, and says how it goes on', (_framework, binding, args) => {
    const { status, stdout, stderr } = run('my-app', ...args);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('  cd my-app\n  npm install\n');
    expect(dependenciesOf('my-app')).toContain(binding);
  });

  test('takes what it would suggest where there is nobody to ask', () => {
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(stdout).toContain('  cd towline-app\n');
    expect(dependenciesOf('towline-app')).toContain('@towline/react');
  });

  test('makes the app in the folder where it is called', () => {
    expect(run('.', '-f', 'vue').stdout).toContain('  cd .\n');
    expect(existsSync(join(folder, 'package.json'))).toBe(true);
  });

  test('leaves a folder alone that is not empty', () => {
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine/notes.txt'), '');
    const { status, stdout, stderr } = run('mine', '--framework', 'vue');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`${join(folder, 'mine')} is not empty. Give another name, or empty it.\n`);
    expect(readdirSync(join(folder, 'mine'))).toEqual(['notes.txt']);
  });

  test('makes nothing for a framework that it has no template for, and tells those it has', () => {
    const { status, stdout, stderr } = run('my-app', '--framework', 'angular');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('There is no template for "angular". Take react, vue, svelte.\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('tells of an option that it does not know in one line, and makes nothing', () => {
    const { status, stderr } = run('my-app', '--typescript');
    expect(status).toBe(1);
    expect(stderr).toContain("Unknown option '--typescript'");
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['--help', '-h'])('tells with %s how it is used, and makes nothing', (option) => {
    const { status, stdout } = run('my-app', option);
    expect(status).toBe(0);
    expect(stdout).toContain(
      `npm create towline@latest [folder] -- [--framework ${FRAMEWORKS.join('|')}]`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
