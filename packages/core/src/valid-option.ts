import { TowlineError, wordsOf } from './errors.js';

/** @throws TowlineError `invalid-option` */
export function atLeastZero(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${wordsOf(value)}. Give a number of 0 or more.`,
  );
}

/** @throws TowlineError `invalid-option` */
export function aboveZero(name: string, value: number): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${wordsOf(value)}. Give a number above 0.`,
  );
}

/** @throws TowlineError `invalid-option` */
export function madeBy<Name extends PropertyKey>(
  name: string,
  value: { readonly [Method in Name]?: unknown } | null | undefined,
  method: Name,
): void {
  if (value === undefined || typeof value?.[method] === 'function') return;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} has no ${String(method)}(). Give what a call makes, as in json() or heartbeat({ … }).`,
  );
}

/** @throws TowlineError `invalid-option` */
export function assertSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || typeof signal?.addEventListener === 'function') return;
  throw new TowlineError(
    'invalid-option',
    'The signal is none. Give controller.signal, not the controller.',
  );
}

/** @throws TowlineError `invalid-option` */
export function oneOf(name: string, value: unknown, values: readonly unknown[]): void {
  if (values.includes(value)) return;
  throw new TowlineError(
    'invalid-option',
    `The option ${name} is ${wordsOf(value)}. Give one of ${values.join(', ')}.`,
  );
}
