import {
  type Environment,
  type Inspection,
  inspect,
  type TowlineSocket,
  type WebSocketOptions,
} from '@towline/core';
import { expect } from 'vitest';
import { initial } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import { readOptions } from '../../src/options.js';
import { createRules } from '../../src/rules.js';

/** Follows the records: each begins where the one before it ended, and the machine says the same again. */
export function followRecords(
  socket: TowlineSocket,
  options: WebSocketOptions,
  /** Nobody counts what is asked of it here. */
  environment: Environment,
  /** What is live of them, as it is now. */
  live: () => Pick<WebSocketOptions, 'retry' | 'prepare' | 'authenticate'>,
  recorded: (record: Inspection) => void,
) {
  const settings = readOptions(options);
  const rules = createRules(settings, live, environment, () => {});
  let last: Inspection['after'] = initial;
  const problems: string[] = [];

  inspect(
    socket,
    (record) => {
      const { before, input, after, effects } = record;
      if (before !== last) problems.push(`${input.type} did not begin where the last one ended`);
      last = after;
      recorded(record);
      if (input.type === 'send' || input.type === 'message') {
        if (after !== before) problems.push(`${input.type} changed the state`);
        return;
      }
      if ('id' in input && input.id !== before.id && (after !== before || effects.length > 0)) {
        problems.push(`${input.type} of an old connection was heard`);
      }
      const [next, done] = step(before, input, rules);
      const types = (list: readonly { readonly type: string }[]) => list.map(({ type }) => type);
      if (
        JSON.stringify(next) !== JSON.stringify(after) ||
        `${types(done)}` !== `${types(effects)}`
      ) {
        problems.push(`${input.type} gives something else again`);
      }
    },
    { redact: false },
  );

  return {
    check() {
      if (problems.length > 0) expect.fail(problems.join('\n'));
    },
  };
}
