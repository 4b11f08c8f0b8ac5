import { type AttemptSurroundings, createAttempts } from './attempts.js';
import { createClock } from './clock.js';
import type { Destination } from './destination.js';
import { createDriver, type Driver } from './driver.js';
import type { Emitter, Listeners } from './emitter.js';
import { TowlineError, type TowlineErrorCode } from './errors.js';
import type { SocketEvents } from './events.js';
import type { InspectedEffect, Inspection } from './inspection.js';
import { createInspectors } from './inspectors.js';
import type { Link } from './link.js';
import type { Effect } from './machine/effect.js';
import type { Input } from './machine/input.js';
import { listens } from './machine/questions.js';
import type { Rules } from './machine/rules.js';
import type { State } from './machine/state.js';
import type { Outbox } from './outbox.js';
import { type NextRetry, type Snapshot, snapshotOf } from './snapshot.js';
import { createSnapshots, type SnapshotSurroundings, type Snapshots } from './snapshots.js';
import { withoutSecrets } from './without-secrets.js';

/** The machine joined with the platform: does the effects, and shows what came of them. */
export interface Connection<Incoming> {
  readonly driver: Driver;
  readonly snapshots: Snapshots;
  link(): Link | null;
  /** Leaves the present connection, as one that does not work. Default cause 'network'. */
  giveUp(error: TowlineError, cause?: Failure): void;
  /** Shows an error in the snapshot and tells it; one like the last, of which many may come, is shown within a frame. */
  tell(error: TowlineError): void;
  /** Keeps a message back that came before the gate was passed; false: there is no gate. */
  hold(message: Incoming): boolean;
  /** The connection said something. */
  heard(): void;
  /** What happens, one record for each step. */
  readonly inspectors: Listeners<[Inspection]>;
}

/** What is around a connection. */
export interface Surroundings<Incoming, Outgoing>
  extends AttemptSurroundings<Incoming, Outgoing>,
    Omit<SnapshotSurroundings, 'environment'> {
  readonly emitter: Emitter<Pick<SocketEvents<never, never>, 'open' | 'close' | 'error'>>;
  readonly outbox: Pick<Outbox<never>, 'queue' | 'clear' | 'flush' | 'watch'>;
  /** Whether somebody wants it open, and there is something to open. */
  wanted(): boolean;
  deliver(message: Incoming): void;
  ping(): void;
  /** Whether there is a heartbeat, to which it matters when something was heard. */
  readonly beats: boolean;
}

type Failure = Extract<Input, { type: 'failed' }>['cause'];

/** What was refused here, and not by the platform or the user's code, would be refused again. */
const FINAL = new Set<TowlineErrorCode>(['invalid-url', 'insecure-url', 'websocket-missing']);

export function createConnection<Incoming, Outgoing>(
  surroundings: Surroundings<Incoming, Outgoing>,
  createRules: (report: (error: TowlineError) => void) => Rules,
): Connection<Incoming> {
  const { environment, emitter, outbox } = surroundings;
  const now = createClock(environment);
  const driver = createDriver(environment, now, () => heardAt, createRules(tellLater), commit);
  const attempts = createAttempts(surroundings, driver, giveUp);
  /** What the latest attempt was for. */
  let attempted: Destination | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;
  let lastError: TowlineError | null = null;
  let nextRetry: NextRetry | null = null;
  let stopListening: (() => void) | undefined;
  const inspectors = createInspectors(environment.reportError);
  const snapshots = createSnapshots(surroundings, driver, read);

  function read(): Snapshot {
    const destination = surroundings.destination();
    const socket = attempts.link()?.socket;
    return snapshotOf(driver.state, {
      lastError,
      url: (attempted === destination && attempts.url()) || destination.url,
      protocol: socket?.protocol ?? '',
      extensions: socket?.extensions ?? '',
      bufferedAmount: socket?.bufferedAmount ?? 0,
      queued: outbox.queue.length,
      queuedBytes: outbox.queue.bytes,
      destined: destination.url !== null,
      nextRetry,
    });
  }

  /** Does what nobody hears of, records it, shows the new snapshot once, and then calls out. */
  function commit(before: State, input: Input, effects: readonly Effect[]) {
    const { state } = driver;
    const changed = state !== before;
    let calls: ReturnType<typeof perform>[] = [];
    if (changed) {
      nextRetry = retryOf(state);
      calls = effects.map(perform);
      listen(listens(state));
      outbox.watch();
    }
    // Before anybody hears of it: what a listener sends at once is recorded after this.
    if (inspectors.size > 0) {
      inspectors.emit({ before, input, after: state, effects: effects.map(shown) });
    }
    if (changed) snapshots.refresh();
    for (const call of calls) call?.();
  }

  function shown(effect: Effect): InspectedEffect {
    return effect.type === 'connect' ? { ...effect, url: attempts.url() ?? '' } : effect;
  }

  function retryOf(state: State): NextRetry | null {
    if (state.phase !== 'waiting' || !state.last) return null;
    const at = environment.wallTime() + state.until - now();
    return Object.freeze({ at, delay: state.delay, reason: state.last.cause });
  }

  /** Does an effect; what it returns calls out to listeners. */
  function perform(effect: Effect): (() => void) | undefined {
    switch (effect.type) {
      case 'prepare':
        // The user's function: called when the new state is shown.
        return attempts.prepare;
      case 'connect':
        attempted = surroundings.destination();
        attempts.connect();
        return;
      case 'authenticate':
        return attempts.authenticate;
      case 'disconnect':
        attempts.link()?.disconnect(effect.code, effect.reason);
        return;
      case 'abandon':
        return attempts.abandon(effect.dead);
      case 'ping':
        return surroundings.ping;
      case 'drop':
        return outbox.clear(effect.reason);
      case 'flush':
        return () => {
          outbox.flush();
          snapshots.touch();
        };
      case 'emit-open':
        lastError = null;
        return () => {
          const { url, protocol, extensions } = snapshots.current;
          emitter.emit('open', { url: url ?? '', protocol, extensions });
          for (const message of attempts.release()) surroundings.deliver(message);
        };
      case 'emit-close':
        return () => emitter.emit('close', effect.close);
      case 'emit-error': {
        const error = connectError(effect.code, snapshots.current.url ?? '');
        lastError = error;
        return () => emitter.emit('error', error);
      }
    }
  }

  /** To the page and the network, while there is a connection they could tell of. */
  function listen(wish: boolean) {
    if (wish === Boolean(stopListening)) return;
    stopListening?.();
    stopListening = wish
      ? environment.listen((type) =>
          driver.post(type === 'show' ? { type, wanted: surroundings.wanted() } : { type }),
        )
      : undefined;
  }

  function giveUp(error: TowlineError, cause: Failure = 'network') {
    const { id } = driver.state;
    const final = FINAL.has(error.code);
    tellLater(error);
    driver.post({ type: 'failed', id, cause, final });
  }

  /** Not in the middle of a step. */
  function tellLater(error: TowlineError) {
    driver.post(() => tell(error));
  }

  function tell(error: TowlineError) {
    driver.callOut(() => {
      const again = error.code === lastError?.code;
      lastError = error;
      if (again) snapshots.refreshSoon();
      else snapshots.refresh();
      emitter.emit('error', error);
    }, undefined);
  }

  return {
    driver,
    snapshots,
    link: attempts.link,
    giveUp,
    tell,
    hold: attempts.hold,
    heard() {
      if (surroundings.beats) heardAt = now();
    },
    inspectors,
  };
}

function connectError(code: 'connect-failed' | 'connect-timeout', to: string) {
  const url = withoutSecrets(to);
  return new TowlineError(
    code,
    code === 'connect-failed'
      ? `The connection to ${url} could not be made. Browsers do not tell why: see the server's log and the network panel.`
      : `The connection to ${url} did not open in time (connectTimeout). Perhaps the server is overloaded, or a proxy keeps silent.`,
  );
}
