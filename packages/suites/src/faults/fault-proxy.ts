import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createLink, type LinkFaults, type ProxyLink } from './link.js';

/**
 * What lies between a client and a real server: a TCP proxy on 127.0.0.1 that can do what networks do.
 *
 * `halfOpen`, `stall`, `slow` and `split` hold for the links that are there and for those that come, until
 * it is mended; `cut`, `reset` and `cutAfter` hit those that are there. Each link can be hit alone.
 */
export interface FaultProxy extends LinkFaults {
  readonly port: number;
  /** Those that are not closed yet, oldest first. */
  readonly links: readonly ProxyLink[];
  /** How many connections there ever were, refused ones too (but for `refuse()`, where nobody counts). */
  readonly accepted: number;
  /** Nobody listens any more: connections are refused. Resolves when that is so; links stay. */
  refuse(): Promise<void>;
  /** New connections are accepted, and reset at once: so many of them, or until it is mended. */
  resetNew(count?: number): void;
  /** New connections are accepted and never answered: so many of them, or until it is mended. */
  neverAnswer(count?: number): void;
  /** All is well again, for what is there and what comes. Resolves when it listens. */
  mend(): Promise<void>;
  /** Destroys what is left. */
  stop(): Promise<void>;
}

export interface FaultProxyOptions {
  /** Of the real server. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
}

const HOST = '127.0.0.1';

/** What becomes of new connections instead of a link. */
type Welcome = 'reset' | 'never answer';

export async function startFaultProxy(target: FaultProxyOptions): Promise<FaultProxy> {
  const links = new Set<ProxyLink>();
  /** Connections that lead nowhere. */
  const dangling = new Set<Socket>();
  /** How new links begin. */
  let begin: (link: ProxyLink) => void = () => {};
  let welcome: { kind: Welcome; left: number } | undefined;
  let accepted = 0;
  /** While it begins to listen, and as long as it does. */
  let listening: Promise<void> | undefined;

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    accepted += 1;
    switch (nextWelcome()) {
      case 'reset':
        client.on('error', () => {});
        client.resetAndDestroy();
        break;
      case 'never answer':
        dangling.add(client);
        client.on('close', () => dangling.delete(client));
        client.on('error', () => {});
        client.resume();
        break;
      case undefined:
        enter(client);
        break;
    }
  });

  function nextWelcome(): Welcome | undefined {
    if (!welcome || welcome.left === 0) return undefined;
    welcome.left -= 1;
    return welcome.kind;
  }

  function enter(client: Socket) {
    const server = connect({ host: HOST, ...target, allowHalfOpen: true });
    const link = createLink(client, server, () => links.delete(link));
    links.add(link);
    begin(link);
  }

  function listen(port: number): Promise<void> {
    listening ??= new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, HOST, () => {
        listener.off('error', reject);
        resolve();
      });
    });
    return listening;
  }

  /** Links keep the callback of `close` waiting; that nobody listens is true at once. */
  async function refuse() {
    await listening;
    listening = undefined;
    if (listener.listening) listener.close();
  }

  /** For the links that are there, and those that come. */
  function always(fault: (link: ProxyLink) => void) {
    begin = fault;
    for (const link of links) fault(link);
  }

  await listen(0);
  const { port } = listener.address() as AddressInfo;

  return {
    port,
    get links() {
      return [...links];
    },
    get accepted() {
      return accepted;
    },
    cut() {
      for (const link of links) link.cut();
    },
    reset() {
      for (const link of links) link.reset();
    },
    cutAfter(bytes, direction, how) {
      for (const link of links) link.cutAfter(bytes, direction, how);
    },
    halfOpen: () => always((link) => link.halfOpen()),
    stall(ms = Number.POSITIVE_INFINITY, direction = 'both') {
      const over = performance.now() + ms;
      always((link) => {
        const left = over - performance.now();
        if (left > 0) link.stall(Number.isFinite(left) ? left : undefined, direction);
      });
    },
    slow: (bytesPerSecond) => always((link) => link.slow(bytesPerSecond)),
    split: () => always((link) => link.split()),
    refuse,
    resetNew(count = Number.POSITIVE_INFINITY) {
      welcome = { kind: 'reset', left: count };
    },
    neverAnswer(count = Number.POSITIVE_INFINITY) {
      welcome = { kind: 'never answer', left: count };
    },
    async mend() {
      begin = () => {};
      welcome = undefined;
      for (const link of links) link.mend();
      await listen(port);
    },
    async stop() {
      await refuse();
      for (const link of links) link.destroy();
      for (const socket of dangling) socket.destroy();
    },
  };
}
