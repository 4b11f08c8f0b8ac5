#!/usr/bin/env node
// `npm create towline@latest my-app -- --framework react`; what is not said is asked.
import { relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { CannotCreate, createApp, FRAMEWORKS } from './create.js';

const HELP = `npm create towline@latest [folder] -- [--framework ${FRAMEWORKS.join('|')}]

Makes a small chat: a page in the framework of your choice, a WebSocket server, and a test.`;

try {
  await main();
} catch (error) {
  const told = error instanceof CannotCreate || hasCode(error, 'ERR_PARSE_ARGS');
  console.error(told ? /** @type {Error} */ (error).message : error);
  process.exitCode = 1;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      framework: { type: 'string', short: 'f' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const folder = positionals[0] ?? (await ask('Folder', 'towline-app'));
  const framework =
    values.framework ?? (await ask(`Framework (${FRAMEWORKS.join(', ')})`, 'react'));
  const chosen = FRAMEWORKS.find((each) => each === framework.trim().toLowerCase());
  if (!chosen) {
    throw new CannotCreate(
      `There is no template for "${framework}". Take ${FRAMEWORKS.join(', ')}.`,
    );
  }
  const target = createApp(folder, chosen);
  console.log(`
The app is in ${target}. Next:

  cd ${relative(process.cwd(), target) || '.'}
  npm install
  npm run dev     # the page and its server
  npm test        # its test, without a network
`);
}

/**
 * @param {string} question
 * @param {string} fallback taken where there is nobody to ask
 */
async function ask(question, fallback) {
  if (!process.stdin.isTTY) return fallback;
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`${question} [${fallback}]: `);
  prompt.close();
  return answer.trim() || fallback;
}

/**
 * @param {unknown} error
 * @param {string} prefix
 */
function hasCode(error, prefix) {
  return String(/** @type {{ code?: unknown }} */ (error)?.code).startsWith(prefix);
}
