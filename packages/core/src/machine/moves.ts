import type { CloseCause, CloseInfo } from '../close.js';
import type { Effect, Step } from './effect.js';
import type { Rules } from './rules.js';
import type { Closed, Closing, Connecting, Open, State } from './state.js';

/** What remains of a phase that was left: where the next one begins. */
export interface Left {
  readonly id: number;
  readonly last: CloseInfo | null;
  /** How the connection before ended. */
  readonly previous: CloseInfo | null;
  readonly effects: readonly Effect[];
}

type EmitError = Extract<Effect, { type: 'emit-error' }>['code'];

/** From a phase without a connection. */
export function left({ id, last }: State): Left {
  return { id, last, previous: last, effects: [] };
}

/** The platform said that the connection ended. */
export function lost({ id, last }: State, close: CloseInfo, error?: EmitError): Left {
  const effects: Effect[] = [{ type: 'emit-close', close }];
  if (error) effects.unshift({ type: 'emit-error', code: error });
  return { id, last: close, previous: last, effects };
}

/** We leave it, without waiting for anything it may still say. */
export function abandon(state: State, cause: CloseCause, error?: EmitError): Left {
  const over = lost(state, { code: 1006, reason: '', wasClean: false, cause }, error);
  const dead = cause === 'heartbeat' || cause === 'limit' || undefined;
  return { ...over, effects: [{ type: 'abandon', dead }, ...over.effects] };
}

/** The next attempt. */
export function begin(
  { id, last, effects }: Left,
  attempt: number,
  now: number,
  rules: Rules,
): Step {
  const stage = rules.prepares() ? 'prepare' : 'connect';
  const until = now + rules.connectTimeout;
  return [
    { phase: 'connecting', id: id + 1, attempt, until, stage, last },
    [...effects, { type: stage }],
  ];
}

/** Lost or failed: the next attempt after a while, if the policy says so. */
export function retry(
  over: Left,
  attempt: number,
  input: { readonly now: number; readonly random: number },
  rules: Rules,
): Step {
  const { id, last, previous, effects } = over;
  const next = attempt + 1;
  const delay = last && rules.retry(last, next, input.random, previous);
  if (delay === null) return end(over, 'policy');
  return [{ phase: 'waiting', id, attempt: next, until: input.now + delay, delay, last }, effects];
}

/** Over for good. */
export function end({ id, last, effects }: Left, by: Closed['by']): Step {
  return [{ phase: 'closed', id, last, by }, [...effects, { type: 'drop', reason: 'closed' }]];
}

/** Nobody wants it any more. */
export function rest({ id, last, effects }: Left): Step {
  return [{ phase: 'idle', id, last }, [...effects, { type: 'drop', reason: 'released' }]];
}

/** The handshake is done, and the gate passed. */
export function opened({ id, attempt, last }: Connecting, now: number, rules: Rules): Step {
  return [
    {
      phase: 'open',
      id,
      attempt,
      since: now,
      beat: rules.heartbeat?.next(now) ?? null,
      latency: null,
      last,
    },
    [{ type: 'emit-open' }, { type: 'flush' }],
  ];
}

/** The page is put away: whoever wants the connection gets it again when the page is back. */
export function hide(state: Connecting | Open): Step {
  const { id, last, effects } = abandon(state, 'page');
  return [{ phase: 'idle', id, last, away: true }, effects];
}

/** The closing handshake begins. */
export function disconnect(
  { id, last }: Open,
  cause: Closing['cause'],
  until: number,
  code: number,
  reason: string,
): Step {
  return [
    { phase: 'closing', id, until, cause, reopen: false, last },
    [
      { type: 'disconnect', code, reason },
      { type: 'drop', reason: cause === 'client' ? 'closed' : 'released' },
    ],
  ];
}

/** The closing handshake is over, or no longer waited for. */
export function afterClosing(state: Closing, over: Left, now: number, rules: Rules): Step {
  if (state.reopen) return begin(over, 0, now, rules);
  const { id, last, effects } = over;
  return state.cause === 'client'
    ? [{ phase: 'closed', id, last, by: 'user' }, effects]
    : [{ phase: 'idle', id, last }, effects];
}
