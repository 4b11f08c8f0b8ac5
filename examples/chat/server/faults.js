/**
 * What breaks on purpose, for real. A fault of a person is a time until which it holds, so it outlives
 * their connections, and needs no timer.
 *
 * @import { Fault } from '../protocol.js'
 * @import { Connection } from './connection.js'
 * @import { Member } from './room.js'
 */
import { monotonic } from './clock.js';
import { REFUSED_MS, SLOW_DELAY_MS, SLOW_MS } from './limits.js';

/**
 * @param {Fault['kind']} kind
 * @param {Connection} connection
 * @param {Member} member
 * @param {() => void} restart
 */
export function breakIt(kind, connection, member, restart) {
  switch (kind) {
    case 'drop':
      return connection.cut();
    case 'restart':
      return restart();
    case 'freeze':
      return connection.freeze();
    case 'refuse':
      member.refusedUntil = monotonic() + REFUSED_MS;
      return connection.cut();
    case 'slow':
      member.slowUntil = monotonic() + SLOW_MS;
      return;
  }
}

/** @param {Member | undefined} member */
export function isRefused(member) {
  return member !== undefined && monotonic() < member.refusedUntil;
}

/** In ms, of what this person sends or is sent now. @param {Member} member */
export function delayOf({ slowUntil }) {
  return monotonic() < slowUntil ? SLOW_DELAY_MS : 0;
}
