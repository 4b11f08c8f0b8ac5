/**
 * Listens for pages, tokens and sockets, until it is cut or closed.
 *
 * @import { Credentials } from '../protocol.js'
 * @import { Connection } from './connection.js'
 * @import { Refused } from './handshake.js'
 * @import { Room } from './room.js'
 * @import { Tokens } from './tokens.js'
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { createConnection } from './connection.js';
import { isRefused } from './faults.js';
import { describe, inspect, refuseUpgrade } from './handshake.js';
import { CONNECTIONS, CONNECTIONS_OF_ADDRESS, MAX_PAYLOAD, PROTOCOL } from './limits.js';
import { serve } from './session.js';

/** @typedef {ReturnType<typeof createListener>} Listener */

/**
 * @param {import('node:http').RequestListener} answer
 * @param {{ room: Room, tokens: Tokens, restart: () => void }} server
 */
export function createListener(answer, { room, tokens, restart }) {
  /** Each with its address. @type {Map<Connection, string | undefined>} */
  const connections = new Map();
  const http = createServer({ requestTimeout: 10_000 }, answer);
  // Some more, for pages and tokens; what comes beyond is closed at once.
  http.maxConnections = 2 * CONNECTIONS;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    handleProtocols: () => PROTOCOL,
  });
  /** The lines of the answer to the handshake at hand. @type {readonly string[]} */
  let response = [];
  sockets.on('headers', (lines) => {
    response = [...lines];
  });

  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const caller = admit(request);
    if ('status' in caller) return refuseUpgrade(stream, caller);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const connection = createConnection(socket, stream);
      connections.set(connection, request.socket.remoteAddress);
      socket.on('close', () => connections.delete(connection));
      // A refused upgrade looks to pages like a lost network; a close code does not.
      if (caller.who === 'unknown') return connection.close(4401, 'Token expired or used');
      serve(connection, caller.who, describe(request, response), { room, restart });
    });
  });

  /** @param {import('node:http').IncomingMessage} request @returns {{ who: Credentials | 'unknown' | null } | Refused} */
  function admit(request) {
    const asked = inspect(request);
    if ('status' in asked) return asked;
    if (connections.size >= CONNECTIONS) {
      return { status: '503 Service Unavailable', message: 'The room is full.' };
    }
    const { remoteAddress } = request.socket;
    const ofAddress = [...connections.values()].filter((address) => address === remoteAddress);
    if (ofAddress.length >= CONNECTIONS_OF_ADDRESS) {
      return { status: '429 Too Many Requests', message: 'Too many connections from there.' };
    }
    if (asked.token === null) return { who: null };
    const who = tokens.take(asked.token);
    if (who && isRefused(room.find(who.client))) {
      return { status: '503 Service Unavailable', message: 'You are refused for a while.' };
    }
    return { who: who ?? 'unknown' };
  }

  return {
    http,
    ping() {
      for (const connection of connections.keys()) connection.ping();
    },
    /** Gone at once, without a word. */
    cut() {
      http.close();
      for (const connection of connections.keys()) connection.cut();
      http.closeAllConnections();
    },
    /** @param {number} code @param {string} reason */
    close(code, reason) {
      http.close();
      for (const connection of connections.keys()) connection.shut(code, reason);
    },
  };
}
