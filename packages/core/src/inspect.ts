import { sizeOf } from './byte-length.js';
import type { Inspection } from './inspection.js';
import { internalsOf } from './internals.js';
import type { Encoded } from './policies/codec.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { withoutSecrets } from './without-secrets.js';

export interface InspectOptions {
  /**
   * Shows how much data there is instead of the data, and URLs without their query, name and password:
   * tokens travel in all of them. The rest of a URL and the reasons of closes are shown. Default true.
   */
  readonly redact?: boolean | undefined;
}

/**
 * Tells of every step of a connection, before its listeners hear of it: `{ before, input, after, effects }`.
 * Messages are told the same way. Nothing is kept, and nothing is told of what happened before.
 *
 * @returns how to stop
 *
 * @example
 * inspect(chat, ({ before, input, after }) => {
 *   console.log(`${before.phase} + ${input.type} → ${after.phase}`)
 * })
 */
export function inspect(
  source: SocketSource<unknown>,
  listener: (record: Inspection) => void,
  { redact = true }: InspectOptions = {},
): () => void {
  const { inspect } = internalsOf(socketOf(source));
  return inspect(redact ? (record) => listener(redacted(record)) : listener);
}

function redacted({ before, input, after, effects }: Inspection): Inspection {
  return {
    before,
    input: 'data' in input ? { ...input, data: describe(input.data) } : input,
    after,
    effects: effects.map((effect) =>
      'url' in effect ? { ...effect, url: withoutSecrets(effect.url) } : effect,
    ),
  };
}

function describe(data: Encoded): string {
  return `(${typeof data === 'string' ? 'text' : 'binary'}, ${sizeOf(data)} bytes)`;
}
