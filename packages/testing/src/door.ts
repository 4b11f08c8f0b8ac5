import { createAsyncLocal } from './env/async-local.js';
import type { Timers } from './env/timers.js';
import { createLane, type Lane } from './lane.js';
import { createLateLink, createLink, type Enter, type Handshake, type Link } from './link.js';
import type { Peer } from './mock-web-socket.js';

/** Where clients knock. */
export interface Door {
  /** For clients: who is made by such a timer is known by what it was set for. */
  readonly timers: Timers;
  connect(url: string): Peer;
  handshake: Handshake;
  latency: number;
  readonly busy: boolean;
  /** How much has arrived on all links. */
  readonly arrived: number;
  /** How much of it at the server. */
  readonly heard: number;
  freeze(): void;
  thaw(): void;
  /** As in the beginning: all clients hear 1000, those who knocked too, so that nobody comes back. */
  reset(): void;
}

/** The clients between two resets. */
interface Generation {
  /** The server was reset. */
  over: boolean;
  /** And who came back nevertheless has heard of it. */
  readonly told: boolean;
}

export function createDoor(timers: Timers, firstLatency: number, enter: Enter): Door {
  let handshake: Handshake = 'accept';
  let frozen = false;
  let generation: Generation = { over: false, told: false };
  /** Goes along with what clients do because their connection ended: who comes back is known by it. */
  const causes = createAsyncLocal<Generation>();
  const links = new Set<Link>();

  function all(act: (lane: Lane) => void) {
    for (const { lanes } of links) lanes.forEach(act);
  }

  const door: Door = {
    timers: {
      setTimer(callback, delay) {
        // Not every kind of timer carries it along.
        const cause = causes.getStore();
        return timers.setTimer(cause ? () => causes.run(cause, callback) : callback, delay);
      },
    },
    connect() {
      const cause = causes.getStore();
      if (cause?.over) {
        const late = { over: true, told: true };
        return createLateLink(timers, cause.told, (act) => causes.run(late, act));
      }
      const own = generation;
      const tell = (act: () => void) => causes.run(own, act);
      const lane = () => createLane(timers, () => door.latency);
      const link = createLink(timers, [lane(), lane()], tell, () => handshake, enter);
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
    get heard() {
      return [...links].reduce((sum, { lanes: [up] }) => sum + up.arrived, 0);
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
      generation.over = true;
      generation = { over: false, told: false };
      for (const link of links) link.end();
      links.clear();
      handshake = 'accept';
      frozen = false;
      door.latency = firstLatency;
    },
  };
  return door;
}
