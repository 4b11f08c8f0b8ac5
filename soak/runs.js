// What `npm run soak` does, in order. A title is a row of the table in docs/reliability.md.
import { mountInChromium } from './mounts.js';
import { isFlat } from './support/heap.js';
import { runInNode, wrongFacts } from './support/node-run.js';
import { runInChromium, runTest } from './support/test-run.js';

/**
 * @typedef {object} Outcome
 * @property {string} heap at the start and at the end; '' where that is not what it is about
 * @property {string} found
 * @property {readonly string[]} problems why it has not held
 */

/** @typedef {{ name: string, title: string, perform(): Promise<Outcome> }} Run */

const RECONNECTS = 10_000;
const MESSAGES = 1_000_000;
const SOCKETS = 1000;
const MOUNTS = 1000;
const FAULTS = 1000;
const OUTAGES = 300;
const CLIENTS = 200;
/** Enough for a leak to be seen. */
const LEAKS = 2000;

/** @type {readonly Run[]} */
export const RUNS = [
  {
    name: 'reconnects',
    title: `${count(RECONNECTS)} reconnects`,
    async perform() {
      const { finding, report, problems } = await runInNode('reconnects.js', RECONNECTS);
      if (report.connections !== RECONNECTS + 1)
        problems.push(`the server saw ${report.connections} connections`);
      return {
        ...told(finding, problems),
        found:
          'each message that was queued meanwhile arrived once; no listener, timer or socket left',
      };
    },
  },
  {
    name: 'messages',
    title: `${count(MESSAGES)} messages each way`,
    async perform() {
      const { finding, report, problems } = await runInNode('messages.js', MESSAGES);
      if (report.heard !== MESSAGES || report.wrong > 0)
        problems.push(`the server heard ${report.heard}, ${report.wrong} of them out of order`);
      const pace = count(Math.round((finding.figures?.['perSecond'] ?? 0) / 1000) * 1000);
      return {
        ...told(finding, problems),
        found: `none lost, none twice, all in order; ${pace} each way in a second`,
      };
    },
  },
  {
    name: 'sockets',
    title: `${count(SOCKETS)} sockets at once`,
    async perform() {
      const towline = await runInNode('sockets.js', SOCKETS);
      const raw = await runInNode('sockets.js', SOCKETS, ['raw']);
      const problems = [...towline.problems, ...raw.problems];
      if (towline.report.mostAtOnce !== SOCKETS)
        problems.push(`the server had ${towline.report.mostAtOnce} at once`);
      const [whole, alone] = [towline, raw].map(
        ({ finding }) => finding.figures?.['bytesEach'] ?? Number.NaN,
      );
      return {
        heap: '',
        found: `each heard its own; none left. Idle, one takes ${kB(whole)}, of which ${kB(alone)} are the client of \`ws\``,
        problems,
      };
    },
  },
  mounts('react', 'React', 'react', 'production'),
  mounts('react-strict', 'React in StrictMode', 'react', 'development'),
  mounts('vue', 'Vue', 'vue', 'production'),
  mounts('svelte', 'Svelte', 'svelte', 'production'),
  faultsInNode('faults', 'one conversation', 'core'),
  faultsInNode('faults-node-react', 'one conversation of React in Node', 'react'),
  faultsInNode('faults-node-vue', 'one conversation of Vue in Node', 'vue'),
  faultsInNode('faults-node-svelte', 'one conversation of Svelte in Node', 'svelte'),
  faultsInChromium('faults-chromium', 'one conversation', 'core'),
  faultsInChromium('faults-react', 'one conversation of React', 'react'),
  faultsInChromium('faults-vue', 'one conversation of Vue', 'vue'),
  faultsInChromium('faults-svelte', 'one conversation of Svelte', 'svelte'),
  {
    name: 'outage',
    title: `${count(CLIENTS)} clients whose server dies for 3.5 s`,
    async perform() {
      const { finding, problems } = await runInNode('outage.js', CLIENTS);
      const { median = Number.NaN, attempts = Number.NaN, ...shares } = finding.figures ?? {};
      return {
        heap: '',
        found: `the median client is back ${median} ms after the server; ${attempts.toFixed(1)} attempts each; ${sharesText(shares)}`,
        problems,
      };
    },
  },
  {
    name: 'outages',
    title: `The same ${count(OUTAGES)} times, simulated`,
    async perform() {
      const { figures, problems } = await runTest('core', 'tests/outage.test', {
        OUTAGES: String(OUTAGES),
      });
      const { median, late, crowded } = asText(figures);
      return {
        heap: '',
        found: `the median client is back after ${median} ms; over a second in ${late} of the outages; ${sharesText(figures)}, over 15 % in ${crowded}`,
        problems,
      };
    },
  },
  {
    name: 'reconnects-leak',
    title: `Control: ${count(LEAKS)} reconnects that leave a listener each`,
    perform: () => performControl('reconnects.js', LEAKS),
  },
  {
    name: 'messages-leak',
    title: `Control: ${count(MESSAGES / 10)} messages that leave an object each`,
    perform: () => performControl('messages.js', MESSAGES / 10),
  },
];

/**
 * @param {string} name
 * @param {string} title
 * @param {import('./mounts.js').Binding} binding
 * @param {import('./mounts.js').Mode} mode in which React's StrictMode does something, or not
 * @returns {Run}
 */
function mounts(name, title, binding, mode) {
  return {
    name,
    title: `${title}: ${count(MOUNTS)} mounts and unmounts of four components in Chromium`,
    async perform() {
      const finding = await mountInChromium(binding, mode, MOUNTS);
      return {
        ...told(finding, wrongFacts(finding.facts)),
        found: 'no connection, timer, listener or node left',
      };
    },
  };
}

/**
 * @param {string} name
 * @param {string} where
 * @param {(env: Readonly<Record<string, string>>) => ReturnType<typeof runTest>} runFaults
 * @returns {Run}
 */
function faults(name, where, runFaults) {
  return {
    name,
    title: `${count(FAULTS)} faults at random in ${where}`,
    async perform() {
      const { figures, problems } = await runFaults({ FAULTS: String(FAULTS) });
      const { seed, sent, queued, dropped, handed, received, heard, listeners } = asText(figures);
      return {
        heap: '',
        found: `of ${sent} sent, ${queued} queued and ${dropped} dropped messages each ended as it was told; ${received} of ${handed} that were handed to a connection arrived, each once and in order; ${heard} were heard once by each of ${listeners} listeners; nothing left (seed ${seed})`,
        problems,
      };
    },
  };
}

/**
 * @param {string} name
 * @param {string} where
 * @param {'core' | import('./mounts.js').Binding} client
 */
function faultsInNode(name, where, client) {
  return faults(name, where, (env) => runTest(client, 'tests/random-faults.test', env));
}

/**
 * @param {string} name
 * @param {string} what
 * @param {'core' | import('./mounts.js').Binding} client
 */
function faultsInChromium(name, what, client) {
  return faults(name, `${what} in Chromium`, (env) =>
    runInChromium('random-faults', `of ${client} with`, env),
  );
}

/**
 * What is left behind on purpose has to be seen, and nothing else may be wrong.
 *
 * @param {string} file
 * @param {number} total
 * @returns {Promise<Outcome>}
 */
async function performControl(file, total) {
  const { finding, problems } = await runInNode(file, total, ['leak']);
  const { heap, problems: grown } = told(finding, []);
  if (grown.length === 0) problems.push('the leak was not noticed');
  return { heap, found: 'noticed', problems };
}

/**
 * @param {import('./support/client.js').Finding} finding
 * @param {readonly string[]} problems
 */
function told({ heap }, problems) {
  if (!heap) return { heap: '', problems: [...problems, 'no heap was measured'] };
  const grown = isFlat(heap) ? [] : ['the heap is not flat'];
  return { heap: heapText(heap), problems: [...problems, ...grown] };
}

/** @param {Readonly<Record<string, number>>} shares */
function sharesText({ attemptsShare = Number.NaN, arrivalsShare = Number.NaN }) {
  const [attempts, arrivals] = [attemptsShare, arrivalsShare].map(
    (share) => Math.round(share * 1000) / 10,
  );
  return `at most ${attempts} % of the attempts and ${arrivals} % of the arrivals within any 100 ms`;
}

/** @param {Readonly<Record<string, number>>} figures */
function asText(figures) {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      name === 'seed' ? String(value) : count(value),
    ]),
  );
}

/** @param {import('./support/heap.js').Heap} heap */
function heapText({ start, end }) {
  const percent = ((end / start - 1) * 100).toFixed(1);
  return `${MB(start)} → ${MB(end)} (${percent.startsWith('-') ? '' : '+'}${percent} %)`;
}

/** @param {number} bytes */
function MB(bytes) {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}

/** @param {number} [bytes] */
function kB(bytes = Number.NaN) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** @param {number} number */
function count(number) {
  return number.toLocaleString('en');
}
