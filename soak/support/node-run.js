// Starts a run in a process of its own, with the server in another one.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** ms that a run may take, and that its process may take to end after it has told what it found. */
const LONGEST = 20 * 60_000;
const TO_END = 5000;

/**
 * @param {string} file in soak/
 * @param {number} total how many rounds, messages or sockets
 * @param {readonly string[]} [flags]
 * @returns {Promise<{ finding: import('./client.js').Finding, report: import('./server.js').Report, problems: string[] }>}
 */
export async function runInNode(file, total, flags = []) {
  const server = fork(pathOf('support/server.js'));
  try {
    const [port] = await once(server, 'message');
    const { finding, problems } = await child([pathOf(file), port, String(total), ...flags]);
    server.send('report');
    const [report] = await once(server, 'message');
    problems.push(...wrongFacts(finding.facts));
    if (report.open > 0) problems.push(`the server still has ${report.open} open`);
    return { finding, report, problems };
  } finally {
    server.kill();
  }
}

/** @param {string} file */
function pathOf(file) {
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
}

/** @param {import('./client.js').Finding['facts']} facts */
export function wrongFacts(facts) {
  return Object.entries(facts).flatMap(([name, fact]) => {
    const [found, expected] = fact.map((each) => JSON.stringify(each));
    return found === expected ? [] : [`${name}: ${found}, expected ${expected}`];
  });
}

/** @param {readonly string[]} args */
async function child(args) {
  // A file: of a pipe Node makes a handle when the first socket goes, and that would count as left.
  const folder = mkdtempSync(join(tmpdir(), 'towline-soak-'));
  const errors = join(folder, 'errors');
  const file = openSync(errors, 'w');
  const running = spawn(process.execPath, ['--expose-gc', ...args], {
    stdio: ['ignore', 'pipe', file],
  });
  closeSync(file);
  const problems = /** @type {string[]} */ ([]);
  let output = '';
  /** @param {string} problem */
  const end = (problem) => {
    problems.push(problem);
    running.kill('SIGKILL');
  };
  let timer = setTimeout(() => end('it took too long'), LONGEST);
  running.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
    if (!output.endsWith('\n')) return;
    clearTimeout(timer);
    timer = setTimeout(() => end('its process did not end by itself'), TO_END);
  });
  const [code] = await once(running, 'close');
  clearTimeout(timer);
  process.stderr.write(readFileSync(errors));
  rmSync(folder, { recursive: true });
  if (problems.length === 0 && code !== 0) problems.push(`its process ended with ${code}`);
  /** @type {import('./client.js').Finding} */
  const finding = output.endsWith('\n') ? JSON.parse(output) : { facts: {} };
  if (!output) problems.push('it told nothing');
  return { finding, problems };
}
