/**
 * One connection: what comes in and goes out, how fast, and the ways in which it ends.
 *
 * @import { Duplex } from 'node:stream'
 */
import { WebSocket } from 'ws';
import { createLane } from './lane.js';
import { FLOOD, FROZEN_MS, TEXT_FRAME, UNHEARD, UNREAD } from './limits.js';
import { createLimit } from './rates.js';

/** @typedef {ReturnType<typeof createConnection>} Connection */
/**
 * `closing`: nothing is heard any more, but what was to be told still is.
 *
 * @typedef {'open' | 'closing' | 'frozen' | 'over'} State
 */

/**
 * @param {WebSocket} socket
 * @param {Duplex} stream beneath it
 */
export function createConnection(socket, stream) {
  /** @type {State} */
  let state = 'open';
  const incoming = createLane();
  const outgoing = createLane();
  const isWithinFlood = createLimit(FLOOD);
  let delay = () => 0;
  let isAlive = true;
  let isGone = false;
  let end = () => {};
  /** @type {NodeJS.Timeout | undefined} */
  let thaw;

  // ws closes the connection itself then; without a listener the process would end.
  socket.on('error', () => {});
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('close', () => {
    isGone = true;
    outgoing.clear();
    clearTimeout(thaw);
    // What was sent before the end is heard before it.
    incoming.run(() => end(), 0);
  });

  function hearNoMore() {
    incoming.clear();
    // The end may have waited there.
    if (isGone) end();
  }

  /** @param {number} code @param {string} reason */
  function close(code, reason) {
    if (state !== 'open') return;
    state = 'closing';
    hearNoMore();
    // Else the client's answer would not be read.
    socket.resume();
    outgoing.run(() => socket.close(code, reason), delay());
  }

  /** Without a closing handshake. */
  function cut() {
    state = 'over';
    hearNoMore();
    outgoing.clear();
    clearTimeout(thaw);
    socket.terminate();
  }

  return {
    close,
    cut,
    get isFrozen() {
      return state === 'frozen';
    },

    /**
     * What comes in, text or bytes; and once, that it has ended.
     *
     * @param {(frame: string | Buffer) => void} hear
     * @param {() => void} ended
     */
    listen(hear, ended) {
      socket.on('message', (data, isBinary) => {
        // What had been read already when the connection was cut or frozen comes here too.
        if (state !== 'open') return;
        isAlive = true;
        const bytes = /** @type {Buffer} */ (data);
        if (!isWithinFlood()) return close(4429, 'Too many messages in one second');
        if (!isBinary && bytes.length > TEXT_FRAME) {
          return close(1009, `A text frame has at most ${TEXT_FRAME / 1024} KiB`);
        }
        // A copy, because what waits would keep all that was read along with it.
        const frame = isBinary ? Buffer.from(bytes) : String(bytes);
        incoming.run(
          () => {
            if (state === 'open') hear(frame);
            if (state === 'open' && socket.isPaused && incoming.bytes < UNHEARD) socket.resume();
          },
          delay(),
          bytes.length,
        );
        if (state === 'open' && incoming.bytes > UNHEARD) socket.pause();
      });
      end = () => {
        end = () => {};
        ended();
      };
    },

    /** @param {() => number} next in ms, of what comes in or goes out from now on */
    slowBy(next) {
      delay = next;
    },

    /** A string goes as text, bytes as they are. @param {string | Buffer} data */
    send(data) {
      if (state !== 'open' || socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount + outgoing.bytes > UNREAD) return cut();
      outgoing.run(() => socket.send(data), delay(), data.length);
    },

    /** Open for TCP, and deaf and dumb: half-open, as after a cable was pulled. */
    freeze() {
      if (state !== 'open' || isGone) return;
      state = 'frozen';
      hearNoMore();
      outgoing.clear();
      socket.pause();
      // Not even what ws answers by itself gets out.
      stream.cork();
      thaw = setTimeout(cut, FROZEN_MS);
    },

    /** Who does not answer a ping until the next one is gone, whatever TCP believes. */
    ping() {
      if (state === 'frozen' || socket.readyState !== WebSocket.OPEN) return;
      if (!isAlive) return cut();
      isAlive = false;
      socket.ping();
    },

    /** Closes without waiting for anything that is slow or frozen. @param {number} code @param {string} reason */
    shut(code, reason) {
      if (state === 'frozen') return cut();
      state = 'closing';
      hearNoMore();
      outgoing.clear();
      socket.resume();
      socket.close(code, reason);
    },
  };
}
