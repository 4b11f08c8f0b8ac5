import type { StandardSchemaV1 } from '@standard-schema/spec';
import { TowlineError } from '../errors.js';
import { type Codec, expectText } from './codec.js';

/** What messages must be; each a schema of any library that speaks Standard Schema. */
export interface JsonSchemas<
  Receive extends StandardSchemaV1 = StandardSchemaV1,
  Send extends StandardSchemaV1 = StandardSchemaV1,
> {
  /** Checks what is received, and makes of it what listeners get. Default: anything. */
  readonly receive?: Receive | undefined;
  /** Checks what is sent, and makes of it what goes on the wire. Default: anything. */
  readonly send?: Send | undefined;
}

/**
 * Messages are JSON, checked by schemas: what a schema makes of a message is what goes on. The issues
 * of one that does not fit are `error.cause.issues` of `decode-failed` and `encode-failed`.
 *
 * A schema must answer at once: where it answers with a promise, the error is `async-schema`.
 *
 * @see https://standardschema.dev
 *
 * @example
 * createWebSocket('/ws/chat', {
 *   codec: json({ receive: z.object({ text: z.string() }), send: z.object({ text: z.string() }) }),
 * })
 */
export function json<Receive extends StandardSchemaV1, Send extends StandardSchemaV1>(
  schemas: JsonSchemas<Receive, Send> & { readonly receive: Receive; readonly send: Send },
): Codec<StandardSchemaV1.InferOutput<Receive>, StandardSchemaV1.InferInput<Send>>;
export function json<Receive extends StandardSchemaV1, Outgoing = unknown>(schemas: {
  readonly receive: Receive;
}): Codec<StandardSchemaV1.InferOutput<Receive>, Outgoing>;
export function json<Send extends StandardSchemaV1, Incoming = unknown>(schemas: {
  readonly send: Send;
}): Codec<Incoming, StandardSchemaV1.InferInput<Send>>;
export function json(schemas: JsonSchemas): Codec<unknown, unknown>;
/**
 * Messages are JSON. The types are yours to promise: nothing checks what the server sends.
 *
 * @example
 * createWebSocket('/ws/chat', { codec: json<ServerMessage, ClientMessage>() })
 */
export function json<Incoming = unknown, Outgoing = unknown>(): Codec<Incoming, Outgoing>;
export function json({ receive, send }: JsonSchemas = {}): Codec<unknown, unknown> {
  return {
    decode: (data) => validate(receive, JSON.parse(expectText(data))),
    encode(message) {
      const encoded: string | undefined = JSON.stringify(validate(send, message));
      if (encoded === undefined) throw new TypeError(`${typeof message} has no JSON`);
      return encoded;
    },
  };
}

function validate(schema: StandardSchemaV1 | undefined, value: unknown): unknown {
  if (!schema) return value;
  const result = schema['~standard'].validate(value);
  if ('then' in result) {
    // Whatever it answers is no longer asked for.
    result.then(undefined, () => {});
    throw new TowlineError('async-schema', 'the schema answers asynchronously');
  }
  if (!result.issues) return result.value;
  throw Object.assign(new TypeError(summaryOf(result.issues)), { issues: result.issues });
}

/** The first issue, and where it is. */
function summaryOf([first]: readonly StandardSchemaV1.Issue[]): string {
  const path = first?.path?.map((part) => (typeof part === 'object' ? part.key : part)) ?? [];
  return [path.map(String).join('.'), first?.message].filter(Boolean).join(': ');
}
