import type { CloseInfo } from './close.js';
import { createDestination, type Destination, notUrl, resolveUrl } from './destination.js';
import type { Driver } from './driver.js';
import type { Environment } from './env.js';
import { TowlineError } from './errors.js';
import { createGate, type Gate } from './gate.js';
import { createLink, type Link } from './link.js';
import type { BinaryType, WireData } from './policies/codec.js';
import type { Authenticate, Prepare } from './stages.js';
import { withoutSecrets } from './without-secrets.js';

/** One attempt after another: prepared, connected, authenticated, and left. */
export interface Attempts<Incoming> {
  link(): Link | null;
  /** The URL of the latest, resolved. */
  url(): string | undefined;
  prepare(): void;
  connect(): void;
  authenticate(): void;
  /** Leaves the present one at once: nothing of it is heard any more. What it returns aborts its signals. */
  abandon(dead?: boolean): () => void;
  /** A message that came before the gate was passed; false: there is no gate. */
  hold(message: Incoming): boolean;
  /** What the gate left to the listeners. */
  release(): readonly Incoming[];
}

/** What is around the attempts. */
export interface AttemptSurroundings<Incoming, Outgoing> {
  readonly environment: Environment;
  readonly binaryType: BinaryType;
  destination(): Destination;
  /** The user's stages, as they are now. */
  stages(): {
    readonly prepare?: Prepare | undefined;
    readonly authenticate?: Authenticate<Incoming, Outgoing> | undefined;
  };
  transmit(message: Outgoing): void;
  message(data: WireData): void;
}

/** @param failed hears of an attempt that came to nothing */
export function createAttempts<Incoming, Outgoing>(
  surroundings: AttemptSurroundings<Incoming, Outgoing>,
  driver: Pick<Driver, 'state' | 'post' | 'callOut'>,
  failed: (error: TowlineError, cause: 'prepare' | 'authenticate' | 'network') => void,
): Attempts<Incoming> {
  const { environment } = surroundings;
  let link: Link | null = null;
  let controller: AbortController | undefined;
  let gate: Gate<Incoming> | undefined;
  /** Where this attempt goes, where `prepare` says so. */
  let prepared: Destination | undefined;
  let url: string | undefined;

  /** Runs one of the user's stages to its end, whichever way that is; what comes too late is not heard. */
  function run<Value>(
    stage: 'prepare' | 'authenticate',
    work: (signal: AbortSignal) => Value | PromiseLike<Value>,
    done: (value: Value) => void,
  ) {
    // One for all stages of an attempt: they are over together.
    controller ??= new AbortController();
    const { signal } = controller;
    const settle = (value: Value) => {
      if (!signal.aborted) done(value);
    };
    const fail = (cause: unknown) => {
      if (!signal.aborted) failed(stageFailed(stage, cause), stage);
    };
    try {
      const outcome = work(signal);
      if (isPromise(outcome)) outcome.then(settle).then(undefined, fail);
      else settle(outcome);
    } catch (cause) {
      fail(cause);
    }
  }

  /** What it returns calls out to the listeners of its signals: not in the middle of a step. */
  function leave() {
    const left = controller;
    controller = undefined;
    gate = undefined;
    prepared = undefined;
    link = null;
    return () => left?.abort();
  }

  return {
    link: () => link,
    url: () => url,
    prepare() {
      url = undefined;
      const { state } = driver;
      const destination = surroundings.destination();
      const attempt = state.phase === 'connecting' ? state.attempt : 0;
      run(
        'prepare',
        (signal) =>
          surroundings.stages().prepare?.({
            url: destination.url ?? '',
            protocols: destination.protocols,
            attempt,
            last: state.last,
            signal,
          }),
        (answer) => {
          const { url = destination.url, protocols = destination.protocols } = answer ?? {};
          const to = createDestination(url, protocols);
          if (to.url === null) throw notUrl(null, '');
          // What cannot be opened here is a preparation that failed: the next may be better.
          resolveUrl(to.url, environment.baseUrl);
          prepared = to;
          driver.post({ type: 'prepared', id: state.id });
        },
      );
    },
    connect() {
      const { id } = driver.state;
      const destination = prepared ?? surroundings.destination();
      prepared = undefined;
      // What cannot be resolved must not read as the one before.
      url = undefined;
      try {
        url = resolveUrl(destination.url ?? '', environment.baseUrl);
        link = createLink(environment, url, destination.protocols, surroundings.binaryType, {
          opened: () => driver.post({ type: 'opened', id }),
          message: surroundings.message,
          closed(close: CloseInfo) {
            const abort = leave();
            // What the listeners of its signals do comes after the close.
            driver.callOut(() => {
              driver.post({ type: 'closed', id, close });
              abort();
            }, undefined);
          },
        });
      } catch (cause) {
        failed(constructionFailed(destination, cause), 'network');
      }
    },
    authenticate() {
      const { id } = driver.state;
      run(
        'authenticate',
        (signal) => {
          const opened = createGate<Incoming>(signal);
          gate = opened;
          return surroundings.stages().authenticate?.({
            url: url ?? '',
            protocol: link?.socket.protocol ?? '',
            signal,
            send(message) {
              if (!signal.aborted) surroundings.transmit(message);
            },
            receive: opened.receive,
          });
        },
        () => driver.post({ type: 'authenticated', id }),
      );
    },
    abandon(dead) {
      link?.abandon(dead);
      return leave();
    },
    hold(message) {
      if (gate?.push(message) === false) {
        const error = new TowlineError('authenticate-failed', OVERFLOW);
        failed(error, 'authenticate');
      }
      return gate !== undefined;
    },
    release() {
      const rest = gate?.drain() ?? [];
      gate = undefined;
      return rest;
    },
  };
}

const OVERFLOW =
  'More than 10,000 messages came before authenticate was through. Let the server wait for it, or take them with receive().';

function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as PromiseLike<Value> | undefined)?.then === 'function';
}

function stageFailed(stage: 'prepare' | 'authenticate', cause: unknown): TowlineError {
  return new TowlineError(
    stage === 'prepare' ? 'prepare-failed' : 'authenticate-failed',
    `The attempt failed in ${stage}. What it threw is in error.cause; another attempt follows as the retry policy says.`,
    { cause },
  );
}

function constructionFailed(destination: Destination, cause: unknown): TowlineError {
  if (cause instanceof TowlineError) return cause;
  const message = `The WebSocket for ${withoutSecrets(destination.url ?? '')} could not be made; error.cause has the platform's words.`;
  return new TowlineError('connect-failed', message, { cause });
}
