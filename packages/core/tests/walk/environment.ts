import type { Environment } from '@towline/core';
import type { ManualClock } from '@towline/testing';

/** An environment that counts what is asked of it: promise 8. */
export interface WatchedEnvironment {
  readonly environment: Environment;
  /** What was touched, by name; what listeners threw may be reported at any time. */
  readonly touches: ReadonlySet<string>;
  /** When the next timer is due, ms of the clock that timers go by; Infinity: there is none. */
  readonly nextTimer: number;
}

export function watchEnvironment(
  real: Environment,
  clock: ManualClock,
  WebSocket = real.WebSocket,
): WatchedEnvironment {
  const touches = new Set<string>();
  const timers = new Set<{ readonly due: number }>();

  return {
    touches,
    get nextTimer() {
      let next = Number.POSITIVE_INFINITY;
      for (const { due } of timers) next = Math.min(next, due);
      return next;
    },
    environment: {
      get WebSocket() {
        touches.add('WebSocket');
        return WebSocket;
      },
      get baseUrl() {
        touches.add('baseUrl');
        return real.baseUrl;
      },
      get online() {
        touches.add('online');
        return real.online;
      },
      wallTime() {
        touches.add('wallTime');
        return real.wallTime();
      },
      monotonicTime() {
        touches.add('monotonicTime');
        return real.monotonicTime();
      },
      random() {
        touches.add('random');
        return real.random();
      },
      setTimer(callback, delay) {
        touches.add('setTimer');
        const timer = { due: clock.monotonicTime + delay };
        timers.add(timer);
        const cancel = real.setTimer(() => {
          timers.delete(timer);
          callback();
        }, delay);
        return () => {
          timers.delete(timer);
          cancel();
        };
      },
      requestFrame(callback) {
        touches.add('requestFrame');
        return real.requestFrame(callback);
      },
      requestTurn(callback) {
        touches.add('requestTurn');
        return real.requestTurn?.(callback) ?? (() => {});
      },
      listen(tell) {
        touches.add('listen');
        return real.listen(tell);
      },
      reportError: real.reportError,
    },
  };
}
