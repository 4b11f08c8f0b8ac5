import { createLog, createReducer, createView, type TowlineSocket } from '@towline/core';
import type { FakeEnvironment } from '@towline/suites';
import { expect } from 'vitest';
import type { WatchedEnvironment } from './environment.js';
import { createPace } from './pace.js';
import type { Settings } from './settings.js';

/** How many messages a log keeps. */
const LIMIT = 2;

/** What is made of messages to be rendered: promises 7 and 10. */
export interface Views {
  check(): void;
}

type Trap = 'collect' | 'view' | 'fold' | 'reducer';

export function followViews(
  socket: TowlineSocket,
  world: FakeEnvironment,
  watched: WatchedEnvironment,
  { delivery }: Settings,
  /** May throw. */
  spring: (type: Trap) => void,
): Views {
  let heard = 0;
  let given = 0;
  /** What was given since the last new destination. */
  let shown: string[] = [];
  let told = 0;
  let deliveries = 0;
  const pace = createPace(delivery, world, watched);
  const problems: string[] = [];

  socket.on('message', () => {
    heard += 1;
    pace.came();
  });
  socket.subscribe(() => {
    pace.excuse();
    // What a status shows came after the messages before it.
    if (given !== heard) problems.push(`a change was shown before ${heard - given} messages`);
  });
  socket.collect({
    receive(batch) {
      pace.delivered(batch.length);
      deliveries += 1;
      given += batch.length;
      shown.push(...batch);
    },
    reset() {
      deliveries += 1;
      pace.moved();
      shown = [];
    },
  });
  socket.lastMessage.subscribe(() => {
    told += 1;
    const [last = null] = shown.slice(-1);
    if (socket.lastMessage.getSnapshot() !== last) problems.push('another last message');
    spring('view');
  });

  const log = createLog(socket, { limit: LIMIT });
  const folded: string[] = [];
  const reducer = createReducer(
    socket,
    (value: string, message) => {
      spring('reducer');
      folded.push(message);
      return `${value},${message}`;
    },
    '',
  );
  /** What the fold made of what it was given. */
  let value = '';
  const view = createView(socket, {
    initial: '',
    apply(before: string, batch) {
      // What a fold that throws was given is lost to it.
      spring('fold');
      if (before !== value) problems.push(`a fold was given ${before} instead of ${value}`);
      value = [before, ...batch].join();
      return value;
    },
  });
  view.subscribe(() => {});
  let reduced = '';
  socket.collect({
    // After the reducer and the view were given it.
    receive() {
      reduced = [reduced, ...folded.splice(0)].join();
      spring('collect');
    },
    reset() {
      reduced = '';
      value = '';
      folded.length = 0;
    },
  });

  return {
    check() {
      if (problems.length > 0) expect.fail(problems.join('\n'));
      const late = pace.check(heard - given);
      if (late) expect.fail(late);
      const kept = log.getSnapshot();
      if (kept.join() !== shown.slice(-LIMIT).join()) {
        expect.fail(`a log keeps [${kept}] of [${shown}]`);
      }
      if (reducer.getSnapshot() !== reduced) {
        expect.fail(`a reducer has ${reducer.getSnapshot()} instead of ${reduced}`);
      }
      if (view.getSnapshot() !== value) {
        expect.fail(`a view has ${view.getSnapshot()} instead of ${value}`);
      }
      if (told !== deliveries) expect.fail(`${told} were told of ${deliveries} deliveries`);
    },
  };
}
