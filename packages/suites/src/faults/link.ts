import type { Socket } from 'node:net';
import { createLane, type Lane, type Pace } from './lane.js';

/** Which way bytes go: `client` is what comes to the client. */
export type Direction = 'client' | 'server' | 'both';

/** What can befall one connection. */
export interface LinkFaults {
  /** Ends it as a process that ends does: FIN to both ends. */
  cut(): void;
  /** Ends it as a crash or a firewall does: RST to both ends. */
  reset(): void;
  /** Half-open: what either end says is lost, and nothing is closed. There is no way back. */
  halfOpen(): void;
  /**
   * Nothing gets through for so many ms, or until it is mended; then all of it arrives, late and in order,
   * the end of the connection too.
   */
  stall(ms?: number, direction?: Direction): void;
  /** So many bytes per second, in each direction. */
  slow(bytesPerSecond: number): void;
  /** Every byte in a write of its own. */
  split(): void;
  /** Ends it once so many more bytes have gone that way: in the middle of a frame, where that is chosen. */
  cutAfter(bytes: number, direction: 'client' | 'server', how?: 'cut' | 'reset'): void;
  /** From now on all is well; what was lost stays lost, and a half-open link stays so. */
  mend(): void;
}

/** One connection through the proxy, with a socket to each end. */
export interface ProxyLink extends LinkFaults {
  /** Whether both ends are closed. */
  readonly closed: boolean;
  /** Bytes that came from the client, and from the server. */
  readonly taken: { readonly server: number; readonly client: number };
  /** Bytes that were swallowed, on the way to the server and to the client. */
  readonly lost: { readonly server: number; readonly client: number };
  /** Ends it without a word to anybody. */
  destroy(): void;
}

/** ms in which whoever is at the other end reads what has come. */
const READ = 10;

export function createLink(client: Socket, server: Socket, onClosed: () => void): ProxyLink {
  const lanes = { server: createLane(client, server), client: createLane(server, client) };
  const all: readonly Lane[] = Object.values(lanes);
  const ends = [client, server];
  let open = ends.length;
  const timers = new Set<NodeJS.Timeout>();
  for (const end of ends) {
    end.on('close', () => {
      open -= 1;
      if (open === 0) finish();
    });
  }

  function finish() {
    stopTimers();
    for (const lane of all) lane.close();
    onClosed();
  }

  function stopTimers() {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  }

  function after(ms: number, action: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, ms);
    timers.add(timer);
  }

  function setPace(next: Pace, direction: Direction = 'both') {
    for (const lane of direction === 'both' ? all : [lanes[direction]]) lane.setPace(next);
  }

  const link: ProxyLink = {
    get closed() {
      return open === 0;
    },
    get taken() {
      return { server: lanes.server.taken, client: lanes.client.taken };
    },
    get lost() {
      return { server: lanes.server.lost, client: lanes.client.lost };
    },
    cut() {
      // Both go on being read: an end that is closed with bytes unread sends RST.
      for (const lane of all) lane.close();
      for (const end of ends) end.end();
    },
    reset() {
      for (const end of ends) end.resetAndDestroy();
    },
    halfOpen: () => setPace({ kind: 'swallow' }),
    stall(ms, direction = 'both') {
      setPace({ kind: 'hold' }, direction);
      if (ms !== undefined) after(ms, () => setPace({ kind: 'pass' }, direction));
    },
    slow: (bytesPerSecond) => setPace({ kind: 'slow', bytesPerSecond }),
    split: () => setPace({ kind: 'split' }),
    cutAfter(bytes, direction, how = 'cut') {
      // A reset takes along what was not read yet, or reads as an end.
      lanes[direction].limit(bytes, () => after(how === 'reset' ? READ : 0, link[how]));
    },
    mend() {
      stopTimers();
      for (const lane of all) lane.limit(Number.POSITIVE_INFINITY, () => {});
      setPace({ kind: 'pass' });
    },
    destroy() {
      for (const end of ends) end.destroy();
    },
  };
  return link;
}
