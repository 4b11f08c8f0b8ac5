import type { Timers } from './env/timers.js';
import type { Lane } from './lane.js';
import type { Arrivals } from './mock-connection.js';
import type { Client, Peer } from './mock-web-socket.js';

/** Both directions of a link. */
export type Lanes = readonly [up: Lane, down: Lane];

/** What becomes of a handshake: it succeeds; it fails, as where nobody is there; nobody answers it. */
export type Handshake = 'accept' | 'refuse' | 'ignore';

/** The server's end of a connection that was accepted. */
export interface Entered {
  readonly protocol: string;
  readonly arrivals: Arrivals;
}

/** Calls a function so that what it starts is known to come from the end of a connection. */
export type Tell = (act: () => void) => void;

/** Makes the server's end of a connection; undefined: it does not come about. */
export type Enter = (client: Client, lanes: Lanes) => Entered | undefined;

/** All between a client and its server. */
export interface Link extends Peer {
  readonly lanes: Lanes;
  /** Answers the handshake, where it has arrived and nobody did. */
  answer(): void;
  /** It is over at once, whatever is under way. */
  end(): void;
}

const LOST = { code: 1006, reason: '' };
/** After which Towline does not come back, nor do most. */
const OVER = { code: 1000, reason: '' };

export function createLink(
  timers: Timers,
  lanes: Lanes,
  tell: Tell,
  handshake: () => Handshake,
  enter: Enter,
): Link {
  const [up, down] = lanes;
  let client: Client | undefined;
  let arrived = false;
  let entered: Entered | undefined;

  function fail() {
    client?.closed(LOST);
  }

  return {
    lanes,
    request(asking) {
      client = { ...asking, closed: (close) => tell(() => asking.closed(close)) };
      up.carry(() => {
        arrived = true;
        this.answer();
      });
    },
    answer() {
      if (!client || !arrived || handshake() === 'ignore') return;
      arrived = false;
      if (handshake() === 'refuse') return down.carry(fail);
      entered = enter(client, lanes);
      if (!entered) return down.carry(fail);
      const { protocol } = entered;
      down.carry(() => client?.opened(protocol));
    },
    send: (data, written) =>
      up.carryData(data, (bytes) => {
        written();
        entered?.arrivals.message(bytes);
      }),
    close: (code, reason) => up.carry(() => entered?.arrivals.closing(code, reason)),
    end() {
      arrived = false;
      for (const lane of lanes) lane.cut();
      entered?.arrivals.over({ ...OVER, wasClean: true });
      timers.setTimer(() => client?.closed(OVER), 0);
    },
    abort() {
      arrived = false;
      for (const lane of lanes) lane.cut();
      entered?.arrivals.over({ ...LOST, wasClean: false });
      // Whatever the link does: to give up is the client's own.
      timers.setTimer(fail, 0);
    },
  };
}

/**
 * For one who comes back although the server was reset. It hears once that it is over.
 *
 * @param told it has: then it is never answered, so that it does not come again at once
 */
export function createLateLink(timers: Timers, told: boolean, tell: Tell): Peer {
  let client: Client | undefined;

  function close(how: typeof OVER) {
    timers.setTimer(() => tell(() => client?.closed(how)), 0);
  }

  return {
    request(asking) {
      client = asking;
      if (!told) close(OVER);
    },
    send() {},
    close() {},
    abort: () => close(LOST),
  };
}
