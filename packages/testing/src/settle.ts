import type { Door } from './door.js';
import { frame, pause } from './env.js';
import type { ManualClock } from './manual-clock.js';

/** A frame's time, ms. */
const FRAME = 16;
/** ms; where nothing has arrived for so long, and for its latency, nothing comes by waiting. */
const PATIENCE = 2000;

/**
 * Waits until nothing is under way, and then for the frame in which views show it.
 *
 * @param clock is moved as far as that takes; without it time is real
 */
export async function settle(
  clock: ManualClock | undefined,
  door: Pick<Door, 'busy' | 'arrived' | 'latency'>,
): Promise<void> {
  let waited = 0;
  let { arrived } = door;
  do {
    if (waited > PATIENCE + door.latency) throw new Error(STANDS_STILL);
    clock?.advance(FRAME);
    // What promises do takes its turns also where the clock is manual.
    await pause(clock ? 0 : FRAME);
    waited = arrived === door.arrived ? waited + FRAME : 0;
    arrived = door.arrived;
  } while (door.busy);
  if (clock) clock.advance(FRAME);
  else await frame();
}

const STANDS_STILL = `Something is under way, and nothing has arrived for ${PATIENCE} ms. Fake timers stand still until the test moves them: use vi.advanceTimersByTimeAsync, or give the server a clock of createManualClock().`;
