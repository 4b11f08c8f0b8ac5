import type { CloseInfo } from '../../src/close.js';
import { createPulse } from '../../src/machine/beat.js';
import type { Input } from '../../src/machine/input.js';
import type { Rules } from '../../src/machine/rules.js';
import type { Beat, Closing, Connecting, Open, State, Waiting } from '../../src/machine/state.js';

/** When the samples' inputs come, ms: before any deadline of the sample states. */
export const NOW = 10_000;
/** The deadline of the sample states, ms. */
export const UNTIL = 12_000;
/** The number of the sample states' connection. */
export const ID = 7;

/** How an earlier connection ended. */
export const BEFORE: CloseInfo = { code: 1011, reason: 'oops', wasClean: true, cause: 'server' };
/** How the present one ends. */
export const LOST: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'network' };

export const rules: Rules = {
  prepares: () => false,
  authenticates: () => false,
  connectTimeout: 10_000,
  closeTimeout: 2000,
  healthyAfter: 5000,
  heartbeat: undefined,
  offlineDelay: 30_000,
  retry: () => 700,
};

export const HEARTBEAT = createPulse(3000, 2500);

/** Rules by which no attempt follows. */
export const noRetry: Rules = { ...rules, retry: () => null };
/** Rules with both of the stages that options ask for. */
export const staged: Rules = { ...rules, prepares: () => true, authenticates: () => true };
/** Rules with a heartbeat. */
export const beating: Rules = { ...rules, heartbeat: HEARTBEAT };

const base = { id: ID, last: BEFORE };

export function connecting(stage: Connecting['stage']): Connecting {
  return { ...base, phase: 'connecting', attempt: 2, until: UNTIL, stage };
}

/** When the open samples opened; nothing was heard since then. */
export const SINCE = UNTIL - HEARTBEAT.interval;

export function open(beat: Beat | null): Open {
  return { ...base, phase: 'open', attempt: 2, since: SINCE, beat, latency: null };
}

/** When the ping of `pinged` went out. */
export const SENT = UNTIL - HEARTBEAT.timeout;

/** With a heartbeat that is due at UNTIL. */
export const quiet = open({ until: UNTIL, sent: null });
/** With a ping out, whose answer is too late at UNTIL. */
export const pinged = open({ until: UNTIL, sent: SENT });

export function closing(cause: Closing['cause'], reopen: boolean): Closing {
  return { ...base, phase: 'closing', until: UNTIL, cause, reopen };
}

export const waiting: Waiting = {
  ...base,
  phase: 'waiting',
  attempt: 2,
  until: UNTIL,
  delay: 2500,
};

/** Each phase with the variants that matter, by the name of the phase and the variant. */
export const STATES = {
  idle: { '': { ...base, phase: 'idle' } },
  connecting: {
    prepare: connecting('prepare'),
    connect: connecting('connect'),
    authenticate: connecting('authenticate'),
  },
  open: {
    '': open(null),
    'open with a heartbeat': quiet,
    'open with a heartbeat, ping out': pinged,
  },
  closing: {
    client: closing('client', false),
    'client, reopen': closing('client', true),
    released: closing('released', false),
    'released, reopen': closing('released', true),
  },
  waiting: { '': waiting },
  closed: {
    'by user': { ...base, phase: 'closed', by: 'user' },
    'by policy': { ...base, phase: 'closed', by: 'policy' },
  },
} as const satisfies {
  [Phase in State['phase']]: Record<string, Extract<State, { phase: Phase }>>;
};

/** All of them in a row. */
export const ALL_STATES: readonly State[] = Object.values(STATES).flatMap((variants) =>
  Object.values<State>(variants),
);

type InputOf<Type extends Input['type']> = Extract<Input, { type: Type }>;

const moment = { now: NOW, random: 0.5 };

export const user = (type: 'open' | 'reconnect' | 'retain' | 'release', now = NOW): Input => ({
  type,
  now,
});

export const close: InputOf<'close'> = { type: 'close', now: NOW, code: 4000, reason: 'bye' };

export const destination = (wanted: boolean, keepQueue = false): InputOf<'destination'> => ({
  type: 'destination',
  now: NOW,
  wanted,
  keepQueue,
});

export const prepared: InputOf<'prepared'> = { type: 'prepared', id: ID };

export const opened: InputOf<'opened'> = { type: 'opened', id: ID, now: NOW };

export const authenticated: InputOf<'authenticated'> = { type: 'authenticated', id: ID, now: NOW };

export const closed: InputOf<'closed'> = { type: 'closed', id: ID, ...moment, close: LOST };

export const failed = (
  cause: InputOf<'failed'>['cause'] = 'network',
  final = false,
): InputOf<'failed'> => ({ type: 'failed', id: ID, ...moment, cause, final });

export const answered: InputOf<'answered'> = { type: 'answered', id: ID, now: NOW };

export const world = (type: 'wake' | 'offline' | 'hide'): Input => ({ type, now: NOW });

export const show = (wanted: boolean): InputOf<'show'> => ({ type: 'show', now: NOW, wanted });

/** `heard`: nothing on this connection, unless told otherwise. */
export const tick = (now: number, heard = Number.NEGATIVE_INFINITY): InputOf<'tick'> => ({
  type: 'tick',
  now,
  random: 0.5,
  heard,
});

/** Each input with the variants that matter, and the rules they speak of. */
export const INPUTS: Readonly<Record<string, { readonly input: Input; readonly rules?: Rules }>> = {
  open: { input: user('open') },
  'open, with prepare': { input: user('open'), rules: staged },
  reconnect: { input: user('reconnect') },
  close: { input: close },
  retain: { input: user('retain') },
  release: { input: user('release') },
  'destination, wanted': { input: destination(true) },
  'destination, wanted, queue kept': { input: destination(true, true) },
  'destination, not wanted': { input: destination(false) },
  prepared: { input: prepared },
  opened: { input: opened },
  'opened, with authenticate': { input: opened, rules: staged },
  authenticated: { input: authenticated },
  answered: { input: answered },
  'closed, retry': { input: closed },
  'closed, no retry': { input: closed, rules: noRetry },
  'failed, retry': { input: failed() },
  'failed, no retry': { input: failed(), rules: noRetry },
  'failed, final': { input: failed('network', true) },
  wake: { input: world('wake') },
  offline: { input: world('offline') },
  hide: { input: world('hide') },
  'show, wanted': { input: show(true) },
  'show, not wanted': { input: show(false) },
  'tick, early': { input: tick(UNTIL - 1) },
  'tick, due': { input: tick(UNTIL) },
  'tick, due, no retry': { input: tick(UNTIL), rules: noRetry },
  'tick, due, something was heard': { input: tick(UNTIL, UNTIL - 1000) },
  'tick, over 1 s late': { input: tick(UNTIL + 1001) },
  'of an older connection': { input: { ...opened, id: ID - 1 } },
};
