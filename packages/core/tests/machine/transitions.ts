import type { Effect } from '../../src/machine/effect.js';
import { deadline } from '../../src/machine/questions.js';
import type { Rules } from '../../src/machine/rules.js';
import type { Phase, State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import { rules as defaultRules, HEARTBEAT, INPUTS, STATES } from './samples.js';

/** What the page says of a phase, above its table. */
const PHASES: Readonly<Record<Phase, string>> = {
  idle: 'Not wanted: nobody holds it, or it has no destination.',
  connecting:
    'An attempt is under way. One deadline covers its three stages; `prepare` and `authenticate` exist only where the rules ask for them.',
  open: 'Messages flow. Without a heartbeat, with one, and with one whose ping is not answered yet.',
  closing:
    'The closing handshake is under way: because of the user (`client`), or because nobody held it any more (`released`). `reopen`: somebody asked for it again meanwhile.',
  waiting: 'Lost or failed, with a retry ahead.',
  closed:
    'Ended: `by user`, which only `open`, `reconnect` or a new destination undo, or `by policy`, that is by a close code or the retry policy.',
};

/** What the page says of the inputs. */
const GLOSSARY: readonly (readonly [input: string, meaning: string])[] = [
  ['open, reconnect, close', 'the user’s own words'],
  ['retain, release', 'the first holder came; the last one left, and the linger has passed'],
  ['destination', 'there is another URL or other subprotocols, or none'],
  ['prepared, opened, authenticated', 'a stage of this connection has succeeded'],
  ['closed', 'the platform says that this connection has ended'],
  [
    'failed',
    'we give this connection up: a stage failed, the constructor or `send` threw, a message was too large; final: trying again cannot help',
  ],
  ['answered', 'the answer to the ping that is out'],
  ['wake', 'online, visible or resumed: now is a good time to try'],
  ['offline', 'the network is said to be gone'],
  [
    'hide, show',
    'the page goes into the back/forward cache, and is back; wanted: somebody holds it',
  ],
  [
    'tick',
    'time has passed: before the deadline, at it, or long after it, as after sleep; nothing was heard unless it says so',
  ],
  ['no retry', 'the close code or the retry policy ends it'],
  ['of an older connection', 'whatever comes from a connection with another number'],
];

const INTRODUCTION = `# Transitions

<!-- Generated from packages/core/src/machine/step.ts by \`npm run transitions\`. Do not edit. -->

A connection is a value, and \`step\` is its whole behaviour: a state and an input give the next state
and the effects that are to be done. This page is \`step\`, written out: each phase with each input. A
test compares the two.

\`\`\`mermaid
stateDiagram-v2
  [*] --> idle
  idle --> connecting: open, retain, show
  connecting --> open: opened
  connecting --> waiting: failed, timed out
  open --> waiting: lost, no answer
  waiting --> connecting: it is time, open, wake
  open --> closing: close, release
  connecting --> closed: close
  waiting --> closed: close
  closing --> closed: after close
  closing --> idle: after release
  closing --> connecting: asked to reopen
  closed --> connecting: open, reconnect
  connecting --> idle: release, hide
  open --> idle: hide
  waiting --> idle: release
\`\`\`

## How to read it

A cell says where it goes and what is done, in order: **waiting** (abandon, emit-close network) means
that the next phase is \`waiting\`, that the socket is left without waiting for it, and that a \`close\`
event with cause \`network\` is told. A cell without a phase stays where it is; *later* means that only
its deadline moves. **·** means that nothing happens at all.`;

/** The page, in markdown. */
export function transitionsPage(): string {
  return `${[
    INTRODUCTION,
    table(['input', 'meaning'], GLOSSARY),
    ...Object.entries(STATES).map(([phase, variants]) => section(phase as Phase, variants)),
  ].join('\n\n')}\n`;
}

function section(phase: Phase, variants: Readonly<Record<string, State>>): string {
  const names = Object.keys(variants).map((name) => name || phase);
  const rows = Object.entries(INPUTS).map(([name, { input, rules = defaultRules }]) => [
    name,
    ...Object.values(variants).map((state) => cell(state, step(state, input, fit(rules, state)))),
  ]);
  return [`## ${phase}`, PHASES[phase], table(['input', ...names], rows)].join('\n\n');
}

/** The rules by which the state has a heartbeat, or none. */
function fit(rules: Rules, state: State): Rules {
  return state.phase === 'open' && state.beat ? { ...rules, heartbeat: HEARTBEAT } : rules;
}

function cell(before: State, [after, effects]: ReturnType<typeof step>): string {
  const moved = after !== before && nameOf(after) !== nameOf(before);
  const anew = !moved && after.id !== before.id;
  const phase = moved || anew ? `**${nameOf(after)}**` : '';
  const done = effects.length > 0 ? `(${effects.map(describe).join(', ')})` : '';
  const later = deadline(after) > deadline(before) ? '*later*' : '·';
  return [phase, done].filter(Boolean).join(' ') || later;
}

function nameOf(state: State): string {
  switch (state.phase) {
    case 'connecting':
      return `connecting: ${state.stage}`;
    case 'open':
      return state.beat?.sent == null ? 'open' : 'open, ping out';
    case 'closing':
      return `closing: ${state.cause}${state.reopen ? ', reopen' : ''}`;
    case 'closed':
      return `closed by ${state.by}`;
    default:
      return state.phase;
  }
}

function describe(effect: Effect): string {
  switch (effect.type) {
    case 'emit-close':
      return `emit-close ${effect.close.cause}`;
    case 'emit-error':
      return `emit-error ${effect.code}`;
    case 'drop':
      return `drop ${effect.reason}`;
    default:
      return effect.type;
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
