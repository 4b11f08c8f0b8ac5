import type { Effect, Step } from './effect.js';
import type { DestinationInput, Input } from './input.js';
import { abandon, begin, left } from './moves.js';
import { closed } from './phases/closed.js';
import { closing } from './phases/closing.js';
import { connecting } from './phases/connecting.js';
import { idle } from './phases/idle.js';
import { open } from './phases/open.js';
import { waiting } from './phases/waiting.js';
import type { Rules } from './rules.js';
import type { State } from './state.js';

/**
 * The whole behaviour of a connection: a state and an input give the next state and what is to be
 * done. Pure: no clock, no random, no socket. `docs/transitions.md` is generated from it.
 *
 * ```text
 *            open, retain                opened
 *   idle ───────────────▶ connecting ──────────▶ open
 *    ▲                     │  ▲   │                │
 *    │ release        lost │  │   │ close          │ close, release
 *    │                     ▼  │   ▼                ▼
 *    └────────────────── waiting  closed ◀────── closing
 * ```
 */
export function step(state: State, input: Input, rules: Rules): Step {
  if ('id' in input && input.id !== state.id) return [state, []];
  if (input.type === 'destination') return replace(state, input, rules);
  switch (state.phase) {
    case 'idle':
      return idle(state, input, rules);
    case 'connecting':
      return connecting(state, input, rules);
    case 'open':
      return open(state, input, rules);
    case 'closing':
      return closing(state, input, rules);
    case 'waiting':
      return waiting(state, input, rules);
    case 'closed':
      return closed(state, input, rules);
  }
}

/** Another destination: whatever there was is over, a user's close included. */
function replace(state: State, input: DestinationInput, rules: Rules): Step {
  const live = state.phase === 'connecting' || state.phase === 'open' || state.phase === 'closing';
  const before = live ? abandon(state, 'replaced') : left(state);
  const effects: readonly Effect[] = input.keepQueue
    ? before.effects
    : [...before.effects, { type: 'drop', reason: 'replaced' }];
  const { id, last } = before;
  return input.wanted
    ? begin({ ...before, effects }, 0, input.now, rules)
    : [{ phase: 'idle', id, last }, effects];
}
