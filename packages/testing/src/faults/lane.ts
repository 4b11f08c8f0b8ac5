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
        while (items.length > 0 && pace.kind === 'pass') give(Number.POSITIVE_INFINITY);
        break;
      case 'hold':
        break;
      case 'swallow':
        lost += waiting;
        waiting = 0;
        items.length = 0;
        break;
      case 'slow': {
        if (items.length === 0) break;
        give(Math.max(1, Math.round((pace.bytesPerSecond * PORTION) / 1000)));
        const timer = setTimeout(move, PORTION);
        cancel = () => clearTimeout(timer);
        break;
      }
      case 'split': {
        if (items.length === 0) break;
        give(1);
        const next = setImmediate(move);
        cancel = () => clearImmediate(next);
        break;
      }
    }
    breathe();
  }

  /** Reads on where there is room. */
  function breathe() {
    if (waiting >= FULL || to.writableNeedDrain) from.pause();
    else if (from.isPaused()) from.resume();
  }

  /** The first item, or at most so many bytes of it. */
  function give(most: number) {
    const item = items.shift();
    if (item === 'end') to.end();
    else if (item === 'reset') to.resetAndDestroy();
    else if (item) {
      const size = Math.min(most, limit?.left ?? most, item.length);
      if (size < item.length) items.unshift(item.subarray(size));
      if (to.writable) to.write(item.subarray(0, size));
      waiting -= size;
      given += size;
      if (limit) limit.left -= size;
      stopAtLimit();
    }
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
