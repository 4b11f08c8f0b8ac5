import { createClock } from './clock.js';
import { type Destination, resolveUrl } from './destination.js';
import { createDriver, type Driver } from './driver.js';
import type { Environment } from './env.js';
import { TowlineError } from './errors.js';
import { createLink, type Link } from './link.js';
import type { Effect } from './machine/effect.js';
import type { Rules } from './machine/rules.js';
import type { WireData } from './policies/codec.js';
import { type Snapshot, sameSnapshot, snapshotOf } from './snapshot.js';

/** The machine's driver together with the platform's socket: effects done, snapshots kept. */
export interface Connection {
  readonly driver: Driver;
  readonly link: Link | null;
  readonly snapshot: Snapshot;
  /** Gives the present connection up, as one that does not work. */
  giveUp(error: TowlineError): void;
  /** Shows an error in the snapshot and tells it. */
  tell(error: TowlineError): void;
  /** What waits to be sent has changed: the snapshot follows within a frame. */
  touch(): void;
}

/** What a connection asks of, and tells to, the socket around it. */
export interface Surroundings {
  readonly environment: Environment;
  destination(): Destination;
  outgoing(): Pick<Snapshot, 'queued' | 'queuedBytes'>;
  readonly flush: () => void;
  readonly drop: (reason: 'closed' | 'released' | 'replaced') => void;
  /** Before a new snapshot is shown. */
  readonly beforeChange: () => void;
  readonly changed: (snapshot: Snapshot) => void;
  readonly opened: (snapshot: Snapshot) => void;
  readonly closed: (close: NonNullable<Snapshot['lastClose']>) => void;
  readonly message: (data: WireData) => void;
  readonly error: (error: TowlineError) => void;
  /** Whether somebody renders the snapshot. */
  watched(): boolean;
}

export function createConnection(
  surroundings: Surroundings,
  createRules: (report: (error: TowlineError) => void) => Rules,
): Connection {
  const { environment } = surroundings;
  const driver = createDriver(environment, createClock(environment), createRules(tell), commit, perform);
  let link: Link | null = null;
  /** The URL of the latest connection, and the destination it was for. */
  let target: { readonly url: string; readonly destination: Destination } | undefined;
  let lastError: TowlineError | null = null;
  let retryAt = 0;
  let cancelFrame: (() => void) | undefined;
  let snapshot = read();

  function read(): Snapshot {
    const destination = surroundings.destination();
    return snapshotOf(driver.state, {
      lastError,
      url: target?.destination === destination ? target.url : destination.url,
      protocol: link?.protocol ?? '',
      extensions: link?.extensions ?? '',
      bufferedAmount: link?.bufferedAmount ?? 0,
      ...surroundings.outgoing(),
      destined: destination.url !== null,
      retryAt,
    });
  }

  function refresh() {
    cancelFrame?.();
    cancelFrame = undefined;
    const next = read();
    if (!sameSnapshot(snapshot, next)) {
      surroundings.beforeChange();
      snapshot = next;
      surroundings.changed(snapshot);
    }
    // No event tells that the platform has sent: it is asked again, as long as somebody looks.
    if (snapshot.bufferedAmount > 0 && surroundings.watched()) touch();
  }

  function touch() {
    // Until it is opened or watched, no timer of the runtime is touched: it may be on a server.
    if (driver.state.id === 0 && !surroundings.watched()) return;
    cancelFrame ??= environment.requestFrame(() => driver.callOut(refresh, undefined));
  }

  function tell(error: TowlineError) {
    driver.callOut(() => {
      lastError = error;
      refresh();
      surroundings.error(error);
    }, undefined);
  }

  function commit(effects: readonly Effect[]) {
    const { state } = driver;
    if (state.phase === 'waiting') retryAt = environment.wallTime() + state.until - driver.now();
    for (const effect of effects) {
      if (effect.type === 'emit-open') lastError = null;
      if (effect.type === 'emit-error') lastError = connectError(effect.code);
    }
    refresh();
  }

  function perform(effect: Effect) {
    switch (effect.type) {
      case 'prepare':
      case 'authenticate':
        // No option asks for these stages yet: the rules say so.
        return;
      case 'connect':
        return connect(driver.state.id);
      case 'disconnect':
        return link?.disconnect(effect.code, effect.reason);
      case 'abandon':
        link?.abandon();
        link = null;
        return;
      case 'flush':
        return surroundings.flush();
      case 'drop':
        return surroundings.drop(effect.reason);
      case 'emit-open':
        return surroundings.opened(snapshot);
      case 'emit-close':
        return surroundings.closed(effect.close);
      case 'emit-error':
        if (lastError) surroundings.error(lastError);
        return;
    }
  }

  function connect(id: number) {
    const destination = surroundings.destination();
    try {
      const url = resolveUrl(destination.url ?? '', environment.baseUrl);
      target = { url, destination };
      link = createLink(environment, url, destination.protocols, {
        opened: () => driver.post({ type: 'opened', id, now: driver.now() }),
        message: surroundings.message,
        closed(close) {
          link = null;
          driver.post({ type: 'closed', id, ...moment(), close });
        },
      });
    } catch (cause) {
      giveUp(
        cause instanceof TowlineError
          ? cause
          : new TowlineError(
              'connect-failed',
              `The WebSocket for ${destination.url} could not be made. See error.cause for the platform's own words.`,
              { cause },
            ),
      );
    }
  }

  function giveUp(error: TowlineError) {
    const { id } = driver.state;
    // What was refused here, and not by the platform, would be refused again.
    const final = error.code !== 'connect-failed' && error.code !== 'send-failed';
    lastError = error;
    surroundings.error(error);
    driver.post({ type: 'failed', id, ...moment(), cause: 'network', final });
  }

  function moment() {
    return { now: driver.now(), random: environment.random() };
  }

  function connectError(code: 'connect-failed' | 'connect-timeout'): TowlineError {
    const url = target?.url ?? '';
    return new TowlineError(
      code,
      code === 'connect-failed'
        ? `The connection to ${url} could not be made. Browsers do not tell why: look at the server's log and the network panel.`
        : `The connection to ${url} did not open in time. The server may be overloaded, or something between keeps silent; see connectTimeout.`,
    );
  }

  return {
    driver,
    get link() {
      return link;
    },
    get snapshot() {
      return snapshot;
    },
    giveUp,
    tell,
    touch,
  };
}
