import type { Door } from './door.js';
import { fakeClock, frame, pause, realPause, timersGo } from './env/timers.js';
import { MockServerError } from './errors.js';
import type { ManualClock } from './manual-clock.js';

/** A frame's time, ms. */
const FRAME = 16;
/** ms; where nothing has arrived for so long, and for its latency, nothing comes by waiting. */
const PATIENCE = 2000;

/** How long a talk may take: ms, and so many latencies. */
interface Limit {
  readonly longest: number;
  readonly latencies: number;
}

/** Where it takes no time of the test's own. */
const MOVED: Limit = { longest: 60_000, latencies: 100 };
/** vitest and jest end a test after 5 s, and say nothing of why. */
const REAL: Limit = { longest: 2000, latencies: 25 };

/**
 * Waits until nothing is under way, and then for the frame in which views show it.
 *
 * @param clock is moved as far as that takes; without it fake timers are, and where there are none time is real
 * @throws MockServerError `timers-stand-still`, `nothing-arrives`, `never-quiet`
 */
export async function settle(
  clock: ManualClock | undefined,
  door: Pick<Door, 'busy' | 'arrived' | 'heard' | 'latency'>,
): Promise<void> {
  if (!(await timersGo())) throw new MockServerError('timers-stand-still', STAND_STILL);
  const passed = { moved: 0, real: 0 };
  let waited = 0;
  let { arrived } = door;
  let inRealTime: ReturnType<typeof realPause>;
  let heard: number;
  function count() {
    passed[clock || (fakeClock() && !inRealTime) ? 'moved' : 'real'] += FRAME;
  }
  do {
    do {
      if (waited > PATIENCE + door.latency) {
        // What was sent before timers were faked comes by real time, and is answered by fake time.
        const real = inRealTime ? undefined : realPause();
        if (!real) throw new MockServerError('nothing-arrives', NOTHING_ARRIVES);
        inRealTime = real;
        waited = 0;
      }
      // Where it has become silent it is no talk.
      if (waited === 0 && (over(passed.moved, MOVED, door) || over(passed.real, REAL, door))) {
        throw new MockServerError('never-quiet', NEVER_QUIET);
      }
      count();
      clock?.advance(FRAME);
      // What promises do takes its turns also where the clock is manual.
      await pause(clock ? 0 : FRAME);
      await inRealTime?.(FRAME);
      waited = arrived === door.arrived ? waited + FRAME : 0;
      arrived = door.arrived;
    } while (door.busy);
    heard = door.heard;
    count();
    if (clock) clock.advance(FRAME);
    else await frame();
    // What was shown then may have sent something more, and have its answer already.
  } while (door.busy || heard !== door.heard);
}

function over(passed: number, { longest, latencies }: Limit, { latency }: Pick<Door, 'latency'>) {
  return passed > longest + latencies * latency;
}

const STAND_STILL =
  'Timers were replaced by others that do not go, and that cannot be moved. Use the fake timers of vitest, of jest (not its legacy ones) or of sinon, or give the server a clock of createManualClock() and leave timers alone.';

const NOTHING_ARRIVES = `Something is under way, and nothing has arrived for ${PATIENCE} ms. What was sent under fake timers never arrives once they are gone: settle before vi.useRealTimers(), or reset the server.`;

const NEVER_QUIET =
  'Something is under way all the time: client and server answer each other without an end. Stop one of them, or wait for what you expect instead.';
