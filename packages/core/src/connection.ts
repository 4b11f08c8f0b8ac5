import { createClock } from './clock.js';
import { type Destination, resolveUrl } from './destination.js';
import { createDriver, type Driver } from './driver.js';
import type { Emitter } from './emitter.js';
import type { Environment } from './env.js';
import { TowlineError } from './errors.js';
import type { SocketEvents } from './events.js';
import { createLink, type Link } from './link.js';
import type { Effect } from './machine/effect.js';
import type { Rules } from './machine/rules.js';
import type { State } from './machine/state.js';
import type { Outbox } from './outbox.js';
import type { WireData } from './policies/codec.js';
import { type NextRetry, type Snapshot, sameSnapshot, snapshotOf } from './snapshot.js';

/** The machine joined with the platform's socket: does the effects, keeps the snapshot. */
export interface Connection {
  readonly driver: Driver;
  readonly link: Link | null;
  readonly snapshot: Snapshot;
  /** Leaves the present connection, as one that does not work. */
  giveUp(error: TowlineError): void;
  /** Shows an error in the snapshot and tells it. */
  tell(error: TowlineError): void;
  /** Something was sent or queued: the snapshot follows within a frame. */
  touch(): void;
}

/** What is around a connection. */
export interface Surroundings {
  readonly environment: Environment;
  readonly emitter: Emitter<Pick<SocketEvents<never, never>, 'open' | 'close' | 'error'>>;
  readonly outbox: Pick<Outbox<never>, 'queue' | 'clear' | 'flush'>;
  destination(): Destination;
  message(data: WireData): void;
  /** Before a new snapshot is there. */
  beforeChange(): void;
  changed(snapshot: Snapshot): void;
  /** Whether somebody renders the snapshot. */
  watched(): boolean;
}

export function createConnection(
  surroundings: Surroundings,
  createRules: (report: (error: TowlineError) => void) => Rules,
): Connection {
  const { environment, emitter, outbox } = surroundings;
  const driver = createDriver(
    environment,
    createClock(environment),
    createRules(tellLater),
    commit,
  );
  let link: Link | null = null;
  /** The URL of the latest connection, and the destination it was for. */
  let target: { readonly url: string; readonly destination: Destination } | undefined;
  let lastError: TowlineError | null = null;
  let nextRetry: NextRetry | null = null;
  let cancelFrame: (() => void) | undefined;
  let snapshot = read();

  function read(): Snapshot {
    const destination = surroundings.destination();
    return snapshotOf(driver.state, {
      lastError,
      url: target?.destination === destination ? target.url : destination.url,
      protocol: link?.socket.protocol ?? '',
      extensions: link?.socket.extensions ?? '',
      bufferedAmount: link?.socket.bufferedAmount ?? 0,
      queued: outbox.queue.length,
      queuedBytes: outbox.queue.bytes,
      destined: destination.url !== null,
      nextRetry,
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

  /** Does what nobody hears of, shows the new snapshot once, and then calls out. */
  function commit(effects: readonly Effect[]) {
    nextRetry = retryOf(driver.state);
    const calls = effects.map(perform);
    refresh();
    for (const call of calls) call?.();
  }

  function retryOf(state: State): NextRetry | null {
    if (state.phase !== 'waiting' || !state.last) return null;
    const at = environment.wallTime() + state.until - driver.now();
    return Object.freeze({ at, delay: state.delay, reason: state.last.cause });
  }

  /** Does an effect; what it returns calls out to listeners. */
  function perform(effect: Effect): (() => void) | undefined {
    switch (effect.type) {
      case 'prepare':
      case 'authenticate':
        // No option asks for these stages yet: the rules say so.
        return;
      case 'connect':
        connect(driver.state.id);
        return;
      case 'disconnect':
        link?.disconnect(effect.code, effect.reason);
        return;
      case 'abandon':
        link?.abandon();
        link = null;
        return;
      case 'drop':
        return outbox.clear(effect.reason);
      case 'flush':
        return () => {
          outbox.flush();
          touch();
        };
      case 'emit-open':
        lastError = null;
        return () => {
          const { url, protocol, extensions } = snapshot;
          emitter.emit('open', { url: url ?? '', protocol, extensions });
        };
      case 'emit-close':
        return () => emitter.emit('close', effect.close);
      case 'emit-error': {
        const error = connectError(effect.code);
        lastError = error;
        return () => emitter.emit('error', error);
      }
    }
  }

  function connect(id: number) {
    const destination = surroundings.destination();
    try {
      const url = resolveUrl(destination.url ?? '', environment.baseUrl);
      target = { url, destination };
      link = createLink(environment, url, destination.protocols, {
        opened: () => driver.post({ type: 'opened', id }),
        message: surroundings.message,
        closed(close) {
          link = null;
          driver.post({ type: 'closed', id, close });
        },
      });
    } catch (cause) {
      const message = `The WebSocket for ${destination.url} could not be made; error.cause has the platform's words.`;
      giveUp(
        cause instanceof TowlineError
          ? cause
          : new TowlineError('connect-failed', message, { cause }),
      );
    }
  }

  function giveUp(error: TowlineError) {
    const { id } = driver.state;
    // What was refused here, and not by the platform, would be refused again.
    const final = error.code !== 'connect-failed' && error.code !== 'send-failed';
    tellLater(error);
    driver.post({ type: 'failed', id, cause: 'network', final });
  }

  /** Not in the middle of a step. */
  function tellLater(error: TowlineError) {
    driver.post(() => tell(error));
  }

  function tell(error: TowlineError) {
    driver.callOut(() => {
      lastError = error;
      refresh();
      emitter.emit('error', error);
    }, undefined);
  }

  function connectError(code: 'connect-failed' | 'connect-timeout'): TowlineError {
    const { url } = snapshot;
    return new TowlineError(
      code,
      code === 'connect-failed'
        ? `The connection to ${url} could not be made. Browsers do not tell why: see the server's log and the network panel.`
        : `The connection to ${url} did not open in time (connectTimeout). Perhaps the server is overloaded, or a proxy keeps silent.`,
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
