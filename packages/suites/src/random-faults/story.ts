import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { tellSoak } from '../soak.js';
import type { Gather } from './company.js';
import { ALL_WELL, holdConversation, wasLively } from './conversation.js';
import { createTalker } from './talker.js';

/**
 * The conversation in Node, with the client of the package ws. Others with
 * `FAULTS=1000 SEED=7 npx vitest run --project core tests/random-faults`.
 *
 * @param faults how many, unless it is told otherwise
 */
export function randomFaultsStory(gather: Gather, faults: number): void {
  const numFaults = Number(process.env['FAULTS'] ?? faults);
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

  test(`in a conversation with ${numFaults} faults all is accounted for, and nothing is left (seed ${seed})`, {
    timeout: 60_000 + numFaults * 1000,
  }, async () => {
    // Some is said when the socket has ended.
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const result = await holdConversation({
      numFaults,
      seed,
      answersLast: true,
      start: (port) => createTalker(port, gather, WebSocket as never),
    });
    const { figures, ...others } = result;
    expect(others).toEqual(ALL_WELL);
    expect(wasLively(result), JSON.stringify(figures)).toBe(true);
    tellSoak(figures);
  });
}
