import {
  type Codec,
  type CodecOptions,
  type PlatformWebSocket,
  TowlineError,
  text,
  type WebSocketOptions,
  type WebSocketSource,
  warn,
} from '@towline/core';
import { acceptDecoded } from './decoded.js';
import { type PageWorker, pageWebSocket, reportUncaught } from './scope.js';
import { createWorkerSocket } from './worker-socket.js';

/**
 * Options for a socket whose WebSocket and decoding are in a Web Worker: the page gets its messages in one batch per frame.
 * All else is as ever; heartbeat, retry and queue stay on the page. Make them once, outside of components. Each connection
 * has a worker of its own, which ends with it. What is sent is encoded on the page, so that `send` can refuse it.
 *
 * Where workers are not allowed, as by a Content-Security-Policy, or where there are none, the WebSocket is the page's own,
 * and a warning says so.
 *
 * @param create makes the worker; its file calls `serve`
 * @param options those of the socket; `codec` is the same as the worker's: what the worker cannot decode the page tries
 *
 * @example
 * const feed = createWebSocket('/ws/feed', inWorker(
 *   () => new Worker(new URL('./feed.worker.js', import.meta.url), { type: 'module' }),
 *   { codec: json<Tick, never>() },
 * ))
 */
export function inWorker<Incoming, Outgoing>(
  create: () => PageWorker,
  options: CodecOptions<Incoming, Outgoing>,
): CodecOptions<Incoming, Outgoing>;
export function inWorker(create: () => PageWorker, options?: WebSocketOptions): WebSocketOptions;
export function inWorker<Incoming, Outgoing>(
  create: () => PageWorker,
  options: WebSocketOptions<Incoming, Outgoing> = {},
): WebSocketOptions<Incoming, Outgoing> {
  const codec = options.codec ?? (text() as unknown as Codec<Incoming, Outgoing>);
  const { binaryType = 'arraybuffer' } = codec;
  const { maxMessageBytes = Number.POSITIVE_INFINITY, environment = {} } = options;
  const { reportError = reportUncaught } = environment;
  let isRefused = false;

  function ownWebSocket(url: string, protocols: string[]): PlatformWebSocket {
    const source = environment.WebSocket ?? pageWebSocket();
    if (!source) {
      const message =
        'There is neither a worker nor a WebSocket here. Give one as environment: { WebSocket }.';
      throw new TowlineError('websocket-missing', message);
    }
    return construct(source, url, protocols);
  }

  // An arrow, which has no prototype: the core calls it, and constructs nothing.
  const open = (url: string, protocols: string[]): PlatformWebSocket => {
    const fallBack = (reason: unknown) => {
      if (!isRefused) {
        warn(
          `The worker cannot be used (${reason}), so that the WebSocket is on the page. Allow it by worker-src in the Content-Security-Policy, and look whether its file is there.`,
        );
      }
      isRefused = true;
      return ownWebSocket(url, protocols);
    };
    if (isRefused) return ownWebSocket(url, protocols);
    let worker: PageWorker;
    try {
      worker = create();
    } catch (error) {
      return fallBack(error);
    }
    return createWorkerSocket(worker, {
      url,
      protocols,
      binaryType,
      maxMessageBytes,
      fallBack,
      reportError,
    });
  };

  return {
    ...options,
    codec: acceptDecoded(codec),
    environment: Object.defineProperties(
      {},
      {
        // With their getters, which are asked late.
        ...Object.getOwnPropertyDescriptors(environment),
        WebSocket: { enumerable: true, value: open },
      },
    ),
  };
}

function construct(source: WebSocketSource, url: string, protocols: string[]): PlatformWebSocket {
  return source.prototype
    ? new (source as new (url: string, protocols: string[]) => PlatformWebSocket)(url, protocols)
    : (source as (url: string, protocols: string[]) => PlatformWebSocket)(url, protocols);
}
