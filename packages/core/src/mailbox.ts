/**
 * Runs one task at a time, each to its end: what is posted meanwhile waits its turn. So whoever is
 * called out to, a listener above all, may call anything.
 */
export interface Mailbox<Task> {
  readonly busy: boolean;
  /** What waits; empty unless it is busy. */
  readonly waiting: readonly Task[];
  post(task: Task): void;
  /** Calls out at once, and lets what that posts wait until it has returned. */
  callOut<Argument, Result>(callback: (argument: Argument) => Result, argument: Argument): Result;
}

/** @param report hears of a task that threw; those that wait are done all the same */
export function createMailbox<Task>(
  run: (task: Task) => void,
  report: (error: unknown) => void,
): Mailbox<Task> {
  const waiting: Task[] = [];

  function callOut<Argument, Result>(
    callback: (argument: Argument) => Result,
    argument: Argument,
  ): Result {
    if (mailbox.busy) return callback(argument);
    mailbox.busy = true;
    try {
      return callback(argument);
    } finally {
      drain();
      mailbox.busy = false;
    }
  }

  function drain() {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      try {
        run(task);
      } catch (error) {
        report(error);
      }
    }
  }

  const mailbox = {
    busy: false,
    waiting,
    post(task: Task) {
      waiting.push(task);
      if (!mailbox.busy) callOut(drain, undefined);
    },
    callOut,
  };
  return mailbox;
}
