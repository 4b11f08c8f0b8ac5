import { createWebSocket, type Snapshot } from '@towline/core';
import { createFakeEnvironment, FakeSocket } from '@towline/suites';
import { createRandom } from './seeded.js';

/** ms; what is measured holds of any so long. */
const WINDOW = 100;
/** ms until the network answers an attempt: it is refused, or opens. */
const ROUND_TRIP = 1;
/** ms in which everybody is back, long before that. */
const LONGEST = 60_000;

export interface OutageOptions {
  readonly seed: number;
  readonly clients: number;
  /** How long the server is away, ms. */
  readonly away: number;
}

/** All times in ms since the server died. */
export interface Outage {
  /** When each attempt was made, of each client. */
  readonly attempts: readonly (readonly number[])[];
  /** When each client was open again. */
  readonly arrivals: readonly number[];
  /** What each client was shown whenever it waited. */
  readonly waits: readonly (readonly Wait[])[];
}

export interface Wait extends Pick<Snapshot, 'attempt'> {
  readonly since: number;
  readonly delay: number;
}

/** A server dies under all of its clients in the same moment, and comes back; with the default policy. */
export function simulateOutage({ seed, clients, away }: OutageOptions): Outage {
  const { environment, clock } = createFakeEnvironment({ random: createRandom(seed) });
  let isUp = true;
  let diedAt = 0;
  const passed = () => clock.monotonicTime - diedAt;

  const all = Array.from({ length: clients }, () => {
    const attempts: number[] = [];
    const arrivals: number[] = [];
    const waits: Wait[] = [];
    let platform: FakeSocket | undefined;
    const socket = createWebSocket('ws://localhost/', {
      environment: {
        ...environment,
        WebSocket(url: string) {
          const made = new FakeSocket(url);
          platform = made;
          attempts.push(passed());
          environment.setTimer(() => (isUp ? made.accept() : made.fail()), ROUND_TRIP);
          return made;
        },
      },
    });
    socket.on('open', () => arrivals.push(passed()));
    socket.on('statechange', ({ nextRetry, attempt }) => {
      if (nextRetry) waits.push({ attempt, delay: nextRetry.delay, since: passed() });
    });
    return { attempts, arrivals, waits, socket, drop: () => platform?.drop() };
  });

  for (const { socket } of all) socket.open();
  clock.advance(LONGEST);
  for (const { attempts, arrivals } of all) {
    attempts.length = 0;
    arrivals.length = 0;
  }
  isUp = false;
  diedAt = clock.monotonicTime;
  for (const client of all) client.drop();
  clock.advance(away);
  isUp = true;
  clock.advance(LONGEST);
  for (const { socket } of all) socket.close();
  return {
    attempts: all.map(({ attempts }) => attempts),
    arrivals: all.flatMap(({ arrivals }) => arrivals),
    waits: all.map(({ waits }) => waits),
  };
}

/** The largest share of these moments that lies within any 100 ms. */
export function largestShare(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, moment] of sorted.entries()) {
    while (moment - (sorted[first] as number) >= WINDOW) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most / sorted.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
