import { createManualClock } from '@towline/testing';
import { describe, expect, test } from 'vitest';

describe('a manual clock', () => {
  test('runs due timers in order of their time, those set meanwhile too', () => {
    const clock = createManualClock();
    const { environment } = clock;
    const calls: string[] = [];
    const note = (name: string) => () => calls.push(`${name} at ${environment.monotonicTime()}`);
    environment.setTimer(note('late'), 200);
    environment.setTimer(() => {
      note('early')();
      environment.setTimer(note('nested'), 50);
    }, 100);
    clock.advance(199);
    expect(calls).toEqual(['early at 100', 'nested at 150']);
    clock.advance(1);
    expect(calls).toEqual(['early at 100', 'nested at 150', 'late at 200']);
    expect(clock.timers).toBe(0);
  });

  test('runs timers that are due together in the order they were set', () => {
    const clock = createManualClock();
    const { environment } = clock;
    const calls: string[] = [];
    environment.setTimer(() => calls.push('first'), 10);
    environment.setTimer(() => calls.push('second'), 10);
    clock.advance(10);
    expect(calls).toEqual(['first', 'second']);
  });

  test('has timers of whole milliseconds, as real platforms have', () => {
    const clock = createManualClock();
    const { environment } = clock;
    const calls: number[] = [];
    const note = () => calls.push(environment.monotonicTime());
    for (const delay of [-5, 0, 0.1, 2.9]) environment.setTimer(note, delay);
    clock.advance(10);
    expect(calls).toEqual([0, 0, 1, 2]);
  });

  test('throws where a timer sets itself again for now, and does not hang', () => {
    const clock = createManualClock();
    const { environment } = clock;
    const again = () => environment.setTimer(again, 0);
    again();
    expect(() => clock.advance(1)).toThrow(
      expect.objectContaining({ name: 'MockServerError', code: 'endless-timers' }),
    );
  });

  test('never runs a cancelled timer or frame', () => {
    const clock = createManualClock();
    const { environment, frames } = clock;
    const calls: string[] = [];
    environment.setTimer(() => calls.push('timer'), 10)();
    const cancels = [
      environment.requestFrame(() => cancels[1]?.()),
      environment.requestFrame(() => calls.push('frame')),
    ];
    frames.run();
    clock.advance(100);
    expect(calls).toEqual([]);
  });

  test('runs what became due in a frozen page late, and all of it at once', () => {
    const clock = createManualClock();
    const { environment } = clock;
    const calls: number[] = [];
    for (const delay of [100, 200]) {
      environment.setTimer(() => calls.push(environment.monotonicTime()), delay);
    }
    clock.freeze(60_000);
    expect(calls).toEqual([]);
    clock.advance(0);
    expect(calls).toEqual([60_000, 60_000]);
    expect(environment.wallTime() - Date.UTC(2030, 0, 1)).toBe(60_000);
  });

  test('stops the monotonic clock and the timers while the machine sleeps', () => {
    const clock = createManualClock({ startAt: 1000 });
    const { environment } = clock;
    let fired = false;
    environment.setTimer(() => {
      fired = true;
    }, 100);
    clock.sleep(60_000);
    expect([environment.wallTime(), environment.monotonicTime(), fired]).toEqual([
      61_000,
      0,
      false,
    ]);
    clock.advance(100);
    expect([environment.wallTime(), environment.monotonicTime(), fired]).toEqual([
      61_100,
      100,
      true,
    ]);
  });

  test('sets only the wall clock back', () => {
    const clock = createManualClock({ startAt: 5000 });
    const { environment } = clock;
    clock.advance(1000);
    clock.setBack(3000);
    expect([environment.wallTime(), environment.monotonicTime()]).toEqual([3000, 1000]);
  });

  test('paints every 16 ms of advanced time', () => {
    const clock = createManualClock();
    const { environment, frames } = clock;
    const paints: number[] = [];
    const paint = () => {
      paints.push(environment.monotonicTime());
      if (paints.length < 3) environment.requestFrame(paint);
    };
    environment.requestFrame(paint);
    clock.advance(15);
    expect(paints).toEqual([]);
    clock.advance(100);
    expect(paints).toEqual([16, 32, 48]);
    expect(frames.pending).toBe(0);
  });

  test('leaves painting to the test where that was asked for', () => {
    const clock = createManualClock({ autoFrames: false });
    const { environment, frames } = clock;
    let paints = 0;
    environment.requestFrame(() => {
      paints += 1;
    });
    clock.advance(1000);
    expect([paints, frames.pending]).toEqual([0, 1]);
    frames.run();
    expect([paints, frames.pending]).toEqual([1, 0]);
  });
});
