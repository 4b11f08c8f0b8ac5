import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = pathOf('../../examples/chat/server.js');
const TICKER = pathOf('../../examples/ticker/server.js');

export interface ExampleServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** A chat server of one's own, so that a restart disturbs no other test. */
export function startServer({ port = 0, away = 3 } = {}): Promise<ExampleServer> {
  return start(SERVER, '--port', String(port), '--away', String(away));
}

/** A ticker's server of one's own. */
export function startTicker({ port = 0 } = {}): Promise<ExampleServer> {
  return start(TICKER, '--port', String(port));
}

async function start(script: string, ...options: string[]): Promise<ExampleServer> {
  const child = spawn(process.execPath, [script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const address = /http:\/\/\S+/.exec(output);
      if (address) resolve(address[0]);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    async stop() {
      child.kill();
      const [code, signal] = await exited;
      if (code !== 0) throw new Error(`The server ended with ${code ?? signal}, not cleanly.`);
    },
  };
}

/** Runs the server to its end. */
export async function runServer(...args: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [SERVER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
