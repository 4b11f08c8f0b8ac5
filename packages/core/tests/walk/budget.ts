import {
  type BacklogPolicy,
  createBudgetedReducer,
  type Environment,
  type TowlineSocket,
} from '@towline/core';
import type { ManualClock } from '@towline/testing';
import { expect } from 'vitest';
import { INTERNALS, internalsOf } from '../../src/internals.js';
import { keyOf } from './rooms.js';

export type BacklogName = 'keep-all' | 'drop-oldest' | 'latestPer';

/** ms of work at a time. */
const BUDGET = 8;

/** How many messages may wait. */
const LIMIT = 2;

const POLICIES: Readonly<Record<BacklogName, BacklogPolicy<string>>> = {
  'keep-all': 'keep-all',
  'drop-oldest': 'drop-oldest',
  latestPer: { latestPer: keyOf },
};

/** A reducer that takes longer than its budget: promises 2, 7 and 10. */
export interface Budgeted {
  /** How many turns of the page are asked for. */
  readonly turns: number;
  check(): void;
  /** At the very end: nothing waits. */
  checkClosed(): void;
}

export interface BudgetSurroundings {
  readonly clock: ManualClock;
  readonly backlog: BacklogName;
  /** May throw. */
  spring(type: 'lag' | 'left out'): void;
  /** What throws where the fold throws, each time. */
  throws(): never;
}

export function followBudget(
  socket: TowlineSocket,
  { clock, backlog, spring, throws }: BudgetSurroundings,
): Budgeted {
  /** What waits, in order. */
  let waiting: string[] = [];
  let value = '';
  /** What the folds took beside the clock: it is not frozen for all others. */
  let worked = 0;
  let turns = 0;
  let turnedAt = 0;
  const problems: string[] = [];

  const now = () => clock.monotonicTime + worked;
  const internals = internalsOf(socket);
  const environment: Environment = Object.create(internals.environment, {
    monotonicTime: { value: now },
    requestTurn: {
      value(callback: () => void) {
        turns += 1;
        const cancel = internals.environment.requestTurn?.(() => {
          turns -= 1;
          turnedAt = now();
          callback();
        });
        return () => {
          turns -= 1;
          cancel?.();
        };
      },
    },
  });
  const source: TowlineSocket = Object.create(socket, {
    [INTERNALS]: { value: { ...internals, environment } },
  });

  // Before the reducer is given it.
  socket.collect({
    receive(batch) {
      waiting.push(...batch);
      turnedAt = now();
    },
    reset() {
      waiting = [];
      value = '';
    },
  });
  const reducer = createBudgetedReducer(
    source,
    (before: string, message) => {
      if (now() >= turnedAt + BUDGET) problems.push('worked on when it was the turn of the page');
      if (message !== waiting.shift()) problems.push(`${message} was applied out of order`);
      if (before !== value) problems.push(`a fold was given ${before} instead of ${value}`);
      const number = Number.parseInt(message, 10);
      // One, two or three of them take the budget.
      worked += 3 * (1 + ((number || 0) % 3));
      if (number % 7 === 6) throws();
      value = `${before},${message}`;
      return value;
    },
    '',
    { budget: BUDGET, backlog: { limit: LIMIT, overflow: POLICIES[backlog] } },
  );
  reducer.on('drop', ({ message }) => {
    const place = waiting.indexOf(message);
    const [gone] = place < 0 ? [] : waiting.splice(place, 1);
    if (gone === undefined || !mayGo(message, place)) {
      problems.push(`${message} was left out of [${waiting}]`);
    }
    spring('left out');
  });
  reducer.subscribe(() => spring('lag'));

  /** Whether the policy lets go what was at this place, now that it is out. */
  function mayGo(message: string, place: number): boolean {
    switch (backlog) {
      case 'keep-all':
        return false;
      case 'drop-oldest':
        return place === 0 && waiting.length >= LIMIT;
      case 'latestPer':
        return waiting.slice(place).some((one) => Object.is(keyOf(one), keyOf(message)));
    }
  }

  /** How many may wait. */
  function most(): number {
    if (backlog === 'keep-all') return Number.POSITIVE_INFINITY;
    if (backlog === 'drop-oldest') return LIMIT;
    return Math.max(LIMIT, 2 * new Set(waiting.map(keyOf)).size);
  }

  return {
    get turns() {
      return turns;
    },
    check() {
      const due = waiting.length > 0 ? 1 : 0;
      if (turns !== due) problems.push(`${waiting.length} wait, and ${turns} turns are asked for`);
      if (waiting.length > most()) problems.push(`${waiting.length} of ${most()} wait`);
      const { messages } = reducer.lag.getSnapshot();
      if (due === 0 && (reducer.getSnapshot() !== value || messages !== 0)) {
        problems.push(`${reducer.getSnapshot()} is shown instead of ${value}, ${messages} behind`);
      }
      if (problems.length > 0) expect.fail(problems.join('\n'));
    },
    checkClosed() {
      if (waiting.length > 0) expect.fail(`[${waiting}] still wait to be applied`);
    },
  };
}
