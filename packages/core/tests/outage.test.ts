import { describe, expect, test } from 'vitest';
import { largestShare, median, type Outage, simulateOutage, type Wait } from './outage.js';
import { tellSoak } from './told.js';

/** Other seeds, other outages: `OUTAGES=300 npx vitest run --project core tests/outage`. */
const numOutages = Number(process.env['OUTAGES'] ?? 40);

/** ms */
const AWAY = 3500;
const CLIENTS = 200;

/** The default policy: how long a wait may be, ms. */
const limit = (attempt: number) => Math.min(30_000, 1500 * 1.2 ** (attempt - 1));

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

  test('no 100 ms hold more than 15 % of the attempts, nor of the arrivals', () => {
    for (const { attempts, arrivals } of shares) {
      expect(attempts).toBeLessThanOrEqual(0.15);
      expect(arrivals).toBeLessThanOrEqual(0.15);
    }
  });

  test('the median client is back within a second of the server', () => {
    const everybody = outages.flatMap(({ arrivals }) => arrivals);
    expect(median(everybody) - AWAY).toBeLessThanOrEqual(1000);
    // Chance decides about each outage: the median of 200 draws is up to 200 ms from that of all, so that one in
    // fifty or so is late. More than one in twenty would be another policy.
    const late = outages.filter(({ arrivals }) => median(arrivals) - AWAY > 1000);
    expect(late.length).toBeLessThanOrEqual(outages.length / 20);
    tellSoak({
      outages: outages.length,
      attemptsShare: Math.max(...shares.map(({ attempts }) => attempts)),
      arrivalsShare: Math.max(...shares.map(({ arrivals }) => arrivals)),
      median: median(everybody) - AWAY,
      late: late.length,
    });
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
        delay < limit(attempt) &&
        // Timers count whole milliseconds: they may be called early by a part of one.
        Math.abs(since + delay - (moments[index] ?? 0)) <= 1,
    )
  );
}
