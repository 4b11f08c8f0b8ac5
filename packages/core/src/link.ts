import type { CloseInfo } from './close.js';
import type { Environment, PlatformWebSocket, WebSocketSource } from './env.js';
import { TowlineError } from './errors.js';
import type { BinaryType, WireData } from './policies/codec.js';
import { CLOSING } from './snapshot.js';

/** What a link says; nothing more once it is closed or abandoned. */
export interface LinkHandlers {
  opened(): void;
  message(data: WireData): void;
  closed(close: CloseInfo): void;
}

/** One WebSocket of the platform, from its construction to its end. */
export interface Link {
  readonly socket: PlatformWebSocket;
  /** Begins the closing handshake and goes on listening for its end. */
  disconnect(code: number, reason: string): void;
  /** Stops listening, and closes without waiting. `dead`: there is nobody to answer. */
  abandon(dead?: boolean): void;
}

/** Made out here, so that a platform's socket that was left holds nothing of its connection. */
function ignore() {}

/** @throws TowlineError `websocket-missing`, and whatever the constructor throws */
export function createLink(
  environment: Pick<Environment, 'WebSocket' | 'reportError'>,
  url: string,
  protocols: readonly string[],
  binaryType: BinaryType,
  handlers: LinkHandlers,
): Link {
  const socket = construct(findWebSocket(environment), url, [...protocols]);
  socket.binaryType = binaryType;

  function detach() {
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    // Not null: ws crashes the process when it has an error and nobody listens.
    socket.onerror = ignore;
  }

  function close(code: number, reason: string) {
    try {
      socket.close(code, reason);
    } catch (error) {
      environment.reportError(error);
    }
  }

  // Assigned, not added: test doubles and React Native have these for certain.
  socket.onopen = () => handlers.opened();
  socket.onmessage = (event: { data: WireData }) => handlers.message(event.data);
  socket.onerror = ignore;
  socket.onclose = (event: { code: number; reason: string; wasClean: boolean }) => {
    detach();
    // Read one by one: some platforms' events cannot be spread or cloned.
    const { code, reason, wasClean } = event;
    handlers.closed({ code, reason, wasClean, cause: code === 1006 ? 'network' : 'server' });
  };

  return {
    socket,
    disconnect: close,
    abandon(dead) {
      detach();
      // Of a closing handshake that nobody answers ws would keep the socket for 30 s.
      if (socket.terminate && (dead || socket.readyState === CLOSING)) socket.terminate();
      else if (socket.readyState < CLOSING) close(1000, '');
    },
  };
}

/** @throws TowlineError `websocket-missing` */
export function findWebSocket(environment: Pick<Environment, 'WebSocket'>): WebSocketSource {
  const source = environment.WebSocket;
  if (source) return source;
  throw new TowlineError(
    'websocket-missing',
    'This runtime has no WebSocket. Give one as environment: { WebSocket }, for instance that of the package ws.',
  );
}

function construct(source: WebSocketSource, url: string, protocols: string[]): PlatformWebSocket {
  // Arrow functions and methods have no prototype; whatever has one can be constructed.
  return source.prototype
    ? new (source as new (url: string, protocols: string[]) => PlatformWebSocket)(url, protocols)
    : (source as (url: string, protocols: string[]) => PlatformWebSocket)(url, protocols);
}
