import type { MockServer } from './mock-server.js';

/** What `flush` needs of a server. */
export type Settling = Pick<MockServer<never, never>, 'settle' | 'busy'>;

/** A component that answers each answer would go on for ever. */
const ROUNDS = 20;

/** Again while what was rendered has sent something more. */
export async function settleRounds(server: Settling, round: () => Promise<void>): Promise<void> {
  let rounds = 0;
  do {
    await round();
    rounds += 1;
  } while (server.busy && rounds < ROUNDS);
}
