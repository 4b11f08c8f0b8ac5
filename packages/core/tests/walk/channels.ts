import { channel, type Inspection, type Keyed, type TowlineSocket } from '@towline/core';
import type { FakeEnvironment, FakeSocket } from '@towline/suites';
import { expect } from 'vitest';
import { CODECS } from './codecs.js';
import type { WatchedEnvironment } from './environment.js';
import type { Settings } from './settings.js';

/** How many channels there are. */
const CHANNELS = 2;

interface Room {
  readonly name: number;
  readonly channel: TowlineSocket;
  users: number;
  /** Those of them whose `retain` has returned. */
  settled: number;
  /** When the last one has gone. */
  leftAt: number;
  /** The connection on which the server was asked for it. */
  joined: FakeSocket | undefined;
}

/** What a server is told of channels, on each connection: promise 1. */
export interface Channels {
  /** Somebody uses a channel; returns how to stop. */
  retain(which: number): () => void;
  /** To be told of each record. */
  step(record: Inspection): void;
  check(state: Inspection['after'] | undefined): void;
}

export interface ChannelSurroundings {
  readonly settings: Settings;
  readonly world: FakeEnvironment;
  readonly watched: WatchedEnvironment;
  /** May throw. */
  spring(type: 'join' | 'leave'): void;
}

/** Whether it is what a channel says: it is not of the queue. */
export const isOfChannel = (message: string) => /^(join|leave) /.test(message);

export function createChannels(
  rooms: Keyed<number, string, string>,
  { settings, world, watched, spring }: ChannelSurroundings,
): Channels {
  const { channels: linger = 0 } = settings;
  const { read } = CODECS[settings.codec];
  const { clock } = world;
  /** What each server is to be told, and was. */
  const due = new Map<FakeSocket, string[]>();
  const told = new Map<FakeSocket, { messages: string[]; seen: number }>();
  const problems: string[] = [];
  const all = Array.from({ length: CHANNELS }, (_, name): Room => {
    const room = { name, users: 0, settled: 0, leftAt: 0, joined: undefined };
    return Object.assign(room, {
      channel: channel(rooms, name, {
        join: () => join(room),
        leave: () => leave(room),
        linger,
      }),
    });
  });

  /** The connection that may be told something. Whoever reads the records acts before an end is shown. */
  const present = () => world.listened.find(({ readyState }) => readyState > 0);

  function join(room: Omit<Room, 'channel'>): string {
    const connection = present();
    if (room.users === 0) problems.push(`${room.name} was joined for nobody`);
    if (connection && room.joined === connection) problems.push(`${room.name} was joined twice`);
    room.joined = connection;
    return say(connection, 'join', room);
  }

  function leave(room: Omit<Room, 'channel'>): string {
    const connection = present();
    if (room.users > 0) problems.push(`${room.name} was left while it was used`);
    if (room.joined !== connection) problems.push(`${room.name} was left where nobody had joined`);
    if (clock.monotonicTime < room.leftAt + linger)
      problems.push(`${room.name} was left too early`);
    room.joined = undefined;
    return say(connection, 'leave', room);
  }

  /** What it does meanwhile may end the connection. */
  function say(to: FakeSocket | undefined, what: 'join' | 'leave', { name }: { name: number }) {
    spring(what);
    const message = `${what} ${name}`;
    if (to?.listened && to.readyState === 1 && !to.throwOnSend) {
      due.set(to, [...(due.get(to) ?? []), message]);
    }
    return message;
  }

  /** Reads on where it was last read: it is asked so often. */
  function toldTo(one: FakeSocket): readonly string[] {
    const { messages, seen } = told.get(one) ?? { messages: [], seen: 0 };
    const news = one.received.slice(seen).map(read).filter(isOfChannel);
    messages.push(...news);
    told.set(one, { messages, seen: one.received.length });
    return messages;
  }

  rooms.socket.on('sent', ({ message }) => {
    const missing = all.find(({ settled, joined }) => settled > 0 && joined !== present());
    if (missing)
      problems.push(`${message} of the queue was sent before ${missing.name} was joined`);
  });

  return {
    retain(which) {
      const room = all[which % CHANNELS]!;
      room.users += 1;
      const release = room.channel.retain();
      room.settled += 1;
      return () => {
        room.users -= 1;
        room.settled -= 1;
        if (room.users === 0) room.leftAt = clock.monotonicTime;
        release();
      };
    },

    step({ before, after }) {
      if (before.phase !== 'open' || after.phase !== 'closing' || after.cause !== 'released')
        return;
      // Where the connection lingers for a shorter time, it may end before.
      if (linger > settings.linger) return;
      const late = all.find(
        ({ joined, leftAt }) =>
          joined && joined === present() && clock.monotonicTime >= leftAt + linger,
      );
      if (late) problems.push(`${late.name} was not left before the connection closed`);
    },

    check(state) {
      for (const one of world.sockets) {
        const said = toldTo(one).join();
        const expected = (due.get(one) ?? []).join();
        if (said !== expected)
          problems.push(`a server was told [${said}] instead of [${expected}]`);
      }
      const connection = present();
      if (state?.phase === 'open' && connection?.readyState === 1) {
        for (const { name, users, joined, leftAt } of all) {
          if (users > 0 && joined !== connection) problems.push(`${name} is used, and not joined`);
          if (users > 0 || joined !== connection) continue;
          const until = leftAt + linger;
          if (clock.monotonicTime > until || watched.nextTimer > until) {
            problems.push(`${name} stays joined, and nobody uses it`);
          }
        }
      }
      if (problems.length > 0) expect.fail(problems.join('\n'));
    },
  };
}
