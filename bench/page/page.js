// The page of every scenario in a browser: `bench` is what the runner calls.
import { topicName } from '../support/messages.js';
import { look, newest, now, rowsFrom, until } from './probe.js';

/** @typedef {import('./kit.js').Kit} Kit */
/** @typedef {import('./kit.js').Contender} Contender */
/** @typedef {import('./kit.js').CoreContender} CoreContender */

/** Each is a chunk of its own: a page loads one of them. */
const contenders = /** @type {Record<string, () => Promise<unknown>>} */ (
  import.meta.glob('../contenders/*.js')
);
const kits = /** @type {Record<string, () => Promise<Kit>>} */ (
  import.meta.glob('../frameworks/{react,vue,svelte}.js')
);

const target = document.createElement('main');
document.body.append(target);

/** @param {string} name */
function loadContender(name) {
  const load =
    contenders[`../contenders/${name}.js`] ?? contenders[`../contenders/${name}.svelte.js`];
  if (!load) throw new Error(`There is no contender ${name}.`);
  return load();
}

/** @param {string} name */
async function load(name) {
  const contender = /** @type {Contender} */ (await loadContender(name));
  const kit = await kits[`../frameworks/${contender.framework}.js`]?.();
  if (!kit) throw new Error(`There is no kit for ${contender.framework}.`);
  return { contender, kit };
}

/** Lets all have their turn that wait for this thread, without the wait of a timer. */
function turn() {
  const { port1, port2 } = new MessageChannel();
  port2.postMessage(null);
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
  });
}

/** @type {import('./kit.js').CoreClient | undefined} */
let client;
/** Held, so that they are not garbage. @type {import('./kit.js').CoreClient[]} */
const clients = [];

const bench = {
  /**
   * One component, which shows the last message and how many there were.
   *
   * @param {string} name
   * @param {string} url
   * @param {number} [work] ms that each render takes
   */
  async mountLast(name, url, work = 0) {
    const { contender, kit } = await load(name);
    kit.mountLast(target, contender, url, work);
  },

  /**
   * A component for each topic, which shows its last message.
   *
   * @param {string} name
   * @param {string} url
   * @param {number} count
   */
  async mountRows(name, url, count) {
    const { contender, kit } = await load(name);
    const topics = Array.from({ length: count }, (_, index) => topicName(index));
    kit.mountRows(target, contender, contender.createShared(url), topics);
  },

  /**
   * Mounts and unmounts a user of what is shared, again and again; `beside` another one, or alone, and then once more.
   *
   * @param {string} name
   * @param {string} url
   * @param {number} rounds
   * @param {boolean} beside
   * @param {number} patience ms
   * @returns {Promise<{ took: number, connected: number }>} ms: the rounds, and until the last user was connected
   */
  async churn(name, url, rounds, beside, patience) {
    const { contender, kit } = await load(name);
    const shared = contender.createShared(url);
    let connected = Number.NaN;
    function join() {
      const started = performance.now();
      connected = Number.NaN;
      kit.mountGuest(target, contender, shared, () => {
        connected = performance.now() - started;
      });
      return until(() => !Number.isNaN(connected), patience);
    }

    if (beside) await join();
    let took = 0;
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      const unmount = kit.mountGuest(target, contender, shared, () => {});
      took += performance.now() - started;
      await turn();
      const left = performance.now();
      unmount();
      took += performance.now() - left;
    }
    if (!beside) await join();
    return { took, connected };
  },

  /**
   * Sends at once, before it is open.
   *
   * @param {string} name
   * @param {string} url
   * @param {number} count
   */
  async sendQueued(name, url, count) {
    const { createClient } = /** @type {CoreContender} */ (await loadContender(name));
    client = createClient(url);
    bench.sendMore(count);
  },

  /** @param {number} count */
  sendMore(count) {
    for (let number = 0; number < count; number += 1) {
      client?.send(`${number} and what a message has to say`);
    }
  },

  /**
   * Opens so many connections more.
   *
   * @param {string} name
   * @param {string} url
   * @param {number} count
   * @param {number} patience ms
   */
  async connect(name, url, count, patience) {
    const { createClient } = /** @type {CoreContender} */ (await loadContender(name));
    for (let number = 0; number < count; number += 1) clients.push(createClient(url));
    await until(() => clients.every((each) => each.isOpen()), patience);
    return clients.filter((each) => each.isOpen()).length;
  },

  isOpen: () => client?.isOpen() ?? false,

  /**
   * @param {number} number of a message
   * @param {number} patience ms
   */
  untilShown: (number, patience) => until(() => newest() === number, patience),

  /**
   * How many rows show the last of their messages.
   *
   * @param {number} count messages
   * @param {number} topics
   * @param {number} patience ms
   */
  async untilRows(count, topics, patience) {
    await until(() => rowsFrom(count - topics) === topics, patience);
    return rowsFrom(count - topics);
  },

  look,

  /**
   * How far the server's clock is ahead of the page's, ms.
   *
   * @param {string} url
   */
  async clock(url) {
    const socket = new WebSocket(url);
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    let best = { trip: Number.POSITIVE_INFINITY, ahead: 0 };
    for (let round = 0; round < 50; round += 1) {
      const asked = now();
      socket.send('?');
      const told = await new Promise((resolve) => {
        socket.onmessage = ({ data }) => resolve(Number(data));
      });
      const answered = now();
      const trip = answered - asked;
      if (trip < best.trip) best = { trip, ahead: told - (asked + answered) / 2 };
    }
    socket.close();
    return best.ahead;
  },
};

/** @typedef {typeof bench} Bench */

Object.assign(globalThis, { bench });
