/**
 * What is said on one connection: first who it is, then the rest.
 *
 * @import { Credentials, Handshake } from '../protocol.js'
 * @import { Connection } from './connection.js'
 * @import { Message, Problem } from './messages.js'
 * @import { Member, Room } from './room.js'
 */
import { breakIt, isRefused } from './faults.js';
import { GARBAGE, PICTURE_COST, PROTOCOL, SIGN_IN_MS } from './limits.js';
import { read } from './messages.js';
import { tell } from './room.js';

/** What is no message at all, against what a person may have typed. @type {ReadonlySet<Problem['code']>} */
const IS_GARBAGE = new Set(['not-json', 'not-a-picture', 'bad-message']);

/**
 * @param {Connection} connection
 * @param {Credentials | null} who null where it is yet to be told
 * @param {Handshake} handshake
 * @param {{ room: Room, restart: () => void }} server
 */
export function serve(connection, who, handshake, { room, restart }) {
  /** @type {Member | null} */
  let member = null;
  let garbage = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let silence;

  connection.listen(
    (frame) => {
      if (member) hear(member, frame);
      else signIn(frame);
    },
    () => {
      clearTimeout(silence);
      if (member) room.leave(connection, member);
    },
  );
  if (who) member = room.join(connection, who, handshake);
  else silence = setTimeout(connection.close, SIGN_IN_MS, 4401, 'No sign-in in time');

  /** @param {string | Buffer} frame */
  function signIn(frame) {
    clearTimeout(silence);
    const message = read(frame);
    if (!('type' in message) || message.type !== 'sign-in') {
      return connection.close(4401, 'The first message was no sign-in');
    }
    // With a token this is told by the status of the handshake; here it is too late for one.
    if (isRefused(room.find(message.who.client)))
      return connection.close(1013, 'Refused for a while');
    tell(connection, { type: 'signed-in' });
    member = room.join(connection, message.who, handshake);
  }

  /** @param {Member} from @param {string | Buffer} frame */
  function hear(from, frame) {
    const message = read(frame);
    const problem = 'code' in message ? message : obey(from, message);
    if (!problem) return;
    tell(connection, { type: 'error', ...problem });
    if (IS_GARBAGE.has(problem.code)) garbage += 1;
    if (garbage >= GARBAGE) connection.close(4400, `Too many messages that are not ${PROTOCOL}`);
  }

  /** @param {Member} from @param {Message} message @returns {Problem | void} */
  function obey(from, message) {
    if (!from.shown.take(costOf(message))) {
      return connection.close(4429, 'Too many messages of one person');
    }
    switch (message.type) {
      case 'say':
        return room.say(connection, from, message);
      case 'picture':
        return room.show(connection, from, message);
      case 'rename':
        return room.rename(from, message.name);
      case 'typing':
        return room.typing(from);
      case 'ping':
        return tell(connection, { type: 'pong' });
      case 'fault':
        return breakIt(message.kind, connection, from, restart);
      case 'sign-in':
        return { code: 'bad-message', message: 'Who it is was told already.' };
    }
  }
}

/** What is told to everybody has a price. @param {Message} message */
function costOf({ type }) {
  if (type === 'picture') return PICTURE_COST;
  return type === 'say' || type === 'rename' ? 1 : 0;
}
