import { afterEach, beforeEach, expect } from 'vitest';

/** A rejection that nobody hears of is a failure of every test of the file. */
export function watchRejections(): void {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);

  beforeEach(() => {
    process.on('unhandledRejection', note);
  });
  // Node tells of them when the turn is over.
  afterEach(async () => {
    await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(rejections.splice(0)).toEqual([]);
  });
}
