// Whether what was seen of a fault is what has to be seen.
import { isDeepStrictEqual } from 'node:util';
import { stateWords } from './client.js';
import {
  configuredFor,
  type Expected,
  expectedOn,
  type Fault,
  noticeOf,
  type Platform,
  SETTINGS,
} from './fault.js';
import { SLOW_BYTES } from './link-faults.js';
import type { Observed, Outcome } from './run-fault.js';

/** What has to be observed, for a comparison as a whole. */
export function observationOf(expected: Expected, fault: Fault): Observed {
  const earlier = fault.meets === 'handshake' ? [] : ['before'];
  switch (expected.outcome) {
    case 'comes back':
      return {
        outcome: expected.outcome,
        close: expected.close,
        error: expected.error,
        ends: 1,
        shown: [
          ...(expected.opensFirst ? ['open'] : []),
          stateWords('closed', true, expected.close),
          stateWords('open', false, expected.close),
        ],
        messages: [...earlier, 'after'],
      };
    case 'ends':
      return {
        outcome: expected.outcome,
        close: expected.close,
        error: expected.error,
        ends: 1,
        shown: [stateWords('closed', false, expected.close)],
        messages: earlier,
      };
    case 'lives on':
      return {
        outcome: expected.outcome,
        close: null,
        error: null,
        ends: 0,
        shown: fault.meets === 'handshake' ? ['open'] : [],
        messages: [...earlier, ...(expected.heard ? [expected.heard] : []), 'x'.repeat(SLOW_BYTES)],
      };
  }
}

/** What is wrong with the times: none may be beyond twice what is configured. */
export function lateness(expected: Expected, { noticed, recovered }: Outcome): string[] {
  const configured = configuredFor(expected);
  if (configured === null) return [];
  const late: string[] = [];
  const notice = expected.outcome === 'comes back' ? 2 * noticeOf(expected) : 0;
  if (notice > 0 && (noticed ?? Number.POSITIVE_INFINITY) > notice) {
    late.push(`noticed after ${noticed} ms, at most ${notice}`);
  }
  // A connection may take its time to be made, on a busy machine.
  const whole = 2 * (configured + SETTINGS.connectTimeout);
  if ((recovered ?? Number.POSITIVE_INFINITY) > whole) {
    late.push(`recovered after ${recovered} ms, at most ${whole}`);
  }
  return late;
}

/** Whether all of it is as expected. */
export function isGreen(fault: Fault, platform: Platform, outcome: Outcome): boolean {
  const expected = expectedOn(platform, fault);
  return (
    isDeepStrictEqual(outcome.observed, observationOf(expected, fault)) &&
    lateness(expected, outcome).length === 0
  );
}
