import type { Environment } from './env.js';
import type { Effect } from './machine/effect.js';
import type { Input, Unstamped } from './machine/input.js';
import { deadline } from './machine/questions.js';
import type { Rules } from './machine/rules.js';
import { initial, type State } from './machine/state.js';
import { step } from './machine/step.js';
import { createMailbox, type Mailbox } from './mailbox.js';
import { timerDelay } from './timer-delay.js';

/** Runs the machine: one mailbox, one timer. */
export interface Driver {
  readonly state: State;
  /** The state once all that waits in the mailbox has been done. */
  expected(): State;
  /** Whether something waits in the mailbox. */
  behind(): boolean;
  busy(): boolean;
  /** The machine's time, ms. */
  now(): number;
  /** An input for the machine, or something to do when its turn comes. */
  post(task: Task): void;
  callOut: Mailbox<Task>['callOut'];
}

export type Task = Unstamped | (() => void);

/**
 * @param heard when the connection last said anything
 * @param commit does the effects of a step, once its state is stored, also where nothing came of it; must not throw
 */
export function createDriver(
  environment: Environment,
  now: () => number,
  heard: () => number,
  rules: Rules,
  commit: (before: State, input: Input, effects: readonly Effect[]) => void,
): Driver {
  let cancelTimer: (() => void) | undefined;

  /** The state once the first tasks that wait have been done, and how many those are. */
  let foreseen: { state: State; tasks: number } = { state: initial, tasks: 0 };

  const mailbox = createMailbox<Task>((task) => {
    foreseen = { state: driver.state, tasks: 0 };
    if (typeof task === 'function') {
      task();
      return;
    }
    const before = driver.state;
    const input = stamp(task);
    const [next, effects] = step(before, input, rules);
    driver.state = next;
    foreseen = { state: next, tasks: 0 };
    if (next !== before) arm();
    commit(before, input, effects);
  }, environment.reportError);

  function stamp(input: Unstamped): Input {
    // Before the first attempt no clock is touched: it may be on a server. With that attempt it begins, at 0.
    const inert = driver.state.id === 0;
    const moment = inert ? { now: 0, random: 0 } : { now: now(), random: environment.random() };
    return { ...input, ...moment, heard: heard() } as Input;
  }

  /** Anew for each state, also where the deadline is the same: a timer set before a sleep comes too late. */
  function arm() {
    cancelTimer?.();
    cancelTimer = undefined;
    const due = deadline(driver.state);
    if (due === Number.POSITIVE_INFINITY) return;
    cancelTimer = environment.setTimer(tick, timerDelay(due - now()));
  }

  function tick() {
    const before = driver.state;
    mailbox.post({ type: 'tick' });
    // Timers may fire early: then nothing has changed, and it is still due.
    if (driver.state === before) arm();
  }

  const driver = {
    state: initial as State,
    expected() {
      // The user's policy is asked once, when it is time: until then, that there is a retry is good enough.
      const sketch = { ...rules, retry: () => 0 };
      for (; foreseen.tasks < mailbox.waiting.length; foreseen.tasks += 1) {
        const task = mailbox.waiting[foreseen.tasks];
        if (typeof task !== 'object') continue;
        foreseen.state = step(foreseen.state, stamp(task), sketch)[0];
      }
      return foreseen.state;
    },
    behind: () => mailbox.waiting.length > 0,
    busy: () => mailbox.busy,
    now,
    post: mailbox.post,
    callOut: mailbox.callOut,
  };
  return driver;
}
