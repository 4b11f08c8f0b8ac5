import { type Codec, type PlatformWebSocket, text, type WireData } from '@towline/core';
import { createBatch } from './batch.js';
import { byteLengthOf } from './byte-length.js';
import type { Command } from './protocol.js';
import { type WorkerScope, workerScope } from './scope.js';

export interface ServeOptions<Incoming> {
  /** How messages are read; the same as the page's. What it gives must be what `structuredClone` copies. Default `text()`. */
  readonly codec?: Pick<Codec<Incoming, never>, 'decode'> | undefined;
  /** What of a message is handed over to the page, and not copied. Default a message that is an ArrayBuffer. */
  readonly transfer?: ((message: Incoming) => Transferable[]) | undefined;
}

/** So often the page is told of `bufferedAmount` while there is any, ms. */
const LOOK = 16;

/**
 * The worker's side of `inWorker`: call it once, in the worker's file, at once. The worker has the connection's WebSocket and
 * its codec; each connection has a worker of its own.
 *
 * @example
 * // feed.worker.ts
 * import { json } from '@towline/core'
 * import { serve } from '@towline/worker'
 * serve({ codec: json({ receive: schema }) })
 */
export function serve<Incoming>(
  { codec, transfer }: ServeOptions<Incoming> = {},
  scope: WorkerScope = workerScope(),
): void {
  const { decode } = (codec ?? text()) as Pick<Codec<Incoming, never>, 'decode'>;
  const transferOf = (transfer ?? transferBuffer) as (message: unknown) => Transferable[];
  const batch = createBatch(scope, transferOf);
  let socket: PlatformWebSocket | undefined;
  let maxBytes = Number.POSITIVE_INFINITY;
  let sends = 0;
  let looking = false;

  function receive(data: WireData) {
    // What is too large is the page's to refuse.
    if (maxBytes < Number.POSITIVE_INFINITY && byteLengthOf(data) > maxBytes) batch.push(data);
    else batch.push(data, decoded(data));
  }

  /** What cannot be decoded the page tries once more: its error is told where it belongs. */
  function decoded(data: WireData) {
    try {
      return { value: decode(data) };
    } catch {
      return undefined;
    }
  }

  function connect({ url, protocols, binaryType }: Extract<Command, { type: 'connect' }>) {
    let made: PlatformWebSocket;
    try {
      made = scope.createWebSocket(url, [...protocols]);
    } catch {
      scope.postMessage({ type: 'close', code: 1006, reason: '', wasClean: false }, []);
      return;
    }
    made.binaryType = binaryType;
    made.onopen = () => {
      const { url: opened, protocol, extensions } = made;
      scope.postMessage({ type: 'open', url: opened, protocol, extensions }, []);
    };
    made.onmessage = (event: { readonly data: WireData }) => receive(event.data);
    made.onclose = ({ code, reason, wasClean }: CloseEvent) => {
      batch.flush();
      scope.postMessage({ type: 'close', code, reason, wasClean }, []);
    };
    socket = made;
  }

  /** Tells what is not yet on the wire, once for all that was sent meanwhile, and until nothing is. */
  function look() {
    if (looking) return;
    looking = true;
    scope.setTimer(() => {
      looking = false;
      const bufferedAmount = socket?.bufferedAmount ?? 0;
      scope.postMessage({ type: 'buffered', sends, bufferedAmount }, []);
      if (bufferedAmount > 0) look();
    }, LOOK);
  }

  scope.onmessage = ({ data: command }) => {
    switch (command.type) {
      case 'connect':
        maxBytes = command.maxMessageBytes;
        return connect(command);
      case 'send':
        sends += 1;
        socket?.send(command.data as never);
        return look();
      case 'close':
        return socket?.close(command.code, command.reason);
      case 'taken':
        return batch.taken();
    }
  };
  scope.postMessage({ type: 'ready' }, []);
}

function transferBuffer(message: unknown): Transferable[] {
  return message instanceof ArrayBuffer ? [message] : [];
}
