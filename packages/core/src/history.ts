import type { Fold } from './view.js';

export interface MessagesOptions {
  /** How many messages are kept. Default 100. */
  readonly limit?: number | undefined;
}

/** The last `limit` messages, oldest first, as a fold for `createView`; a new array with each batch. */
export function history<Message>(limit: number): Fold<Message, readonly Message[]> {
  return {
    initial: [],
    apply(messages, batch) {
      if (batch.length >= limit) return batch.slice(batch.length - limit);
      return [...messages.slice(Math.max(0, messages.length + batch.length - limit)), ...batch];
    },
  };
}
