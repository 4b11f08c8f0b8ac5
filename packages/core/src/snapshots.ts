import { FRAME } from './delivery.js';
import type { Driver } from './driver.js';
import type { Environment } from './env.js';
import { receives } from './machine/questions.js';
import { type Snapshot, sameSnapshot } from './snapshot.js';

/** The snapshot that is shown: replaced once for each change, and for what changes all the time once a frame. */
export interface Snapshots {
  readonly current: Snapshot;
  /** Shows what has changed, now. */
  refresh(): void;
  /** The same for what may come with each message: at once, and then once a frame. */
  refreshSoon(): void;
  /** Something was sent or queued: shown within a frame. */
  touch(): void;
}

/** What is around the snapshots. */
export interface SnapshotSurroundings {
  readonly environment: Pick<Environment, 'requestFrame' | 'monotonicTime'>;
  /** Before a new snapshot is there. */
  beforeChange(): void;
  changed(snapshot: Snapshot): void;
  /** Whether somebody renders the snapshot. */
  watched(): boolean;
}

export function createSnapshots(
  surroundings: SnapshotSurroundings,
  driver: Pick<Driver, 'state' | 'post' | 'callOut'>,
  read: () => Snapshot,
): Snapshots {
  const { environment, watched } = surroundings;
  let cancelFrame: (() => void) | undefined;
  let hurriedAt = Number.NEGATIVE_INFINITY;

  function refresh() {
    cancelFrame?.();
    cancelFrame = undefined;
    const next = read();
    if (!sameSnapshot(snapshots.current, next)) {
      surroundings.beforeChange();
      snapshots.current = next;
      surroundings.changed(next);
    }
    // No event tells that the platform has sent: it is asked again, as long as somebody looks.
    if (snapshots.current.bufferedAmount > 0 && watched()) touch();
  }

  function refreshSoon() {
    const now = environment.monotonicTime();
    // Only where messages come: after a close no frame is asked for.
    if (now - hurriedAt < FRAME && receives(driver.state)) return touch();
    hurriedAt = now;
    refresh();
  }

  function touch() {
    // Before the first attempt nothing of the runtime is touched: it may be on a server.
    if (driver.state.id === 0) driver.post(refresh);
    else cancelFrame ??= environment.requestFrame(() => driver.callOut(refresh, undefined));
  }

  const snapshots = { current: read(), refresh, refreshSoon, touch };
  return snapshots;
}
