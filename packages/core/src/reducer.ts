import type { Fold } from './view.js';

/**
 * A fold that takes one message after another. A message at which `apply` throws is left out, and the
 * others are not.
 */
export function reducer<Message, Value>(
  apply: (value: Value, message: Message) => Value,
  initial: Value,
  report: (error: unknown) => void,
): Fold<Message, Value> {
  return {
    initial,
    apply: (value, batch) =>
      batch.reduce((folded, message) => {
        try {
          return apply(folded, message);
        } catch (error) {
          report(error);
          return folded;
        }
      }, value),
  };
}
