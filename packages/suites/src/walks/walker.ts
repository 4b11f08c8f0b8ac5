import { createWebSocket, inspect, type TowlineSocket } from '@towline/core';
import { expect } from 'vitest';
import {
  type Binding,
  type Components,
  createOwnProps,
  joined,
  turn,
} from '../conformance/index.js';
import { createFakeEnvironment, type FakeEnvironment, type FakeSocket } from '../index.js';
import type { Action, Kind, UserDeed } from './actions.js';
import { type Connection, holds, type Part, wrongIn, wrongWith } from './model.js';
import { say, serve } from './server.js';
import { createSurroundings } from './surroundings.js';

/** The core's default, ms. */
const LINGER = 1000;

/** Longer than any wait for a retry, ms. */
const LONG = 31_000;

const OOPS = new Error('thrown by a handler');

const untouched = () => ({ said: [], closed: false, held: false, endedByServer: false });

/** The WebSockets of a connection: those there are, and from now on each that it makes. */
function followSockets(
  socket: TowlineSocket,
  world: FakeEnvironment,
  present: readonly FakeSocket[],
): readonly FakeSocket[] {
  const sockets = [...present];
  inspect(socket, ({ effects }) => {
    if (effects.some(({ type }) => type === 'connect')) sockets.push(world.socket);
  });
  return sockets;
}

/** Walks components of a binding through the actions, and checks after each what is shown, heard and open. */
export async function walk(binding: Binding, actions: readonly Action[]): Promise<void> {
  const world = createFakeEnvironment();
  const options = { environment: world.environment };
  const socket = createWebSocket('/shared/a', options);
  const shared: Connection = {
    name: 'shared',
    socket,
    sockets: followSockets(socket, world, []),
    ...untouched(),
  };
  const connections = [shared];
  let parts: Part[] = [];
  let owns = 0;
  let words = 0;
  const around = createSurroundings(world);
  /** How many handlers have thrown. */
  let thrown = 0;

  async function mount(kind: Kind, twice: boolean): Promise<void> {
    if (!binding.components.includes(kind)) return;
    const begin = twice ? binding.mountTwice : binding.mount;
    const heard: string[] = [];
    const traps: Part['traps'] = [];
    const onMessage = (message: string) => {
      heard.push(message);
      traps.shift()?.();
    };
    const part = { kind, heard, traps, shown: true, enabled: true, url: 'a' };
    if (kind === 'Own') {
      const name = `own-${++owns}`;
      const { props, controls } = createOwnProps({ url: `/${name}/a`, options, onMessage });
      const earlier = world.sockets.length;
      const component = await begin('Own', props);
      await turn();
      const { socket } = controls();
      // In a strict mode it is the same component that comes back, with the same connection.
      const others = twice && !binding.comesBack ? 1 : 0;
      const sockets = followSockets(socket, world, world.sockets.slice(earlier + others));
      const connection: Connection = { name, socket, sockets, ...untouched() };
      connections.push(connection);
      parts.push({ ...part, connection, component, from: 0, listed: 0 });
      return;
    }
    const { socket, said } = shared;
    const props = { socket, show: joined, onMessage, shown: true };
    const from = said.length;
    const component = await begin(kind, props as Components[typeof kind]);
    parts.push({ ...part, connection: shared, component, from, listed: from });
  }

  async function unmount(part: Part): Promise<void> {
    parts = parts.filter((one) => one !== part);
    // What an own connection's user held open ends with it.
    if (part.kind === 'Own') part.connection.held = false;
    await part.component.unmount();
  }

  /** An Own goes somewhere else, or nowhere. */
  async function move(part: Part, url: string | null, enabled: boolean): Promise<void> {
    const to = enabled ? url : null;
    const before = part.enabled ? part.url : null;
    const { connection } = part;
    Object.assign(part, { url, enabled });
    if (to !== before) {
      connection.closed = false;
      part.listed = connection.said.length;
    }
    const { name } = connection;
    await (part.component as { update(props: object): Promise<void> }).update({
      url: url === null ? null : `/${name}/${url}`,
      enabled,
    });
  }

  /** Off, there is nothing to open, and a close stays what it was. */
  const isOff = (connection: Connection) =>
    parts.some((part) => part.connection === connection && (!part.enabled || part.url === null));

  function setTrap({ traps, connection }: Part, acts: readonly UserDeed[], throws: boolean): void {
    traps.push(() => {
      for (const does of acts) user(does, connection);
      if (!throws) return;
      thrown += 1;
      throw OOPS;
    });
  }

  function user(does: UserDeed, connection: Connection): void {
    const { socket } = connection;
    // Nobody has the controls of a component that is gone.
    if (connection !== shared && !parts.some((part) => part.connection === connection)) return;
    if (does === 'send') {
      socket.send(`sent ${++words}`);
      return;
    }
    if (does === 'close') connection.closed = true;
    else if (!isOff(connection)) connection.closed = false;
    if (does === 'open') connection.held = true;
    if (does === 'close') connection.held = false;
    if (does === 'reconnect') connection.held ||= connection === shared && !wanted(shared);
    socket[does]();
  }

  /** undefined: frameworks differ. */
  function wanted(connection: Connection): boolean | undefined {
    if (connection.held) return true;
    const holders = parts.filter((part) => part.connection === connection).map(holds);
    return holders.includes(true) || (holders.includes(undefined) ? undefined : false);
  }

  async function act(action: Action): Promise<void> {
    const pick = <Item>(items: readonly Item[]) =>
      'which' in action ? items.at(-1 - (action.which % Math.max(1, items.length))) : undefined;
    switch (action.does) {
      case 'mount':
        await mount(action.kind, action.twice);
        break;
      case 'unmount': {
        const part = pick(parts);
        if (part) await unmount(part);
        break;
      }
      case 'toggle': {
        const part = pick(parts.filter(({ kind }) => kind === 'Branch' || kind === 'Kept'));
        if (!part) break;
        part.shown = !part.shown;
        await (part.component as { update(props: object): Promise<void> }).update({
          shown: part.shown,
        });
        break;
      }
      case 'go':
      case 'enable': {
        const part = pick(parts.filter(({ kind }) => kind === 'Own'));
        if (!part) break;
        if (action.does === 'go') await move(part, action.to, part.enabled);
        else await move(part, part.url, action.on);
        break;
      }
      case 'open':
      case 'close':
      case 'reconnect':
      case 'send': {
        const connection = pick(connections);
        if (connection) user(action.does, connection);
        break;
      }
      case 'say': {
        const connection = pick(connections);
        for (let word = 0; connection && word < action.words; word++)
          say(`m${++words}`, connection);
        break;
      }
      case 'trap': {
        const part = pick(parts.filter(({ kind }) => kind === 'Listener' || kind === 'Own'));
        if (part) setTrap(part, action.acts, action.throws);
        break;
      }
      case 'accept':
      case 'refuse':
      case 'drop':
      case 'restart':
      case 'end':
      case 'finish close':
      case 'mumble': {
        const connection = pick(connections);
        if (connection) serve(action.does, connection);
        break;
      }
      default:
        around.happen(action);
    }
    await turn();
  }

  function check(): void {
    const problems = [
      ...connections.flatMap((connection) => [...wrongWith(connection)]),
      ...parts.flatMap((part) => [...wrongIn(part, world)]),
      ...world.errors.filter((error) => error !== OOPS).map(String),
    ];
    const told = world.errors.length;
    if (told !== thrown) problems.push(`${told} errors were reported, and ${thrown} were thrown`);
    if (problems.length > 0) expect.fail(problems.join('\n'));
  }

  /** Everything goes well from now on. */
  async function rest(): Promise<void> {
    for (const { traps } of parts) traps.length = 0;
    around.page('online');
    // Only where it is awaited: it would begin anew what hangs.
    if (around.hidden) around.page('show');
    for (let round = 0; round < 3; round++) {
      for (const one of [...world.sockets]) {
        one.accept();
        one.finishClose();
      }
      world.clock.advance(LONG);
      await turn();
      check();
    }
  }

  function checkAtRest(): void {
    for (const connection of connections) {
      const { name, socket, sockets, closed } = connection;
      const { status, ended } = socket.getSnapshot();
      const due = wanted(connection);
      if (due && !closed && !ended && !isOff(connection))
        expect(`${name} ${status}`).toBe(`${name} open`);
      if (due === false) expect(sockets.some((one) => one.listened)).toBe(false);
    }
  }

  try {
    for (const action of actions) {
      await act(action);
      check();
    }
    await rest();
    checkAtRest();
  } finally {
    for (const part of parts) await unmount(part);
  }
  check();
  user('close', shared);
  world.clock.advance(LINGER);
  for (const one of world.sockets) one.finishClose();
  world.clock.advance(0);
  await turn();
  expect({
    timers: world.clock.timers,
    frames: world.frames.pending,
    listened: world.listened.length,
    live: world.live.length,
    listeners: world.listeners,
  }).toEqual({ timers: 0, frames: 0, listened: 0, live: 0, listeners: 0 });
}
