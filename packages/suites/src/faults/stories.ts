import { afterAll, describe, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Show, startClient } from './client.js';
import { expectedOn, sentenceOf } from './fault.js';
import { FAULTS } from './faults.js';
import { type ClientOutcomes, keepOutcomes } from './outcomes.js';
import { runFault } from './run-fault.js';
import { isGreen, lateness, observationOf } from './verdict.js';

const PLATFORM = 'node';

/** The matrix for one client, in Node with the client of the package ws: a test for each fault. */
export function faultStories(client: string, show: Show): void {
  const outcomes: Record<string, ClientOutcomes['outcomes'][string]> = {};
  const environment = { WebSocket: WebSocket as never };

  describe('of the faults', () => {
    for (const fault of FAULTS) {
      test.concurrent(sentenceOf(PLATFORM, fault), { timeout: 30_000 }, async ({ expect }) => {
        const expected = expectedOn(PLATFORM, fault);
        const outcome = await runFault(fault, PLATFORM, (options) =>
          startClient(options, show, environment),
        );
        outcomes[fault.name] = { ...outcome, green: isGreen(fault, PLATFORM, outcome) };
        expect(outcome.observed).toEqual(observationOf(expected, fault));
        expect(lateness(expected, outcome)).toEqual([]);
      });
    }
    afterAll(() => keepOutcomes({ client: `${PLATFORM}-${client}`, outcomes }));
  });
}
