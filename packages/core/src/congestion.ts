import type { Link } from './link.js';

/** Holds messages back while the platform has more to send than the mark allows. */
export interface Congestion {
  /** Whether what is sent now has to wait. */
  holds(): boolean;
  /** Looks whether something waits because of it. */
  watch(): void;
}

/** What is around it. */
export interface CongestionSurroundings {
  link(): Link | null;
  /** Whether the connection is open for messages: its gate passed, and not closing. */
  transmits(): boolean;
  setTimer(callback: () => void, delay: number): () => void;
  later(task: () => void): void;
}

/** No event tells that the platform has sent: it is asked again after so many ms. */
const PAUSE = 16;

/** Nothing is held: one for all sockets. */
const NO_CONGESTION: Congestion = { holds: () => false, watch() {} };

/** @param mark bytes of `bufferedAmount`; without it nothing is held */
export function createCongestion(
  mark: number | undefined,
  { link, transmits, setTimer, later }: CongestionSurroundings,
  queue: { waiting(): boolean; flush(): void },
): Congestion {
  if (mark === undefined) return NO_CONGESTION;
  let cancel: (() => void) | undefined;

  const holds = () => (link()?.socket.bufferedAmount ?? 0) >= mark;

  function watch() {
    if (!queue.waiting() || !transmits()) {
      cancel?.();
      cancel = undefined;
    } else if (holds()) {
      cancel ??= setTimer(() => {
        cancel = undefined;
        later(() => transmits() && queue.flush());
      }, PAUSE);
    }
  }

  return { holds, watch };
}
