import { type InspectedEffect, type Inspection, inspect, type State } from '@towline/core';
import type { ChatSocket } from './socket.js';

/** A step as it is listed: `open + closed → waiting`, and what was done. */
export interface Step {
  readonly key: number;
  readonly time: string;
  readonly before: string;
  readonly input: string;
  readonly after: string;
  readonly effects: string;
  /** How often in a row, where it is a heartbeat. */
  readonly times: number;
}

/** The connection's machine, as it is drawn. */
export interface Machine {
  readonly state: State;
  /** The way that was taken last: 'open/waiting'. */
  readonly way: string;
  /** The last steps, newest first. */
  readonly steps: readonly Step[];
}

const MAX_STEPS = 30;
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** What happened to a socket, from its beginning on. */
export interface Journal {
  getSnapshot(): Machine;
  subscribe(listener: () => void): () => void;
}

export function createJournal(socket: ChatSocket): Journal {
  let machine: Machine = { state: { phase: 'idle', id: 0, last: null }, way: '', steps: [] };
  const listeners = new Set<() => void>();
  // For as long as the socket lives: nothing else holds it.
  inspect(socket, (record) => {
    const next = take(machine, record);
    if (next === machine) return;
    machine = next;
    for (const listener of listeners) listener();
  });
  return {
    getSnapshot: () => machine,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function take(machine: Machine, { before, input, after, effects }: Inspection): Machine {
  // Messages are in the chat, and what changed nothing is no step.
  const isMessage = input.type === 'send' || input.type === 'message';
  if (isMessage || (before === after && effects.length === 0)) return machine;

  const moved = nameOf(before) !== nameOf(after);
  const [last, ...older] = machine.steps;
  const beats = !moved && after.phase === 'open';
  const repeats = beats && last?.input === BEAT;
  const step: Step = {
    key: repeats ? last.key : (last?.key ?? 0) + 1,
    time: clock.format(Date.now()),
    before: nameOf(before),
    input: beats ? BEAT : input.type,
    after: nameOf(after),
    effects: beats ? beatWords(after.latency) : effects.map(effectWords).join(', '),
    times: repeats ? last.times + (input.type === 'tick' ? 1 : 0) : 1,
  };
  const steps = repeats ? [step, ...older] : [step, ...machine.steps].slice(0, MAX_STEPS);
  return { state: after, way: moved ? `${before.phase}/${after.phase}` : machine.way, steps };
}

/** Pings and their answers share a line, so that they do not push out the others. */
const BEAT = 'heartbeat';

function effectWords(effect: InspectedEffect): string {
  switch (effect.type) {
    case 'emit-close':
      return `${effect.type} (${effect.close.cause})`;
    case 'connect':
      return `${effect.type} to ${effect.url}`;
    default:
      return effect.type;
  }
}

function beatWords(latency: number | null): string {
  return latency === null ? 'ping' : `ping, answered in ${Math.round(latency)} ms`;
}

export function stageOf(state: State): string | null {
  return state.phase === 'connecting' ? state.stage : null;
}

/** The phase; of an attempt the stage too. */
function nameOf(state: State): string {
  return state.phase === 'connecting' ? `connecting (${state.stage})` : state.phase;
}

/** The present state in a sentence. */
export function stateWords(state: State): string {
  switch (state.phase) {
    case 'idle':
      return 'Nobody wants a connection yet.';
    case 'connecting':
      return STAGE_WORDS[state.stage];
    case 'open':
      return 'Messages flow. After 3 s of silence a ping asks whether anybody is there.';
    case 'closing':
      return 'Goodbye was said; the server has 2 s to say it too.';
    case 'waiting':
      return waitingWords(state.attempt, state.delay);
    case 'closed':
      return state.by === 'user'
        ? 'You closed it. Only you can open it again.'
        : 'It ended for good: trying again would not help.';
  }
}

function waitingWords(attempt: number, delay: number): string {
  const seconds = (delay / 1000).toFixed(1);
  return `Try ${attempt} follows after ${seconds} s, drawn by chance: so not all clients come at once.`;
}

const STAGE_WORDS = {
  prepare: 'An attempt: first a fresh token is fetched.',
  connect: 'An attempt: the handshake is under way.',
  authenticate: 'The socket is open, and signs in. What is queued still waits.',
};
