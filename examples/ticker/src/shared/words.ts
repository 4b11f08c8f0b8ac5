import type { Snapshot } from '@towline/core';
import type { Reading } from './meter.js';

export interface ConnectionWords {
  readonly tone: 'good' | 'busy' | 'off';
  readonly label: string;
  /** For a screen reader: it does not count the seconds. */
  readonly spoken: string;
}

/** The connection's state as a person would put it. `seconds` are those until the next try. */
export function connectionWords(
  { status, reconnecting }: Pick<Snapshot, 'status' | 'reconnecting'>,
  seconds: number | null,
): ConnectionWords {
  const say = (tone: ConnectionWords['tone'], label: string, spoken = label) => {
    return { tone, label, spoken };
  };
  if (reconnecting) {
    return say('busy', seconds ? `Reconnecting in ${seconds} s` : 'Reconnecting…', 'Reconnecting');
  }
  switch (status) {
    case 'open':
      return say('good', 'Connected');
    case 'connecting':
      return say('busy', 'Connecting…');
    case 'closing':
    case 'closed':
      return say('off', 'Closed');
  }
}

export interface MeterWords {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
}

/** What is counted, in the order of reading. */
export function meterWords(reading: Reading): readonly MeterWords[] {
  const number = (value: number) => value.toLocaleString('en');
  return [
    { name: 'Frames', value: number(reading.frames), unit: 'a second' },
    { name: 'Messages', value: number(reading.messages), unit: 'a second' },
    { name: 'Lag', value: number(reading.lag), unit: 'ms at most' },
    { name: 'Behind', value: number(reading.behind), unit: 'at most' },
    { name: 'Book renders', value: number(reading.bookRenders), unit: 'a second' },
    { name: 'Row renders', value: number(reading.rowRenders), unit: 'a second' },
  ];
}
