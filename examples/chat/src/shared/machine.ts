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
  // A ping that is put off, because something was heard, is none.
  if (!moved && effects.length === 0 && input.type === 'tick') return { ...machine, state: after };
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
