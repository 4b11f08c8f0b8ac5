import { createView, type TowlineSocket } from '@towline/core';
import { expect } from 'vitest';
import { KEYS, keyOf, type Rooms } from './rooms.js';

/** How somebody takes part in a key's messages. */
export type Part = 'listen' | 'collect' | 'view';

/** Somebody who takes part for a while. */
interface Member {
  readonly key: number;
  readonly part: Part;
  readonly from: number;
  /** Joined within a listener, it may get the message that is heard just now. */
  readonly nested: boolean;
  /** What it has of the present destination; who listens, of all. */
  got: readonly string[];
  readonly leave: () => void;
}

/** Messages by key, for those who come and go: promises 2 and 7. */
export interface Topics {
  join(part: Part, which: number): void;
  leave(which: number): void;
  /** The key of the message that is heard just now cannot be had. */
  lose(): void;
  check(): void;
}

export function createTopics(socket: TowlineSocket, rooms: Rooms, calm: () => boolean): Topics {
  const all: string[] = [];
  const keys: number[] = [];
  /** Those without a key, by their place. */
  const lost = new Set<number>();
  let members: Member[] = [];
  /** How many have reached views. */
  let given = 0;
  /** How many there were at the last new destination. */
  let resetAt = 0;
  /** Since when somebody takes part, by key; undefined: it may be one message more or less. */
  const since = new Map<number, number | undefined>();

  socket.on('message', (message) => {
    all.push(message);
    keys.push(keyOf(message));
  });
  socket.collect({
    receive(batch) {
      given += batch.length;
    },
    reset() {
      resetAt = all.length;
    },
  });

  function dueFrom(key: number, from: number): string[] {
    return all.filter((_, at) => at >= from && keys[at] === key && !lost.has(at));
  }

  /** @param whole whether nothing may be missing */
  function checkMember({ key, part, from, nested, got }: Member, whole: boolean) {
    const first = Math.max(from, part === 'listen' ? 0 : resetAt);
    const due = dueFrom(key, first);
    const fits = (list: readonly string[]) =>
      got.join() === (whole ? list : list.slice(0, got.length)).join();
    if (fits(due)) return;
    if (nested && first === from && fits(dueFrom(key, from - 1))) return;
    expect.fail(`of key ${key} there is [${got}] instead of [${due}] (${part})`);
  }

  return {
    join(part, which) {
      const key = which % KEYS;
      const topic = rooms.keyed.get(key);
      const nested = !calm();
      if (!members.some((one) => one.key === key)) since.set(key, nested ? undefined : all.length);
      const member = { key, part, from: all.length, nested, got: [] as readonly string[] };
      members.push(Object.assign(member, { leave: join(topic, member) }));
    },
    leave(which) {
      const member = members[which % Math.max(1, members.length)];
      if (!member) return;
      members = members.filter((one) => one !== member);
      member.leave();
      // Whoever leaves has had what came until then.
      checkMember(member, calm());
    },
    lose: () => lost.add(all.length - 1),
    check() {
      const whole = given === all.length;
      for (const member of members) checkMember(member, whole || member.part === 'listen');
      for (const key of new Set(members.map((one) => one.key))) {
        const from = since.get(key);
        if (from === undefined || !whole) continue;
        const last = rooms.keyed.get(key).lastMessage.getSnapshot();
        const due = dueFrom(key, Math.max(from, resetAt)).at(-1) ?? null;
        if (last !== due) expect.fail(`the last message of ${key} is ${last} instead of ${due}`);
      }
      const { message, collect } = rooms.listening;
      const used = members.length > 0 ? 1 : 0;
      if (message !== used || collect !== used) {
        expect.fail(
          `${members.length} take part, and ${message} + ${collect} listen to the socket`,
        );
      }
    },
  };

  function join(topic: TowlineSocket, member: { part: Part; got: readonly string[] }) {
    switch (member.part) {
      case 'listen':
        return topic.on('message', (word) => {
          member.got = [...member.got, word];
        });
      case 'collect':
        return topic.collect({
          receive(batch) {
            member.got = [...member.got, ...batch];
          },
          reset() {
            member.got = [];
          },
        });
      case 'view': {
        const view = createView<string, readonly string[]>(topic, {
          initial: [],
          apply: (before, batch) => [...before, ...batch],
        });
        const leave = view.subscribe(() => {
          member.got = view.getSnapshot();
        });
        return () => {
          leave();
          member.got = view.getSnapshot();
        };
      }
    }
  }
}
