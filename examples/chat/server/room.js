/**
 * The room: who is here, what was said and shown, and who is told.
 *
 * @import { Credentials, Handshake, Person, Pictured, PictureType, Said, ServerMessage } from '../protocol.js'
 * @import { Connection } from './connection.js'
 * @import { Bucket } from './rates.js'
 */
import { monotonic } from './clock.js';
import { idOf } from './credentials.js';
import { delayOf } from './faults.js';
import { forget } from './forget.js';
import { HISTORY, IDS, PEOPLE, SHOWN, TYPING_MS } from './limits.js';
import { createGallery, writeFrame } from './pictures.js';
import { createBucket } from './rates.js';

/** @typedef {ReturnType<typeof createRoom>} Room */
/** @typedef {Exclude<ServerMessage, Pictured>} TextMessage */
/**
 * Somebody who is or was here. Kept when gone, so that a reconnect finds name, ids, limits and faults
 * again.
 *
 * @typedef {object} Member
 * @property {string} id
 * @property {string} name
 * @property {Set<Connection>} here
 * @property {Map<string, number>} ids what was shown, and when
 * @property {Bucket} shown
 * @property {number} typedAt
 * @property {number} refusedUntil
 * @property {number} slowUntil
 */

/** @param {Connection} connection @param {TextMessage} message */
export function tell(connection, message) {
  connection.send(JSON.stringify(message));
}

export function createRoom() {
  /** By id; who was away longest first. @type {Map<string, Member>} */
  const members = new Map();
  /** @type {Said[]} */
  const history = [];
  const gallery = createGallery();
  let lastAt = 0;

  /** The time, never the same twice. */
  function now() {
    lastAt = Math.max(Date.now(), lastAt + 1);
    return lastAt;
  }

  const present = () => [...members.values()].filter(({ here }) => here.size > 0);

  /** @param {string | Buffer} data @param {Member} [except] */
  function sendAll(data, except) {
    for (const member of present()) {
      if (member === except) continue;
      for (const connection of member.here) connection.send(data);
    }
  }

  /** @param {TextMessage} message @param {Member} [except] */
  const tellAll = (message, except) => sendAll(JSON.stringify(message), except);

  /**
   * When it was shown before, if so; else it is remembered as shown now.
   *
   * @param {Member} member
   * @param {string} id
   */
  function remember(member, id) {
    const before = member.ids.get(id);
    if (before !== undefined) return { at: before, isNew: false };
    const at = now();
    member.ids.set(id, at);
    forget(member.ids, IDS);
    return { at, isNew: true };
  }

  return {
    /** Somebody who is or was here, by their key. @param {string} client */
    find: (client) => members.get(idOf(client)),

    /**
     * @param {Connection} connection
     * @param {Credentials} who
     * @param {Handshake} handshake
     */
    join(connection, { client, name }, handshake) {
      const id = idOf(client);
      const member = members.get(id) ?? createMember(id, name);
      // Again as the last one, so that who was away longest is forgotten first.
      members.delete(id);
      members.set(id, member);
      forget(members, PEOPLE, ({ here }) => here.size === 0);

      const isNew = member.here.size === 0;
      member.here.add(connection);
      connection.slowBy(() => delayOf(member));
      tell(connection, {
        type: 'welcome',
        you: personOf(member),
        people: present().map(personOf),
        history: [...history],
        handshake,
      });
      for (const frame of gallery.all()) connection.send(frame);
      if (isNew) tellAll({ type: 'joined', person: personOf(member), at: now() }, member);
      // Replaced: it kept their place until now.
      for (const old of [...member.here].filter(({ isFrozen }) => isFrozen)) {
        member.here.delete(old);
        old.cut();
      }
      return member;
    },

    /** @param {Connection} connection @param {Member} member */
    leave(connection, member) {
      if (!member.here.delete(connection) || member.here.size > 0) return;
      tellAll({ type: 'left', person: personOf(member), at: now() });
    },

    /** @param {Connection} connection @param {Member} member @param {{ id: string, text: string }} said */
    say(connection, member, { id, text }) {
      const { at, isNew } = remember(member, id);
      /** @type {Said} */
      const said = { type: 'said', id, from: personOf(member), text, at };
      // Sent again, because the first answer was lost: only who asks is answered.
      if (!isNew) return tell(connection, said);
      history.push(said);
      if (history.length > HISTORY) history.shift();
      tellAll(said);
    },

    /** @param {Connection} connection @param {Member} member @param {{ id: string, mime: PictureType, bytes: Buffer }} picture */
    show(connection, member, { id, mime, bytes }) {
      const { at, isNew } = remember(member, id);
      const frame = writeFrame({ type: 'pictured', id, from: personOf(member), mime, at }, bytes);
      if (!isNew) return connection.send(frame);
      gallery.add(frame);
      sendAll(frame);
    },

    /** @param {Member} member @param {string} name */
    rename(member, name) {
      const before = member.name;
      if (name === before) return;
      member.name = name;
      tellAll({ type: 'renamed', person: personOf(member), before, at: now() });
    },

    /** @param {Member} member */
    typing(member) {
      if (monotonic() - member.typedAt < TYPING_MS) return;
      member.typedAt = monotonic();
      tellAll({ type: 'is-typing', person: personOf(member) }, member);
    },
  };
}

/** @param {string} id @param {string} name @returns {Member} */
function createMember(id, name) {
  return {
    id,
    name,
    here: new Set(),
    ids: new Map(),
    shown: createBucket(SHOWN),
    typedAt: -Infinity,
    refusedUntil: 0,
    slowUntil: 0,
  };
}

/** @param {Member} member @returns {Person} */
const personOf = ({ id, name }) => ({ id, name });
