import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A process of bench/node.
 *
 * @typedef {object} NodeProcess
 * @property {() => Promise<unknown>} next what it says next
 * @property {(word: string) => void} say
 * @property {() => Promise<void>} end
 */

/**
 * @param {string} name of its file
 * @param {string} contender
 * @param {string} url
 * @param {number} count
 * @returns {NodeProcess}
 */
export function startProcess(name, contender, url, count) {
  const file = fileURLToPath(new URL(`../node/${name}.js`, import.meta.url));
  const child = fork(file, [contender, url, String(count)], { execArgv: ['--expose-gc'] });
  const gone = once(child, 'exit');
  return {
    async next() {
      const [said] = await Promise.race([
        once(child, 'message'),
        gone.then(() => {
          throw new Error(`bench/node/${name}.js ended, and has said nothing.`);
        }),
      ]);
      return said;
    },
    say: (word) => child.send(word),
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
