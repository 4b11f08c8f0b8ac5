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
  let opened = false;
  let closed = socket.getSnapshot().lastClose;

  // Each connection is told to open once, and each attempt to end once, as the snapshot shows it.
  socket.on('open', () => {
    if (opened) problems.push('open was told twice');
    opened = true;
  });
  socket.on('close', (close) => {
    if (close === closed) problems.push('close was told twice');
    opened = false;
    closed = close;
  });
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
      if (problems.length > 0) expect.fail(problems.join('\n'));
      if (socket.getSnapshot() !== shown) expect.fail('subscribers were told of another snapshot');
      if (told !== shown) expect.fail('the last statechange had another snapshot');
      const { status, lastClose } = shown;
      if (lastClose !== closed) expect.fail('the last close is not the one that was told');
      if (status !== 'closing' && opened !== (status === 'open')) {
        expect.fail(`${status}, and was told ${opened ? 'to open' : 'no open'}`);
      }
    },
  };
}
