import type { PlatformWebSocket } from '@towline/core';
import { copyOf, type FakeData, type ServerData, sizeOf } from './fake-data.js';
import { FakeCloseEvent, FakeMessageEvent } from './fake-events.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

export interface CloseCall {
  readonly code: number | undefined;
  readonly reason: string | undefined;
}

/**
 * A WebSocket as its client sees it, with the server and the network in the test's hand. It behaves
 * as the standard says, where a double is tempted not to: it goes through all states, validates what
 * `close` is given, drops what is sent too late without a word, and says nothing once it is closed.
 *
 * What the hand does to a connection that is over already has no effect, as on a wire.
 *
 * @see https://websockets.spec.whatwg.org/
 */
export class FakeSocket implements PlatformWebSocket {
  readonly url: string;
  /** The subprotocols that were offered. */
  readonly protocols: readonly string[];
  readyState = CONNECTING;
  bufferedAmount = 0;
  protocol = '';
  extensions = '';
  binaryType = 'blob';
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;

  /** What reached the server, in order. */
  readonly received: FakeData[] = [];
  /** Every call of `close`, also those without effect. */
  readonly closeCalls: CloseCall[] = [];
  /** What `send` throws, or null. */
  throwOnSend: unknown = null;
  /** What `send` throws for these texts only. */
  readonly refusals = new Map<FakeData | ArrayBufferView, unknown>();

  /** How the connection will be said to have ended, once it has. */
  #end: CloseCall | null = null;
  /** The client gave up before it was open: it can only fail. */
  #failing = false;

  constructor(url: string, protocols: readonly string[] = []) {
    this.url = parse(url);
    if (new Set(protocols).size < protocols.length) {
      throw new DOMException('A subprotocol is there twice.', 'SyntaxError');
    }
    this.protocols = [...protocols];
  }

  /**
   * Whether anything it says would be heard. `onerror` does not count: it has to be there on sockets
   * that were left, since `ws` crashes the process where it is not.
   */
  get listened(): boolean {
    return Boolean(this.onopen || this.onmessage || this.onclose);
  }

  // The client's side, as in browsers.

  send(data: FakeData | ArrayBufferView): void {
    if (this.readyState === CONNECTING) {
      throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
    }
    if (this.throwOnSend) throw this.throwOnSend;
    if (this.refusals.has(data)) throw this.refusals.get(data);
    const copy = copyOf(data);
    if (this.readyState === OPEN) this.received.push(copy);
    else this.bufferedAmount += sizeOf(copy);
  }

  close(code?: number, reason?: string): void {
    this.closeCalls.push({ code, reason });
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new DOMException(`The close code ${code} is not allowed.`, 'InvalidAccessError');
    }
    if (reason !== undefined && sizeOf(reason) > 123) {
      throw new DOMException('The close reason is too long.', 'SyntaxError');
    }
    if (this.readyState >= CLOSING) return;
    this.#failing = this.readyState === CONNECTING;
    this.#end = { code, reason };
    this.readyState = CLOSING;
  }

  // The server's hand.

  /** The handshake succeeds. */
  accept({ protocol = '', extensions = '' } = {}): void {
    if (this.readyState !== CONNECTING) return;
    this.protocol = protocol;
    this.extensions = extensions;
    this.readyState = OPEN;
    this.onopen?.(new Event('open') as never);
  }

  /** The handshake is refused, or nobody is there: an error, and close 1006. */
  fail(): void {
    if (this.readyState === CONNECTING) this.#closed(1006, '', false, true);
  }

  /** The server says something; a client that is closing no longer hears it. */
  message(data: ServerData): void {
    if (this.readyState !== OPEN) return;
    const shown = typeof data !== 'string' && this.binaryType === 'blob' ? new Blob([data]) : data;
    this.onmessage?.(new FakeMessageEvent(shown) as never);
  }

  /** The server closes. Without a code the frame is empty, which reads 1005. */
  serverClose(code = 1005, reason = ''): void {
    if (this.readyState === OPEN || (this.readyState === CLOSING && !this.#failing)) {
      this.#closed(code, reason, true, false);
    }
  }

  /** The server's close frame has come, its end of the connection has not: see `finishClose`. */
  serverBeginsClose(code = 1005, reason = ''): void {
    if (this.readyState !== OPEN) return;
    this.#end = { code, reason };
    this.readyState = CLOSING;
  }

  /** The closing handshake ends, by default with the code that it began with. */
  finishClose(code = this.#end?.code ?? 1005, reason = this.#end?.reason ?? ''): void {
    if (this.readyState !== CLOSING) return;
    if (this.#failing) this.#closed(1006, '', false, true);
    else this.#closed(code, reason, true, false);
  }

  /**
   * The connection is lost: close 1006.
   *
   * @param error whether an error event comes first, as in undici; browsers and `ws` have none
   */
  drop({ error = false } = {}): void {
    if (this.readyState === CONNECTING || this.#failing) error = true;
    if (this.readyState !== CLOSED) this.#closed(1006, '', false, error);
  }

  /** So many bytes more are not yet on the wire. */
  buffer(bytes: number): void {
    this.bufferedAmount += bytes;
  }

  /** What was buffered is on the wire. */
  drain(): void {
    this.bufferedAmount = 0;
  }

  #closed(code: number, reason: string, wasClean: boolean, error: boolean): void {
    this.readyState = CLOSED;
    if (error) this.onerror?.(new Event('error') as never);
    this.onclose?.(new FakeCloseEvent(code, reason, wasClean) as never);
  }
}

function parse(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === 'ws:' || url.protocol === 'wss:') && !url.hash) return url.href;
  throw new DOMException(`"${text}" is not a WebSocket URL.`, 'SyntaxError');
}
