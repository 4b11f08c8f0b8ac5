import { CLOSE_FAULTS } from './close-faults.js';
import type { Fault } from './fault.js';
import { FRAME_FAULTS } from './frame-faults.js';
import { HANDSHAKE_FAULTS } from './handshake-faults.js';
import { LINK_FAULTS } from './link-faults.js';

/** Every fault, and what comes of it: tests, the table in docs/reliability.md and its check go by this list. */
export const FAULTS: readonly Fault[] = [
  ...HANDSHAKE_FAULTS,
  ...LINK_FAULTS,
  ...CLOSE_FAULTS,
  ...FRAME_FAULTS,
];
