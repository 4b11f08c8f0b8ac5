import type { ServerMessage } from '../../protocol.js';

/** How many messages of a connection were seen, and which one was the last. */
export interface Tally {
  readonly seen: number;
  /** The server counts too: each message has its number. */
  readonly number: number;
}

export const emptyTally: Tally = { seen: 0, number: 0 };

/** A connection begins with number 1. */
export function count({ seen }: Tally, { number }: ServerMessage): Tally {
  return { seen: number === 1 ? 1 : seen + 1, number };
}

export function tallyWords({ seen, number }: Tally) {
  return { seen: seen.toLocaleString('en'), missing: (number - seen).toLocaleString('en') };
}
