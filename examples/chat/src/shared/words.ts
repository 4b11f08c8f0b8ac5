import type { CloseInfo, Snapshot } from '@towline/core';
import type { Mark } from './room.js';
import { Refused } from './sign-in.js';

export type Connection = Pick<
  Snapshot,
  'status' | 'reconnecting' | 'attempt' | 'nextRetry' | 'lastClose' | 'lastError'
>;

export interface ConnectionWords {
  readonly tone: 'good' | 'busy' | 'waiting' | 'off';
  readonly label: string;
  /** For a screen reader: it does not count the seconds. */
  readonly spoken: string;
  readonly detail: string;
}

/** The connection's state as a person would put it. `seconds` are those until the next try. */
export function connectionWords(connection: Connection, seconds: number | null): ConnectionWords {
  const { status, reconnecting, attempt, nextRetry, lastClose } = connection;
  const detail = lastClose ? closeWords(lastClose, connection) : '';
  const say = (tone: ConnectionWords['tone'], label: string, why: string, spoken = label) => {
    return { tone, label, detail: why, spoken: why ? `${spoken}. ${why}` : spoken };
  };
  if (nextRetry) {
    const label = seconds ? `Reconnecting in ${seconds} s` : 'Reconnecting now';
    return say('waiting', `${label}, try ${attempt}`, detail, `Reconnecting, try ${attempt}`);
  }
  switch (status) {
    case 'open':
      return say('good', 'Connected', '');
    case 'connecting':
      return reconnecting
        ? say('busy', `Reconnecting…, try ${attempt}`, detail)
        : say('busy', 'Connecting…', '');
    case 'closing':
      return say('off', 'Closing…', '');
    case 'closed':
      return say('off', 'Closed', detail);
  }
}

function closeWords(
  { cause, code, reason }: CloseInfo,
  { attempt, lastError }: Pick<Connection, 'attempt' | 'lastError'>,
): string {
  if (lastError?.cause instanceof Refused) return 'The server refuses you.';
  switch (cause) {
    case 'client':
      return 'You disconnected.';
    case 'server':
      return reason ? `The server says: ${reason}.` : `The server closed the connection (${code}).`;
    case 'timeout':
      return 'The server did not answer in time.';
    case 'heartbeat':
      return 'The server fell silent.';
    default:
      return attempt > 1 ? 'The server cannot be reached.' : 'The connection was lost.';
  }
}

export function latencyWords(latency: number): string {
  return `${Math.max(1, Math.round(latency))} ms`;
}

/** Whether a text handed over now would be dropped. */
export function isOff({ status, ended }: Pick<Snapshot, 'status' | 'ended'>): boolean {
  return status === 'closing' || ended;
}

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  queued: 'Queued',
  sent: 'Sent',
  delivered: 'Delivered',
  dropped: 'Not sent',
  refused: 'Refused',
};
