// Speaks with support/server.js.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('server.js', import.meta.url));

/** @typedef {import('./server.js').Task} Task */
/** @typedef {import('./server.js').Report} Report */

/**
 * @typedef {object} Feed
 * @property {number} port
 * @property {string} url of the server; a room's name comes after it
 * @property {(task: Task) => Promise<number[]>} send tells when each message was handed over, ms since 1970
 * @property {(count: number) => Promise<unknown>} flood sends so many as fast as can be
 * @property {(many: number) => Promise<void>} awaitClients resolves once so many are in the feed
 * @property {() => Promise<Report>} report
 * @property {() => Promise<void>} kill without a goodbye
 */

/**
 * @param {number} [port] 0: a free one
 * @returns {Promise<Feed>}
 */
export async function startFeed(port = 0) {
  const child = fork(SERVER, [String(port)]);
  const taken = /** @type {number} */ (await next());

  async function next() {
    const [{ answer }] = await once(child, 'message');
    return answer;
  }
  /**
   * @param {string} question
   * @param {Task} [task]
   */
  function ask(question, task) {
    const answer = next();
    child.send({ ask: question, task });
    return answer;
  }

  return {
    port: taken,
    url: `ws://127.0.0.1:${taken}`,
    send: (task) => ask('send', task),
    flood: (count) => ask('flood', { count, rate: 0, topics: 1 }),
    async awaitClients(many) {
      const deadline = performance.now() + 30_000;
      while ((await ask('waiting')) !== many) {
        if (performance.now() > deadline) throw new Error(`There were never ${many} clients.`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    report: () => ask('report'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
