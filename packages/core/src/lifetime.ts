import type { Environment } from './env.js';
import { timerDelay } from './timer-delay.js';

/** Who wants a connection open: those who retain it, and the user who called `open()`. */
export interface Lifetime {
  wanted(): boolean;
  /** `owner`: its release also ends the user's hold. */
  retain(owner: boolean): () => void;
  /** The user's own hold, until `close()`. */
  hold(): void;
  letGo(): void;
}

/**
 * After the last release it lingers, so that a component that comes back within `linger` ms finds
 * the connection as it was.
 *
 * @param atRest whether there is nothing to release: then nothing has to linger either
 */
export function createLifetime(
  environment: Pick<Environment, 'setTimer'>,
  linger: number,
  onRetain: () => void,
  onRelease: () => void,
  atRest: () => boolean,
): Lifetime {
  let held = false;
  let holders = 0;
  let cancelLinger: (() => void) | undefined;

  function stay() {
    cancelLinger?.();
    cancelLinger = undefined;
  }
  function release(owner: boolean) {
    holders -= 1;
    if (owner) held = false;
    if (holders > 0 || held || atRest()) return;
    wait(linger);
  }
  function wait(left: number) {
    const delay = timerDelay(left);
    cancelLinger = environment.setTimer(() => {
      cancelLinger = undefined;
      if (left > delay) wait(left - delay);
      else onRelease();
    }, delay);
  }

  return {
    wanted: () => held || holders > 0,
    retain(owner) {
      stay();
      holders += 1;
      if (holders === 1) onRetain();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        release(owner);
      };
    },
    hold() {
      stay();
      held = true;
    },
    letGo() {
      stay();
      held = false;
    },
  };
}
