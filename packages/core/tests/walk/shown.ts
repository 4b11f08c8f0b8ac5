import type { Snapshot, TowlineSocket } from '@towline/core';
import { expect } from 'vitest';

/** The fields that changed. Each close, error and retry is a new one, also where it reads like the last. */
function changes(before: Snapshot, after: Snapshot): string[] {
  return (Object.keys(after) as (keyof Snapshot)[]).filter(
    (name) => !Object.is(before[name], after[name]),
  );
}

/** Follows the snapshots that are shown: promise 6. */
export function followSnapshots(socket: TowlineSocket) {
  let shown = socket.getSnapshot();
  let told = shown;
  const problems: string[] = [];

  socket.subscribe(() => {
    const next = socket.getSnapshot();
    if (changes(shown, next).length === 0) problems.push('told of a change that is none');
    if (!Object.isFrozen(next)) problems.push('not frozen');
    shown = next;
  });
  socket.on('statechange', (snapshot) => {
    if (snapshot !== socket.getSnapshot()) problems.push('statechange with another snapshot');
    told = snapshot;
  });

  return {
    get shown() {
      return shown;
    },
    check() {
      expect(problems).toEqual([]);
      expect(socket.getSnapshot(), 'the snapshot that subscribers were told of').toBe(shown);
      expect(told, 'the snapshot of the last statechange').toBe(shown);
    },
  };
}
