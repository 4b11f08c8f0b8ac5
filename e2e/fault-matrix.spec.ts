import { expect } from '@playwright/test';
import { expectedOn, FAULTS, lateness, observationOf, type Platform } from '@towline/suites/faults';
import { outcomeOf, test, WAIT } from './support/fault-matrix.ts';
import { CLIENTS } from './support/fault-pages.ts';

// One worker, which brings all faults of a client about at once; the tests look at what came of them.
test.describe.configure({ mode: 'default', timeout: WAIT });

for (const client of CLIENTS) {
  test.describe(`of the faults with ${client}`, () => {
    for (const fault of FAULTS) {
      test(fault.name, async ({ outcomesOf, browserName }) => {
        const platform = browserName as Platform;
        const outcome = await outcomeOf(outcomesOf(client), fault);
        const expected = expectedOn(platform, fault);
        expect(outcome.observed).toEqual(observationOf(expected, fault));
        expect(lateness(expected, outcome)).toEqual([]);
      });
    }
  });
}
