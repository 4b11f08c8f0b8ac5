import type { Step } from '../effect.js';
import type { Input } from '../input.js';
import { abandon, begin, disconnect, hide, lost, retry } from '../moves.js';
import type { Rules } from '../rules.js';
import type { Open } from '../state.js';

/** The handshake is done, and the gate passed. */
export function open(state: Open, input: Input, rules: Rules): Step {
  const { heartbeat } = rules;
  const attempt = (now: number) => (now - state.since < rules.healthyAfter ? state.attempt : 0);
  switch (input.type) {
    case 'reconnect':
      return begin(abandon(state, 'client'), 0, input.now, rules);
    case 'close':
      return disconnect(state, 'client', input.now + rules.closeTimeout, input.code, input.reason);
    case 'release':
      return disconnect(state, 'released', input.now + rules.closeTimeout, 1000, '');
    case 'closed':
      return retry(lost(state, input.close), attempt(input.now), input, rules);
    case 'failed':
      return retry(abandon(state, input.cause), attempt(input.now), input, rules);
    case 'answered':
      return heartbeat?.answered(state, input.now) ?? [state, []];
    case 'wake':
      return (state.beat?.sent === null && heartbeat?.ping(state, input.now)) || [state, []];
    case 'hide':
      return hide(state);
    case 'show':
      return begin(abandon(state, 'page'), 0, input.now, rules);
    case 'tick':
      if (!heartbeat) return [state, []];
      return (
        heartbeat.tick(state, input.now, input.heard) ??
        retry(abandon(state, 'heartbeat'), attempt(input.now), input, rules)
      );
    default:
      return [state, []];
  }
}
