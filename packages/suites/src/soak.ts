import { writeFileSync } from 'node:fs';

/** For `npm run soak`, which says where: what a test has found. */
export function tellSoak(figures: Readonly<Record<string, number>>): void {
  const file = process.env['SOAK_REPORT'];
  if (file) writeFileSync(file, JSON.stringify(figures));
}
