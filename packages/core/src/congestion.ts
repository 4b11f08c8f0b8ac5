import type { Link } from './link.js';
import { OPEN } from './snapshot.js';

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
  setTimer(callback: () => void, delay: number): () => void;
  later(task: () => void): void;
}

/** No event tells that the platform has sent: it is asked again after so many ms. */
const PAUSE = 16;

/** @param mark bytes of `bufferedAmount` */
export function createCongestion(
  mark = Number.POSITIVE_INFINITY,
  { link, setTimer, later }: CongestionSurroundings,
  queue: { waiting(): boolean; flush(): void },
): Congestion {
  let cancel: (() => void) | undefined;

  function holds() {
    if (mark === Number.POSITIVE_INFINITY) return false;
    const socket = link()?.socket;
    return socket?.readyState === OPEN && socket.bufferedAmount >= mark;
  }

  function watch() {
    if (!queue.waiting() || !holds()) {
      cancel?.();
      cancel = undefined;
      return;
    }
    cancel ??= setTimer(() => {
      cancel = undefined;
      later(queue.flush);
    }, PAUSE);
  }

  return { holds, watch };
}
