import {
  type BinaryType,
  CLOSED,
  CLOSING,
  CONNECTING,
  type Encoded,
  OPEN,
  type PlatformWebSocket,
} from '@towline/core';
import { byteLengthOf } from './byte-length.js';
import { Decoded } from './decoded.js';
import type { Report } from './protocol.js';
import type { PageWorker } from './scope.js';

export interface WorkerSocketOptions {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly binaryType: BinaryType;
  readonly maxMessageBytes: number;
  /** The page's own WebSocket, where it turns out that there is no worker. */
  fallBack(reason: unknown): PlatformWebSocket;
  reportError(error: unknown): void;
}

const FAILED = { code: 1006, reason: '', wasClean: false };

/** A WebSocket whose other half is in a worker: to the core it is like the platform's. */
export function createWorkerSocket(
  worker: PageWorker,
  { url, protocols, binaryType, maxMessageBytes, ...options }: WorkerSocketOptions,
): PlatformWebSocket {
  let state: number = CONNECTING;
  let isReady = false;
  let own: PlatformWebSocket | undefined;
  let [openedUrl, protocol, extensions] = [url, '', ''];
  /** The bytes of each send that the worker has not told of. */
  const unseen: number[] = [];
  let sendsSeen = 0;
  let bufferedThere = 0;

  const socket: PlatformWebSocket = {
    get url() {
      return own?.url ?? openedUrl;
    },
    get readyState() {
      return own?.readyState ?? state;
    },
    get protocol() {
      return own?.protocol ?? protocol;
    },
    get extensions() {
      return own?.extensions ?? extensions;
    },
    get bufferedAmount() {
      return own?.bufferedAmount ?? unseen.reduce((sum, bytes) => sum + bytes, bufferedThere);
    },
    binaryType,
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
    send(data: Encoded) {
      if (own) return own.send(data as never);
      if (state !== OPEN) return;
      worker.postMessage({ type: 'send', data });
      unseen.push(byteLengthOf(data));
    },
    close(code, reason = '') {
      if (own) return own.close(code, reason);
      if (state >= CLOSING) return;
      const isOpen = state === OPEN;
      state = CLOSING;
      // There is nothing to say good-bye to, and perhaps nobody who would.
      if (!isOpen) return void Promise.resolve().then(() => ended(FAILED));
      worker.postMessage({ type: 'close', code, reason });
    },
    terminate() {
      if (own) {
        if (own.terminate) own.terminate();
        else own.close();
        return;
      }
      state = CLOSED;
      release();
    },
  };

  function release() {
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  }

  function fire(type: 'onopen' | 'onmessage' | 'onclose', event: object) {
    (socket[type] as ((event: object) => void) | null)?.(event);
  }

  function ended(close: Omit<Extract<Report, { type: 'close' }>, 'type'>) {
    if (state === CLOSED) return;
    state = CLOSED;
    release();
    fire('onclose', close);
  }

  function receive({ messages, raw }: Extract<Report, { type: 'messages' }>) {
    const undecoded = raw && new Set(raw);
    for (const [place, message] of messages.entries()) {
      fire('onmessage', { data: undecoded?.has(place) ? message : new Decoded(message) });
    }
    if (state < CLOSED) worker.postMessage({ type: 'taken' });
  }

  function hear(report: Report) {
    switch (report.type) {
      case 'ready':
        isReady = true;
        return;
      case 'open':
        if (state !== CONNECTING) return;
        state = OPEN;
        ({ url: openedUrl, protocol, extensions } = report);
        return fire('onopen', {});
      case 'messages':
        return receive(report);
      case 'buffered':
        unseen.splice(0, report.sends - sendsSeen);
        sendsSeen = report.sends;
        bufferedThere = report.bufferedAmount;
        return;
      case 'close':
        return ended(report);
    }
  }

  /** Before it has said anything there is no worker: a policy of the page forbids it, or its file is not there. */
  function fail(event: ErrorEvent) {
    event.preventDefault?.();
    if (isReady) return options.reportError(event.error ?? new Error(event.message));
    if (state !== CONNECTING) return ended(FAILED);
    release();
    try {
      own = options.fallBack(event.message || 'its file could not be run');
    } catch (error) {
      options.reportError(error);
      return ended(FAILED);
    }
    own.binaryType = socket.binaryType;
    own.onopen = (event) => fire('onopen', event);
    own.onmessage = (event) => fire('onmessage', event);
    own.onerror = () => {};
    own.onclose = (event) => fire('onclose', event);
  }

  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = fail;
  worker.postMessage({ type: 'connect', url, protocols, binaryType, maxMessageBytes });
  return socket;
}
