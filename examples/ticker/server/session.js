/**
 * What one client is told, and what it may ask for.
 *
 * @import { Duplex } from 'node:stream'
 * @import { WebSocket } from 'ws'
 * @import { Market } from './market.js'
 */
import { ASKED, RATE } from './limits.js';
import { createPump } from './pump.js';

/** @param {WebSocket} socket @param {Duplex} stream beneath it @param {Market} market */
export function serve(socket, stream, market) {
  const pump = createPump(socket, stream, market);
  let asked = 0;
  const forget = setInterval(() => {
    asked = 0;
  }, 1000);

  // ws closes the connection itself then; without a listener the process would end.
  socket.on('error', () => {});
  socket.on('close', () => {
    pump.stop();
    clearInterval(forget);
  });
  socket.on('message', (data, isBinary) => {
    const rate = isBinary ? null : rateOf(String(data));
    asked += 1;
    if (rate === null) socket.close(4400, 'Ask for a rate from 0 to 10000');
    else if (asked > ASKED) socket.close(4429, 'Too many messages in one second');
    else if (socket.readyState === socket.OPEN) pump.set(rate);
  });
  stream.cork();
  for (const message of market.open()) socket.send(JSON.stringify(message));
  stream.uncork();
  return pump;
}

/** @param {string} text @returns {number | null} where it is no such message: null */
function rateOf(text) {
  try {
    const { type, perSecond } = JSON.parse(text);
    const isRate = Number.isInteger(perSecond) && perSecond >= 0 && perSecond <= RATE;
    return type === 'rate' && isRate ? perSecond : null;
  } catch {
    return null;
  }
}
