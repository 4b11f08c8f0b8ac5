import { createCloseEvent } from './env/close-event.js';
import type { WebSocketClass } from './env/global-place.js';
import { addressOf, listOf } from './handshake.js';
import { copyOf, type MockData, type SentData, sizeOf } from './wire-data.js';

/** What a client does, as its server's side hears it. */
export interface Peer {
  /** The handshake asks to be let in. */
  request(client: Client): void;
  /** Something was sent; `written` is called when it is on the wire. */
  send(data: MockData, written: () => void): void;
  /** The client closes; 1005 stands for no code. */
  close(code: number, reason: string): void;
  /** The client left before the handshake was over. */
  abort(): void;
}

/** What a server does, as the client hears it. */
export interface Client {
  readonly url: string;
  readonly protocols: readonly string[];
  opened(protocol: string): void;
  message(data: MockData): void;
  /** The server's close frame has come. */
  closing(): void;
  /** 1006: the connection was lost, or never made. */
  closed(close: { readonly code: number; readonly reason: string }): void;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** A handler, and the listener by which it is called. */
interface Handled {
  handler: NonNullable<Handler>;
  readonly listener: (event: Event) => void;
}

type Handler = ((event: never) => void) | null;

/**
 * The class of the WebSockets whose other end is a mock server. They behave as the standard says, also where a double is
 * tempted not to: they go through all states, one event at a time; what `close` and the constructor are given is checked;
 * `bufferedAmount` counts; buffers are copied; after `close` nothing more is said.
 *
 * @see https://websockets.spec.whatwg.org/
 */
export function createMockWebSocket(connect: (url: string) => Peer): WebSocketClass {
  class MockWebSocket extends EventTarget {
    static readonly CONNECTING = CONNECTING;
    static readonly OPEN = OPEN;
    static readonly CLOSING = CLOSING;
    static readonly CLOSED = CLOSED;

    readonly CONNECTING = CONNECTING;
    readonly OPEN = OPEN;
    readonly CLOSING = CLOSING;
    readonly CLOSED = CLOSED;
    readonly url: string;
    readonly extensions = '';
    #protocol = '';
    #readyState = CONNECTING;
    #established = false;
    #bufferedAmount = 0;
    #binaryType: BinaryType = 'blob';
    readonly #handlers = new Map<string, Handled>();
    readonly #peer: Peer;

    constructor(url: string | URL, protocols: string | string[] = []) {
      super();
      this.url = addressOf(url);
      const offered = listOf(protocols);
      this.#peer = connect(this.url);
      this.#peer.request({
        url: this.url,
        protocols: offered,
        opened: (protocol) => this.#opened(protocol),
        message: (data) => this.#message(data),
        closing: () => this.#closing(),
        closed: (close) => this.#closed(close),
      });
    }

    get readyState() {
      return this.#readyState;
    }
    get protocol() {
      return this.#protocol;
    }
    get bufferedAmount() {
      return this.#bufferedAmount;
    }
    get binaryType() {
      return this.#binaryType;
    }
    set binaryType(type: BinaryType) {
      // An enumeration of Web IDL: what it does not know changes nothing.
      if (type === 'blob' || type === 'arraybuffer') this.#binaryType = type;
    }

    send(data: SentData): void {
      if (this.#readyState === CONNECTING) {
        throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
      }
      const copy = copyOf(data);
      const size = sizeOf(copy);
      this.#bufferedAmount += size;
      // What is sent too late stays in the count, and goes nowhere.
      if (this.#readyState !== OPEN) return;
      this.#peer.send(copy, () => {
        this.#bufferedAmount -= size;
      });
    }

    close(code?: number, reason = ''): void {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
        throw new DOMException(`The close code ${code} is not allowed.`, 'InvalidAccessError');
      }
      if (sizeOf(reason) > 123) {
        throw new DOMException('The close reason is too long.', 'SyntaxError');
      }
      const before = this.#readyState;
      if (before >= CLOSING) return;
      this.#readyState = CLOSING;
      if (before === CONNECTING) this.#peer.abort();
      else this.#peer.close(code ?? (reason ? 1000 : 1005), reason);
    }

    #opened(protocol: string) {
      if (this.#readyState !== CONNECTING) return;
      this.#readyState = OPEN;
      this.#established = true;
      this.#protocol = protocol;
      this.dispatchEvent(new Event('open'));
    }

    #message(data: MockData) {
      // One that is closing hears no more.
      if (this.#readyState !== OPEN) return;
      const { origin } = new URL(this.url);
      this.dispatchEvent(new MessageEvent('message', { data: this.#shown(data), origin }));
    }

    #shown(data: MockData): MockData {
      const asBlob = typeof data === 'object' && this.#binaryType === 'blob';
      return asBlob ? new Blob([data]) : data;
    }

    #closing() {
      if (this.#readyState === OPEN) this.#readyState = CLOSING;
    }

    #closed(close: Parameters<Client['closed']>[0]) {
      if (this.#readyState === CLOSED) return;
      this.#readyState = CLOSED;
      const { code, reason } = close;
      // Of one that was open browsers tell no error. One that ends with another code was not lost: the server was reset.
      if (code === 1006 && !this.#established) this.dispatchEvent(new Event('error'));
      this.dispatchEvent(createCloseEvent({ code, reason, wasClean: code !== 1006 }));
    }

    get onopen() {
      return this.#handler('open');
    }
    set onopen(handler) {
      this.#setHandler('open', handler);
    }
    get onmessage() {
      return this.#handler('message');
    }
    set onmessage(handler) {
      this.#setHandler('message', handler);
    }
    get onerror() {
      return this.#handler('error');
    }
    set onerror(handler) {
      this.#setHandler('error', handler);
    }
    get onclose() {
      return this.#handler('close');
    }
    set onclose(handler) {
      this.#setHandler('close', handler);
    }

    #handler(type: string): Handler {
      return this.#handlers.get(type)?.handler ?? null;
    }

    /** Has its place among the listeners from the first time on, until it is taken away. */
    #setHandler(type: string, handler: Handler) {
      const known = this.#handlers.get(type);
      if (typeof handler !== 'function') {
        if (known) this.removeEventListener(type, known.listener);
        this.#handlers.delete(type);
      } else if (known) known.handler = handler;
      else {
        const made = {
          handler,
          listener: (event: Event) => made.handler.call(this, event as never),
        };
        this.#handlers.set(type, made);
        this.addEventListener(type, made.listener);
      }
    }
  }
  return MockWebSocket as unknown as WebSocketClass;
}
