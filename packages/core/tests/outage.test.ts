import { tellSoak } from '@towline/suites/soak';
import { describe, expect, test } from 'vitest';
import { largestShare, median, type Outage, simulateOutage, type Wait } from './outage.js';

/** Other seeds, other outages: `OUTAGES=300 npx vitest run --project core tests/outage`. */
const numOutages = Number(process.env['OUTAGES'] ?? 40);

/** ms */
const AWAY = 3500;
const CLIENTS = 200;

/**
 * How many outages may miss each bound. The moments of 200 clients are drawn, so that chance can crowd them, or hold half
 * of them back, whatever the policy: with this one it crowds some in one outage of two thousand or so.
 */
const MISSES = Math.floor(numOutages / 400);

/** The default policy: how long a wait may be, ms. */
const longest = (attempt: number) => Math.min(30_000, 1500 * 1.12 ** (attempt - 1));
/** And how long it has to be. */
const shortest = (attempt: number) => (attempt === 1 ? 0 : longest(attempt) / 2);

describe('when a server dies under 200 clients and is away for 3.5 s', { timeout: 60_000 }, () => {
  const outages: Outage[] = Array.from({ length: numOutages }, (_, index) =>
    simulateOutage({ seed: index + 1, clients: CLIENTS, away: AWAY }),
  );

  test('all of them come back, each once', () => {
    for (const { arrivals } of outages) expect(arrivals).toHaveLength(CLIENTS);
  });

  const shares = outages.map(({ attempts, arrivals }) => ({
    attempts: largestShare(attempts.flat()),
    arrivals: largestShare(arrivals),
  }));
  const crowded = shares.filter(({ attempts, arrivals }) => Math.max(attempts, arrivals) > 0.15);
  const late = outages.filter(({ arrivals }) => median(arrivals) - AWAY > 1000);
  tellSoak({
    attemptsShare: Math.max(...shares.map(({ attempts }) => attempts)),
    arrivalsShare: Math.max(...shares.map(({ arrivals }) => arrivals)),
    crowded: crowded.length,
    median: median(outages.flatMap(({ arrivals }) => arrivals)) - AWAY,
    late: late.length,
  });

  test('no 100 ms hold more than 15 % of the attempts, nor of the arrivals', () => {
    expect(crowded.length).toBeLessThanOrEqual(MISSES);
  });

  test('the median client is back within a second of the server', () => {
    expect(late.length).toBeLessThanOrEqual(MISSES);
  });

  test('each attempt follows a wait that the policy allows, and there is no other', () => {
    const wrong = outages.flatMap(({ attempts, waits }) =>
      attempts.filter((moments, client) => !follow(moments, waits[client] ?? [])),
    );
    expect(wrong).toEqual([]);
  });
});

function follow(moments: readonly number[], waits: readonly Wait[]): boolean {
  return (
    moments.length === waits.length &&
    waits.every(
      ({ attempt, delay, since }, index) =>
        attempt === index + 1 &&
        delay >= shortest(attempt) &&
        delay < longest(attempt) &&
        // Timers count whole milliseconds: they may be called early by a part of one.
        Math.abs(since + delay - (moments[index] ?? 0)) <= 1,
    )
  );
}
