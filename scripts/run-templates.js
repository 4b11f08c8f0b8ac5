// `npm run templates`: makes an app of each template, as `npm create towline` does, installs the packed packages into it,
// builds it, runs its test, and talks to its server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createApp, FRAMEWORKS } from '../packages/create/src/create.js';
import { pack } from './support/pack.js';
import { report, run, start } from './support/run.js';

// Outside of the repository, whose packages would stand in for those that a template forgets.
const FOLDER = mkdtempSync(join(tmpdir(), 'towline-templates-'));
const PACKAGES = ['core', 'react', 'vue', 'svelte', 'testing'];
/** ms until a server answers. */
const PATIENCE = 30_000;

/** @type {string[]} */
const problems = [];
const apps = FRAMEWORKS.map((framework) => ({
  framework,
  // Not by the framework's name, which is a package's.
  folder: createApp(join(FOLDER, `app-${framework}`), framework),
}));
try {
  if (await install()) {
    for (const { framework, folder } of apps) await check(framework, folder);
  }
} finally {
  rmSync(FOLDER, { recursive: true, force: true });
}
report(`Templates (${apps.length})`, problems);

/** All in one go; the packed packages stand where the registry's would. */
async function install() {
  const packs = [];
  for (const name of PACKAGES) packs.push(await pack(name, join(FOLDER, 'packed')));
  const overrides = Object.fromEntries(packs.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = { private: true, workspaces: ['app-*'], overrides };
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify(manifest));
  const installed = await run(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock'],
    {},
    FOLDER,
  );
  if (!installed.ok) problems.push(`npm install:\n${installed.output}`);
  return installed.ok;
}

/**
 * @param {string} framework
 * @param {string} folder
 */
async function check(framework, folder) {
  for (const script of ['build', 'test']) {
    const { ok, output } = await run('npm', ['run', script], {}, folder);
    if (!ok) problems.push(`${framework}: npm run ${script}:\n${output}`);
    else if (/\bwarn(ing)?\b/i.test(output))
      problems.push(`${framework}: ${script} warns:\n${output}`);
  }
  const port = await freePort();
  const server = start(
    'npx',
    ['vite', 'preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
    folder,
  );
  try {
    const heard = await talk(`ws://127.0.0.1:${port}/ws/chat`);
    if (heard !== 'hello') problems.push(`${framework}: its server said ${heard}`);
  } catch (error) {
    problems.push(`${framework}: its server does not talk: ${error}`);
  } finally {
    await server.stop();
  }
}

/**
 * What the server says to `hello`.
 *
 * @param {string} url
 * @returns {Promise<string>}
 */
async function talk(url) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await ask(url);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/**
 * @param {string} url
 * @returns {Promise<string>}
 */
function ask(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ text: 'hello' })));
    socket.on('message', (data) => {
      resolve(JSON.parse(String(data)).text);
      socket.terminate();
    });
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
