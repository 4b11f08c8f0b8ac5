import type { TowlineSocket } from '@towline/core';
import type { Mounted } from '../conformance/index.js';
import type { FakeEnvironment, FakeSocket } from '../index.js';
import type { Kind } from './actions.js';

/** One connection, as the walk knows it. */
export interface Connection {
  readonly name: string;
  readonly socket: TowlineSocket;
  /** Its WebSockets, in order; not those of a component that was mounted twice, and went at once. */
  readonly sockets: readonly FakeSocket[];
  /** What its server said, and it heard. */
  readonly said: string[];
  /** The user has closed it, and nobody has opened it since. */
  closed: boolean;
  /** The user holds it open. */
  held: boolean;
  /** The server has closed it for good, at some time. */
  endedByServer: boolean;
}

/** A mounted component. */
export interface Part {
  readonly kind: Kind;
  readonly connection: Connection;
  readonly component: Mounted;
  /** How much had been said when it was mounted. */
  readonly from: number;
  /** What its handler was called with. */
  readonly heard: string[];
  /** What its handler does besides, the next times. */
  readonly traps: (() => void)[];
  /** From where on its list begins: it begins anew with each destination. */
  listed: number;
  shown: boolean;
  /** Of an Own. */
  url: string | null;
  enabled: boolean;
}

/** What keeps the connection of a part open: undefined, where frameworks differ. */
export function holds({ kind, shown }: Part): boolean | undefined {
  switch (kind) {
    case 'Status':
    case 'Own':
      return true;
    case 'Branch':
      return shown;
    // One that is kept alive may hold on to it while nobody sees it.
    case 'Kept':
      return shown || undefined;
    case 'Messages':
    case 'Listener':
      return false;
  }
}

/** What is wrong with a connection, if anything. */
export function* wrongWith(connection: Connection): Generator<string> {
  const { name, socket, sockets, closed, endedByServer } = connection;
  const { status, queued, ended } = socket.getSnapshot();
  if (sockets.filter(({ listened }) => listened).length > 1) yield `${name}: two are listened to`;
  const live = sockets.filter(({ readyState }) => readyState < 2);
  if (live.some(({ listened }) => !listened)) yield `${name}: a socket was left open`;
  if (ended && !closed && !endedByServer) yield `${name}: ended by nobody`;
  if (!closed) return;
  if (live.length > 0) yield `${name}: open after the user’s close`;
  if (status === 'open' || status === 'connecting' || queued > 0) {
    yield `${name}: ${status}, and ${queued} queued, after the user’s close`;
  }
}

/** What is wrong with what a component shows and hears, if anything. */
export function* wrongIn(part: Part, world: FakeEnvironment): Generator<string> {
  const { kind, connection, component, from, heard, listed, shown } = part;
  const { said, name, socket } = connection;
  const { status } = socket.getSnapshot();
  const text = component.page.textContent?.trim() ?? '';
  const words = text === '' ? [] : text.split(' ');
  switch (kind) {
    case 'Status':
    case 'Branch':
    case 'Kept': {
      const due = shown ? status : '';
      // What is kept and hidden may still be in the page.
      if (text !== due && (shown || kind === 'Branch')) yield `${kind} shows ${text}, not ${due}`;
      return;
    }
    case 'Listener':
      yield* unlike(heard, said.slice(from), true, `a listener of ${name}`);
      return;
    case 'Messages':
      yield* unlike(words, said.slice(listed), world.frames.pending === 0, `a list of ${name}`);
      return;
    case 'Own': {
      yield* unlike(heard, said.slice(from), true, `the handler of ${name}`);
      const [first = '', last, ...list] = words;
      if (first !== status) yield `${name} shows ${first}, not ${status}`;
      if (last !== list.at(-1)) yield `${name} shows ${last} as the last of [${list}]`;
      yield* unlike(list, said.slice(listed), world.frames.pending === 0, `the list of ${name}`);
    }
  }
}

/** Each once, in order; before its frame a list may be behind. */
function* unlike(
  found: readonly string[],
  due: readonly string[],
  whole: boolean,
  who: string,
): Generator<string> {
  const expected = whole ? due : due.slice(0, found.length);
  if (found.join() !== expected.join()) yield `${who} has [${found}] instead of [${expected}]`;
}
