import type { Timers } from './env.js';
import { createLane, type Lane } from './lane.js';
import type { Arrivals } from './mock-connection.js';
import type { Client, Peer } from './mock-web-socket.js';

/** What becomes of a handshake: it succeeds; it fails, as where nobody is there; nobody answers it. */
export type Handshake = 'accept' | 'refuse' | 'ignore';

/** Where clients knock. */
export interface Door {
  connect(url: string): Peer;
  handshake: Handshake;
  latency: number;
  readonly busy: boolean;
  /** How much has arrived on all links. */
  readonly arrived: number;
  freeze(): void;
  thaw(): void;
  /** As in the beginning: connections are closed with 1000, so that nobody comes back; those who knocked fail. */
  reset(): void;
}

/** Both directions of a link. */
export type Lanes = readonly [up: Lane, down: Lane];

/** The server's end of a connection that was accepted. */
export interface Entered {
  readonly protocol: string;
  readonly arrivals: Arrivals;
}

/** @param enter makes the server's end of a connection; undefined: it does not come about */
export function createDoor(
  timers: Timers,
  firstLatency: number,
  enter: (client: Client, lanes: Lanes) => Entered | undefined,
): Door {
  let handshake: Handshake = 'accept';
  let frozen = false;
  const links = new Set<Link>();

  function all(act: (lane: Lane) => void) {
    for (const { lanes } of links) lanes.forEach(act);
  }

  const door: Door = {
    connect() {
      const lane = () => createLane(timers, () => door.latency);
      const link = createLink(timers, [lane(), lane()], () => handshake, enter);
      links.add(link);
      if (frozen) for (const each of link.lanes) each.freeze();
      return link;
    },
    get handshake() {
      return handshake;
    },
    set handshake(next) {
      handshake = next;
      for (const link of links) link.answer();
    },
    latency: firstLatency,
    get busy() {
      return [...links].some(({ lanes }) => lanes.some((lane) => lane.busy));
    },
    get arrived() {
      return [...links].reduce((sum, { lanes: [up, down] }) => sum + up.arrived + down.arrived, 0);
    },
    freeze() {
      frozen = true;
      all((lane) => lane.freeze());
    },
    thaw() {
      frozen = false;
      all((lane) => lane.thaw());
    },
    reset() {
      for (const link of links) link.end();
      links.clear();
      handshake = 'accept';
      frozen = false;
      door.latency = firstLatency;
    },
  };
  return door;
}

interface Link extends Peer {
  readonly lanes: Lanes;
  /** Answers the handshake, where it has arrived and nobody did. */
  answer(): void;
  /** It is over at once, whatever is under way. */
  end(): void;
}

function createLink(
  timers: Timers,
  lanes: Lanes,
  handshake: () => Handshake,
  enter: (client: Client, lanes: Lanes) => Entered | undefined,
): Link {
  const [up, down] = lanes;
  let client: Client | undefined;
  let arrived = false;
  let entered: Entered | undefined;

  function fail() {
    client?.closed({ code: 1006, reason: '' });
  }

  return {
    lanes,
    request(asking) {
      client = asking;
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
      up.carry(() => {
        written();
        entered?.arrivals.message(data);
      }),
    close: (code, reason) => up.carry(() => entered?.arrivals.closing(code, reason)),
    end() {
      arrived = false;
      for (const lane of lanes) lane.cut();
      entered?.arrivals.over({ code: 1000, reason: '', wasClean: true });
      timers.setTimer(() => client?.closed({ code: 1000, reason: '' }), 0);
    },
    abort() {
      arrived = false;
      for (const lane of lanes) lane.cut();
      entered?.arrivals.over({ code: 1006, reason: '', wasClean: false });
      // Whatever the link does: to give up is the client's own.
      timers.setTimer(fail, 0);
    },
  };
}
