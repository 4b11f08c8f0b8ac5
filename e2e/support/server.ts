import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../examples/chat/server.js', import.meta.url));

export interface ChatServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** A chat server of one's own, so that a restart disturbs no other test. */
export async function startServer({ port = 0, away = 3 } = {}): Promise<ChatServer> {
  const options = ['--port', String(port), '--away', String(away)];
  const child = spawn(process.execPath, [SERVER, ...options], {
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
    child.once('exit', (code) => reject(new Error(`The chat server ended with code ${code}.`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    async stop() {
      child.kill();
      const [code, signal] = await exited;
      if (code !== 0) throw new Error(`The chat server ended with ${code ?? signal}, not cleanly.`);
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
