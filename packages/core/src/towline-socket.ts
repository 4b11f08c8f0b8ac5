import type { Collector } from './batches.js';
import type { Destination, Url } from './destination.js';
import type { ListenerOptions } from './emitter.js';
import type { SocketEvents } from './events.js';
import { INTERNALS } from './internals.js';
import type { RetryPolicy } from './policies/backoff.js';
import type { BinaryType } from './policies/codec.js';
import type { Priority } from './policies/queue.js';
import type { ReadyState, Snapshot } from './snapshot.js';
import type { Authenticate, Prepare } from './stages.js';
import type { View } from './view.js';

/**
 * What became of a message: on its way; waiting for the connection (then exactly one `sent` or
 * `drop` event follows); or not sent (a `drop` event tells the reason).
 */
export type SendResult = 'sent' | 'queued' | 'dropped';

/** What may change while a socket lives. Keys that are left out stay as they are. */
export interface LiveOptions<Incoming = never, Outgoing = never> {
  readonly url?: Url;
  readonly protocols?: string | readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly retry?: RetryPolicy | false | undefined;
  readonly prepare?: Prepare | undefined;
  readonly authenticate?: Authenticate<Incoming, Outgoing> | undefined;
  readonly keepQueue?: boolean | undefined;
}

/** How a message is sent. */
export interface SendOptions {
  /**
   * Takes the message back while it is queued: a `drop` event follows, with the reason `aborted`. What
   * was sent stays sent.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * `'low'`: it goes when nothing else waits, as the pieces of an upload beside a chat do. Only what waits has a
   * priority: give the queue a `highWaterMark` too. Default 'normal'.
   */
  readonly priority?: Priority | undefined;
}

/** A WebSocket that comes back, queues, and can be rendered. Made by `createWebSocket`. */
export interface TowlineSocket<Incoming = string, Outgoing = Incoming> {
  /** The connection as it is, frozen; the same object until something changes. */
  getSnapshot(): Snapshot;
  /** The snapshot of before anything happened: what a server renders and a page hydrates with. */
  getServerSnapshot(): Snapshot;
  /** Calls back whenever the snapshot was replaced, and not at first. Never opens a connection. */
  subscribe(listener: () => void): () => void;

  /**
   * Listens to an event. Returns how to stop; `once` and `signal` stop by themselves. A listener that
   * throws stops no other: its error is reported. Calls made in a listener take effect when all
   * listeners have been called. Never opens a connection.
   */
  on<Type extends keyof SocketEvents<Incoming, Outgoing>>(
    type: Type,
    listener: (event: SocketEvents<Incoming, Outgoing>[Type]) => void,
    options?: ListenerOptions,
  ): () => void;
  /** The last message as it is rendered, at the pace of `delivery`; null before one and after a new destination. */
  readonly lastMessage: View<Incoming | null>;
  /** Hands on messages in batches at the pace of `delivery`. Views are made of it: see `createView`. */
  collect(collector: Collector<Incoming>): () => void;

  /**
   * Sends, or queues until the connection is open.
   *
   * @throws TowlineError `encode-failed`, where the codec cannot encode it; `queue-full`, where the
   * queue's `overflow` is 'refuse' and it has no room (in a listener: 'queued', and then a `drop` event)
   *
   * @example
   * const controller = new AbortController()
   * chat.send({ text: 'hi' }, { signal: controller.signal })
   * undo.onclick = () => controller.abort() // while it is queued
   */
  send(message: Outgoing, options?: SendOptions): SendResult;

  /**
   * Opens the connection and keeps it open until `close()`; during a retry wait it tries now.
   *
   * @throws TowlineError `invalid-url`, `insecure-url` or `websocket-missing`, where it cannot be opened here
   */
  open(): void;
  /**
   * Closes for good: only `open()`, `reconnect()` or a new destination undo it. Drops what is queued.
   *
   * @param code 1000 (default) or 3000 to 4999
   * @param reason at most 123 bytes of UTF-8; default ''
   * @throws TowlineError `invalid-close-code` or `invalid-close-reason`
   */
  close(code?: number, reason?: string): void;
  /**
   * Leaves the present connection at once, if there is one, and connects anew. The queue stays.
   *
   * @throws TowlineError as `open()` does
   */
  reconnect(): void;
  /**
   * Wants the connection open until the returned function is called. Many may; after the last has
   * gone it lingers and closes. Never throws: what makes it impossible is an `error` event.
   *
   * @param options `owner`: whoever made the socket for itself; its release ends `open()`'s hold too
   */
  retain(options?: { readonly owner?: boolean }): () => void;
  /**
   * Changes the live options. Another URL or other protocols (compared by value) are a new
   * destination: the present connection is left, the queue dropped (but for `keepQueue`), the last
   * message forgotten.
   *
   * @throws TowlineError `invalid-url` or `invalid-protocol`, and then changes nothing
   */
  update(options: LiveOptions<Incoming, Outgoing>): void;

  /** Where it goes, as it was given; another object for each new destination. */
  readonly destination: Destination;
  /** As in the snapshot. */
  readonly readyState: ReadyState;
  /** As in the snapshot. */
  readonly url: string | null;
  /** As in the snapshot. */
  readonly protocol: string;
  /** As in the snapshot. */
  readonly extensions: string;
  /** How bytes arrive; the codec decides. */
  readonly binaryType: BinaryType;
  /** Bytes handed to the platform and not yet on the wire, exactly and now. */
  readonly bufferedAmount: number;
  /** Messages that wait for a connection, exactly and now. */
  readonly queued: number;
  /** The same in bytes. */
  readonly queuedBytes: number;
}

/** Whether a value is a socket of Towline's, of whatever copy. */
export function isTowlineSocket<Value>(
  value: Value,
): value is Extract<Value, { readonly getServerSnapshot: unknown }> {
  return typeof value === 'object' && value !== null && INTERNALS in value;
}

/** A socket, or what a binding made of one. */
export type SocketSource<Incoming, Outgoing = never> =
  | TowlineSocket<Incoming, Outgoing>
  | { readonly socket: TowlineSocket<Incoming, Outgoing> };

/** Whether a value is a socket, or what a binding made of one, or a log. */
export function isSocketSource<Value>(
  value: Value,
): value is Extract<Value, { readonly getServerSnapshot: unknown } | { readonly socket: unknown }> {
  if (typeof value !== 'object' || value === null) return false;
  return isTowlineSocket('socket' in value ? value.socket : value);
}

/** The socket of a source. */
export function socketOf<Incoming, Outgoing>(
  source: SocketSource<Incoming, Outgoing>,
): TowlineSocket<Incoming, Outgoing> {
  return 'socket' in source ? source.socket : source;
}
