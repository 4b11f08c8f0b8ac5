import type { CloseInfo, Inspection, TowlineSocket } from '@towline/core';
import { expect } from 'vitest';
import { deadline } from '../../src/machine/questions.js';
import type { WatchedEnvironment } from './environment.js';
import type { Moment } from './messages.js';
import { RETRIES, type Settings } from './settings.js';

type State = Inspection['after'];

/** ms, of the core's defaults. */
const CONNECT = 10_000;
const CLOSE = 2000;

export interface ProgressSurroundings {
  readonly settings: Settings;
  readonly watched: WatchedEnvironment;
  moment(): Moment;
  /** The user's policy threw the last time, so that the default holds. */
  policyFailed(): boolean;
}

/** What is on its way gets somewhere, and retries are counted: promise 5. */
export interface Progress {
  /** To be told of each record. */
  step(after: State): void;
  /** Whether the retry policy ends it here; undefined: the clocks leave it open. */
  exhausted(close: CloseInfo): boolean | undefined;
  check(state: State | undefined): void;
}

/** After these the retry policy is asked. */
const LOST: readonly CloseInfo['cause'][] = [
  'server',
  'network',
  'timeout',
  'heartbeat',
  'prepare',
  'authenticate',
];

export function followProgress(
  socket: TowlineSocket,
  { settings, watched, moment, policyFailed }: ProgressSurroundings,
): Progress {
  const { retry, healthyAfter } = settings;
  const problems: string[] = [];
  /** Since when it is where it is, by what timers go by. */
  let since = moment().fired;
  let where = '';
  /** The number of the attempt under way, or that led to the open connection. */
  let attempt = 0;
  let opened: Moment | undefined;
  /** Retries in a row: one more for each time that the policy failed. */
  let most = RETRIES;

  socket.subscribe(() => {
    const snapshot = socket.getSnapshot();
    if (snapshot.status === 'connecting') attempt = snapshot.attempt;
    if (retry === 'never' && (snapshot.attempt > 0 || snapshot.nextRetry)) {
      problems.push('a retry where there is to be none');
    }
  });
  socket.on('open', () => {
    opened = moment();
  });

  /** How many attempts count when this connection is lost; null: the clocks leave it open. */
  function counted(): number | null {
    if (!opened) return attempt;
    const now = moment();
    if (now.least - opened.most >= healthyAfter) return 0;
    return now.most - opened.least < healthyAfter ? attempt : null;
  }

  socket.on('close', () => {
    const before = counted();
    opened = undefined;
    if (policyFailed()) most += 1;
    const { nextRetry, attempt: next } = socket.getSnapshot();
    if (nextRetry && retry === 'bounded' && next > most) {
      problems.push(`retry ${next} of at most ${most}`);
    }
    if (nextRetry && before !== null && next !== before + 1) {
      problems.push(`retry ${next} came after attempt ${before}`);
    }
  });

  function longest(state: State): number {
    switch (state.phase) {
      case 'connecting':
        return CONNECT;
      case 'closing':
        return CLOSE;
      case 'waiting':
        return state.delay;
      default:
        return Number.POSITIVE_INFINITY;
    }
  }

  return {
    step(after) {
      const next = `${after.phase} ${after.id} until ${deadline(after)}`;
      if (next === where) return;
      where = next;
      since = moment().fired;
    },
    exhausted({ cause }) {
      if (!LOST.includes(cause) || retry === 'usual' || retry === 'always') return false;
      if (retry === 'never') return true;
      if (policyFailed()) return undefined;
      const before = counted();
      return before === null ? undefined : before >= RETRIES;
    },
    check(state) {
      if (problems.length > 0) expect.fail(problems.join('\n'));
      if (!state) return;
      const bound = Math.ceil(longest(state));
      if (bound === Number.POSITIVE_INFINITY) return;
      const now = moment().fired;
      if (now - since > bound) {
        expect.fail(`${state.phase} for ${now - since} of at most ${bound} ms`);
      }
      if (watched.nextTimer > since + bound) expect.fail(`${state.phase}, and no timer ends it`);
    },
  };
}
