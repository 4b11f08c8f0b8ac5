import type { Socket } from 'node:net';

/** How bytes travel in one direction. */
export type Pace =
  | { readonly kind: 'pass' }
  /** Kept back, and delivered later. */
  | { readonly kind: 'hold' }
  /** Gone, with whatever would have ended the connection. */
  | { readonly kind: 'swallow' }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** Each byte in a write of its own. */
  | { readonly kind: 'split' };

/** One direction of a link: what comes from one end goes to the other, in order, as the pace says. */
export interface Lane {
  /** Bytes that came in. */
  readonly taken: number;
  /** Bytes that went out. */
  readonly given: number;
  /** Bytes that were swallowed. */
  readonly lost: number;
  /** What was swallowed is missing: such a lane stays as it is. */
  setPace(pace: Pace): void;
  /** Lets so many more bytes pass and then none, and calls back. */
  limit(bytes: number, reached: () => void): void;
  /** Lets nothing through any more. */
  close(): void;
}

/** Bytes that wait before no more is read, so that TCP holds the sender back, as on a real link. */
const FULL = 65_536;
/** ms between two portions of a slow lane. */
const PORTION = 10;

/** Single bytes in one turn of the event loop; TCP keeps them apart, unless the reader is slow. */
const SINGLES = 16;

/** The end of a stream waits in line as its bytes do. */
type Item = Buffer | 'end' | 'reset';

export function createLane(from: Socket, to: Socket): Lane {
  const items: Item[] = [];
  let pace: Pace = { kind: 'pass' };
  let waiting = 0;
  let taken = 0;
  let given = 0;
  let lost = 0;
  let limit: { left: number; reached: () => void } | undefined;
  /** Of a slow lane: the time whose bytes have gone. */
  let paidUntil: number | undefined;
  /** How to stop what goes on at its own time. */
  let cancel: (() => void) | undefined;

  function put(item: Item) {
    items.push(item);
    if (typeof item !== 'string') {
      taken += item.length;
      waiting += item.length;
    }
    if (!cancel) move();
  }

  function move(): void {
    cancel = undefined;
    switch (pace.kind) {
      case 'pass':
        pass(Number.POSITIVE_INFINITY);
        break;
      case 'hold':
        break;
      case 'swallow':
        lost += waiting;
        waiting = 0;
        items.length = 0;
        break;
      case 'slow': {
        // By the time that has passed: timers are late on a busy machine.
        const now = performance.now();
        paidUntil ??= now;
        const portion = Math.floor((pace.bytesPerSecond * (now - paidUntil)) / 1000);
        paidUntil += (portion * 1000) / pace.bytesPerSecond;
        pass(portion);
        if (items.length === 0) {
          paidUntil = undefined;
          break;
        }
        const timer = setTimeout(move, PORTION);
        cancel = () => clearTimeout(timer);
        break;
      }
      case 'split': {
        if (items.length === 0) break;
        for (let count = 0; count < SINGLES && pace.kind === 'split'; count++) pass(1);
        const next = setImmediate(move);
        cancel = () => clearImmediate(next);
        break;
      }
    }
    breathe();
  }

  /** At most so many bytes, as long as the pace is what it was. */
  function pass(most: number) {
    const begun = pace;
    for (let left = most; left > 0 && items.length > 0 && pace === begun; ) left -= give(left);
  }

  /** Reads on where there is room. */
  function breathe() {
    if (waiting >= FULL || to.writableNeedDrain) from.pause();
    else if (from.isPaused()) from.resume();
  }

  /** The first item, or at most so many bytes of it; how many they were. */
  function give(most: number): number {
    const item = items.shift();
    if (item === 'end') to.end();
    if (item === 'reset') to.resetAndDestroy();
    if (item === undefined || typeof item === 'string') return 0;
    const size = Math.min(most, limit?.left ?? most, item.length);
    if (size < item.length) items.unshift(item.subarray(size));
    if (to.writable) to.write(item.subarray(0, size));
    waiting -= size;
    given += size;
    if (limit) limit.left -= size;
    stopAtLimit();
    return size;
  }

  function stopAtLimit() {
    if (!limit || limit.left > 0) return;
    const { reached } = limit;
    limit = undefined;
    pace = { kind: 'hold' };
    reached();
  }

  from.setNoDelay(true);
  from.on('data', put);
  from.on('end', () => put('end'));
  from.on('close', (failed: boolean) => failed && put('reset'));
  // What it was is told by `close`.
  from.on('error', () => {});
  to.on('drain', breathe);

  const lane: Lane = {
    get taken() {
      return taken;
    },
    get given() {
      return given;
    },
    get lost() {
      return lost;
    },
    setPace(next) {
      if (pace.kind === 'swallow') return;
      cancel?.();
      paidUntil = undefined;
      pace = next;
      move();
    },
    limit(bytes, reached) {
      limit = { left: bytes, reached };
      stopAtLimit();
    },
    close() {
      lane.setPace({ kind: 'swallow' });
    },
  };
  return lane;
}
