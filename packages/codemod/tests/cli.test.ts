import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../src/cli.js', import.meta.url));
const BEFORE = `import useWebSocket from 'react-use-websocket';

export const useFeed = () => {
  const { sendMessage } = useWebSocket('/feed', { shouldReconnect: () => true, onOpen() {} });
  return sendMessage;
};
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'towline-codemod-'));
  for (const path of ['src', 'node_modules']) {
    mkdirSync(join(folder, path));
    writeFileSync(join(folder, path, 'feed.ts'), BEFORE);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): string {
  return execFileSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

describe('the command', () => {
  test('says what it would do, and does nothing', () => {
    const said = run('react-use-websocket', folder);
    expect(said).toContain(`to change  ${join(folder, 'src/feed.ts')}`);
    expect(said).toContain('line 4: onOpen becomes');
    expect(said).toContain('1 file to change, 1 place left for a person, 0 files failed.');
    expect(said).toContain('Nothing was written.');
    expect(readFileSync(join(folder, 'src/feed.ts'), 'utf8')).toBe(BEFORE);
  });

  test('does it where it is told to, and leaves what is not written by hand', () => {
    const said = run('react-use-websocket', folder, '--write');
    expect(said).toContain('Run your formatter now');
    expect(readFileSync(join(folder, 'src/feed.ts'), 'utf8')).toContain(
      "import { useWebSocket } from '@towline/react';",
    );
    expect(readFileSync(join(folder, 'node_modules/feed.ts'), 'utf8')).toBe(BEFORE);
  });

  test.each([
    ['would do', [], 'to change'],
    ['did', ['--write'], 'changed'],
  ])('counts in the singular and the plural what it %s', (_what, write, verb) => {
    writeFileSync(join(folder, 'src/quiet.ts'), BEFORE.replace(', onOpen() {}', ''));
    const two = run('react-use-websocket', folder, ...write);
    expect(two).toContain(`2 files ${verb}, 1 place left for a person, 0 files failed.`);
    writeFileSync(join(folder, 'src/quiet.ts'), BEFORE.replace('onOpen', 'share: true, onOpen'));
    const one = run('react-use-websocket', join(folder, 'src/quiet.ts'), ...write);
    expect(one).toContain(`1 file ${verb}, 2 places left for a person, 0 files failed.`);
  });

  test('goes on after a file that is no code, and fails, unless it is of something else', () => {
    writeFileSync(join(folder, 'src/broken.ts'), "import { from 'react-use-websocket'");
    writeFileSync(join(folder, 'src/other.ts'), 'import {');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [CLI, 'react-use-websocket', folder],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('broken.ts')]);
    expect(stdout).toContain('1 file to change, 1 place left for a person, 1 file failed.');
  });

  test.each([[[]], [['react-use-websocket']], [['something', 'src']]])(
    'tells how it is used where it is called with %j',
    (args) => {
      const { status, stdout } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
      expect([status, stdout]).toEqual([2, expect.stringContaining('npx @towline/codemod')]);
    },
  );

  test('says which library it does not know', () => {
    const { stderr } = spawnSync(process.execPath, [CLI, 'vue', 'src'], { encoding: 'utf8' });
    expect(stderr).toContain('There is nothing that moves from vue.');
  });

  test.each([
    ['an unknown flag', ['--wirte'], "Unknown option '--wirte'"],
    ['a mistyped path', ['scr'], 'There is no scr.'],
  ])('says what is wrong with %s, and how it is used, and changes nothing', (_what, more, said) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [CLI, 'react-use-websocket', folder, '--write', ...more],
      { encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).toContain('npx @towline/codemod <react-use-websocket|vueuse>');
    expect(stderr).not.toContain('    at ');
    expect(readFileSync(join(folder, 'src/feed.ts'), 'utf8')).toBe(BEFORE);
  });
});
