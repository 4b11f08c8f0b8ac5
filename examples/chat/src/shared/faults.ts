import type { Fault } from '../../protocol.js';

export interface FaultButton {
  readonly kind: Fault['kind'];
  readonly label: string;
  /** What it does, for who points at it. */
  readonly hint: string;
}

export const FAULTS: readonly FaultButton[] = [
  { kind: 'drop', label: 'Drop me', hint: 'Cuts this connection, without a goodbye' },
  { kind: 'restart', label: 'Restart server', hint: 'Cuts everybody, and is back after 3 s' },
  { kind: 'freeze', label: 'Freeze me', hint: 'Half-open: only the heartbeat can notice' },
  { kind: 'refuse', label: 'Refuse me 5 s', hint: 'Cuts this connection, and refuses new ones' },
  { kind: 'slow', label: 'Slow network', hint: 'For 10 s, everything takes 1.5 s longer' },
];
