import { TowlineError } from './errors.js';

/** @throws TowlineError `invalid-option` */
export function atLeastZero(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${value}. Give a number of 0 or more.`,
  );
}

/** @throws TowlineError `invalid-option` */
export function aboveZero(name: string, value: number): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${value}. Give a number above 0.`,
  );
}

/** @throws TowlineError `invalid-option` */
export function oneOf(name: string, value: unknown, values: readonly unknown[]): void {
  if (values.includes(value)) return;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${value}. Give one of ${values.join(', ')}.`,
  );
}
