import type { Environment } from './env.js';

/**
 * The driver's clock in ms. It advances by the larger of the two clocks' differences: the wall
 * clock goes on while the machine sleeps, the monotonic one when somebody sets the time back.
 */
export function createClock(environment: Environment): () => number {
  let now = 0;
  let wall: number | undefined;
  let monotonic = 0;
  return () => {
    const nextWall = environment.wallTime();
    const nextMonotonic = environment.monotonicTime();
    if (wall !== undefined) now += Math.max(0, nextWall - wall, nextMonotonic - monotonic);
    wall = nextWall;
    monotonic = nextMonotonic;
    return now;
  };
}
