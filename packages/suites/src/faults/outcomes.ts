import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './run-fault.js';

/** What `npm run faults` gathers from all clients: one file for each. */
export interface ClientOutcomes {
  readonly client: string;
  readonly outcomes: Readonly<Record<string, Outcome & { readonly green: boolean }>>;
}

/** Keeps what was seen, where `TOWLINE_FAULTS` names a folder for it. */
export function keepOutcomes(outcomes: ClientOutcomes): void {
  const folder = process.env['TOWLINE_FAULTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${outcomes.client}.json`), JSON.stringify(outcomes, null, 2));
}
