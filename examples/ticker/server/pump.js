/**
 * Sends so many messages in a second, in handfuls, and none ahead of whoever does not read them.
 *
 * @import { Duplex } from 'node:stream'
 * @import { WebSocket } from 'ws'
 * @import { Market } from './market.js'
 */
import { LATE, PACE, UNREAD } from './limits.js';

/** @typedef {ReturnType<typeof createPump>} Pump */

/** @param {WebSocket} socket @param {Duplex} stream beneath it @param {Market} market */
export function createPump(socket, stream, market) {
  let perSecond = 0;
  /** Messages that are due, and parts of one. */
  let due = 0;
  let at = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  /** @param {number} count */
  function send(count) {
    // As one write: a system call for each would cost more than the messages.
    stream.cork();
    for (let left = count; left > 0; left -= 1) socket.send(JSON.stringify(market.next()));
    stream.uncork();
  }

  function turn() {
    const now = performance.now();
    due += (Math.min(now - at, LATE) / 1000) * perSecond;
    at = now;
    const count = Math.floor(due);
    due -= count;
    if (count > 0 && socket.bufferedAmount < UNREAD) send(count);
  }

  function stop() {
    clearInterval(timer);
    timer = undefined;
    due = 0;
  }

  return {
    get perSecond() {
      return perSecond;
    },
    /** @param {number} rate messages in a second; 0: none */
    set(rate) {
      perSecond = rate;
      if (rate === 0) return stop();
      if (timer) return;
      at = performance.now();
      timer = setInterval(turn, PACE);
    },
    stop,
  };
}
