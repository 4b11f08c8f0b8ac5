import { drained, type Environment, TowlineError, type TowlineSocket } from '@towline/core';
import type { ManualFrames } from '@towline/testing';
import { expect } from 'vitest';
import { INTERNALS, internalsOf } from '../../src/internals.js';

type Outcome = 'drained' | 'ended' | 'aborted';

/** Someone who waits by `drained()`. */
interface Wait {
  readonly below: number;
  readonly controller: AbortController | undefined;
  /** What it has to come to, as it was looked at; undefined: it waits. */
  due: Outcome | undefined;
  outcome: Outcome | undefined;
}

/** Those who wait until what was sent has left: promise 5. */
export interface Drains {
  /** @param signal whether it may give up before */
  wait(below: number, signal: boolean): void;
  giveUp(which: number): void;
  /** Whether there are promises that have to settle before the check. */
  readonly promised: boolean;
  check(): void;
  /** At the very end: nobody waits any more. */
  checkClosed(): void;
}

export function createDrains(
  socket: TowlineSocket,
  frames: ManualFrames,
  calm: () => boolean,
): Drains {
  const waits: Wait[] = [];
  const isDrained = ({ below }: Wait) => socket.queuedBytes + socket.bufferedAmount <= below;

  /** The socket as it is seen by somebody who waits: whenever that one looks, the walk has looked before. */
  function lookingFirst(look: () => void): TowlineSocket {
    const first =
      <Args extends unknown[]>(callback: (...args: Args) => void) =>
      (...args: Args) => {
        look();
        callback(...args);
      };
    const internals = internalsOf(socket);
    const environment: Environment = Object.create(internals.environment, {
      requestFrame: {
        value: (callback: () => void) => internals.environment.requestFrame(first(callback)),
      },
    });
    const on: TowlineSocket['on'] = (type, listener) => socket.on(type, first(listener));
    return Object.create(socket, {
      [INTERNALS]: { value: { ...internals, environment } },
      subscribe: { value: (listener: () => void) => socket.subscribe(first(listener)) },
      on: { value: on },
    });
  }

  return {
    wait(below, signal) {
      // From within a listener it depends on what is still to come whether it has ended.
      if (!calm()) return;
      const controller = signal ? new AbortController() : undefined;
      const wait: Wait = { below, controller, due: undefined, outcome: undefined };
      waits.push(wait);
      // At first what has left counts, later an end does.
      if (isDrained(wait)) wait.due = 'drained';
      else if (socket.getSnapshot().ended) wait.due = 'ended';
      const source = lookingFirst(() => {
        if (socket.getSnapshot().ended) wait.due ??= 'ended';
        else if (isDrained(wait)) wait.due ??= 'drained';
      });
      drained(source, { below, ...(controller ? { signal: controller.signal } : {}) }).then(
        () => {
          wait.outcome = 'drained';
        },
        (error: unknown) => {
          wait.outcome = error instanceof TowlineError ? 'ended' : 'aborted';
        },
      );
    },
    giveUp(which) {
      const wait = waits.at(-1 - which);
      if (!wait?.controller) return;
      wait.due ??= 'aborted';
      wait.controller.abort();
    },
    get promised() {
      return waits.some(({ due, outcome }) => due !== outcome);
    },
    check() {
      for (const wait of waits) {
        const { due, outcome } = wait;
        if (outcome !== due)
          expect.fail(`${outcome} instead of ${due}, for who waits until all has left`);
        if (!due && isDrained(wait) && frames.pending === 0) {
          expect.fail('all has left, and who waits for it is not told');
        }
      }
    },
    checkClosed() {
      if (waits.some(({ outcome }) => !outcome)) expect.fail('somebody waits until all has left');
    },
  };
}
