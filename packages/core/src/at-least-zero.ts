import { TowlineError } from './errors.js';

/** @throws TowlineError `invalid-option` */
export function atLeastZero(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${value}. Give a number of 0 or more.`,
  );
}
