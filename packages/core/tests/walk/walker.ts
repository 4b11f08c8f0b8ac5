import { createWebSocket, type Snapshot } from '@towline/core';
import { createFakeEnvironment, type FakeSocket } from '@towline/testing';
import { expect } from 'vitest';
import { classOf } from '../../src/close.js';
import { leftovers, NOTHING_LEFT, URL_A } from '../harness.js';
import type { Action, Fault, ListenerType, ServerAction, TimeAction, UserAction } from './actions.js';
import { keepBooks } from './messages.js';
import { followSnapshots } from './shown.js';

const OOPS = new Error('thrown by a listener');

/** Walks one socket through the actions and checks the promises after each. Tells what it saw. */
export function walk(actions: readonly Action[], saw: (snapshot: Snapshot) => void): void {
  const world = createFakeEnvironment();
  const { clock, sockets } = world;
  const socket = createWebSocket(URL_A, {
    environment: world.environment,
    queue: { maxMessages: 4 },
  });

  // What the user wants, as far as this walk knows.
  let url: string | null = URL_A;
  let held = false;
  let closedByUser = false;
  /** A close code has ended it, and nobody has tried again since. */
  let ended = false;
  const releases: { release: () => void; owner: boolean }[] = [];

  const traps = new Map<ListenerType, (() => void)[]>();
  let thrown = 0;

  const books = keepBooks(socket, sockets);
  const snapshots = followSnapshots(socket);
  socket.on('close', (close) => {
    ended = classOf(close) === 'end' && close.cause === 'server';
  });
  socket.subscribe(() => {
    if (socket.getSnapshot().status === 'connecting') ended = false;
    saw(socket.getSnapshot());
  });
  for (const type of ['open', 'message', 'error', 'close', 'statechange', 'sent', 'drop'] as const) {
    socket.on(type, () => spring(type));
  }
  socket.subscribe(() => spring('subscribe'));

  function spring(type: ListenerType) {
    traps.get(type)?.shift()?.();
  }

  function setTrap(type: ListenerType, act: 'throw' | UserAction) {
    const list = traps.get(type) ?? [];
    traps.set(type, list);
    list.push(() => {
      if (act !== 'throw') return user(act);
      thrown += 1;
      throw OOPS;
    });
  }

  const wanted = () => held || releases.length > 0;

  function user(action: UserAction): void {
    switch (action.user) {
      case 'open':
        held = true;
        closedByUser = false;
        return socket.open();
      case 'reconnect':
        held ||= !wanted();
        // Off, there is nothing to connect to, and a close stays what it was.
        if (url !== null) closedByUser = false;
        return socket.reconnect();
      case 'close':
        held = false;
        closedByUser = true;
        return socket.close(action.code);
      case 'bad close':
        expect(() => socket.close(1001)).toThrow();
        return;
      case 'send':
        return books.send(url);
      case 'retain':
      case 'retain as owner': {
        const owner = action.user === 'retain as owner';
        // First the list: what happens inside may ask for it.
        const entry = { release: () => {}, owner };
        releases.push(entry);
        entry.release = socket.retain({ owner });
        return;
      }
      case 'release': {
        const [entry] = releases.splice(action.which, 1);
        if (entry?.owner) held = false;
        entry?.release();
        return;
      }
      case 'go to':
        if (action.url !== url) closedByUser = false;
        url = action.url;
        return socket.update({ url });
    }
  }

  function server(action: ServerAction): void {
    const one: FakeSocket | undefined = sockets.at(-1 - action.which);
    switch (action.server) {
      case 'accept':
        return one?.accept();
      case 'refuse':
        return one?.fail();
      case 'speak':
        return one && books.speak(one);
      case 'finish close':
        return one?.finishClose();
      case 'fail with error':
        return one?.drop({ error: true });
      case 'vanish':
        return one?.drop();
      case 'close':
        return one?.serverClose(action.code);
      case 'begin close':
        return one?.serverBeginsClose(action.code);
    }
  }

  function time({ time, ms }: TimeAction): void {
    if (time === 'advance') clock.advance(ms);
    if (time === 'sleep') clock.sleep(ms);
    if (time === 'set back') clock.setBack(ms);
  }

  function platform({ fault }: Fault): void {
    const newest = sockets.at(-1);
    if (fault === 'constructor throws') world.refuseNext(new Error('refused to construct'));
    if (fault === 'send throws' && newest) newest.throwOnSend = new Error('refused to send');
    if (fault === 'buffers') newest?.buffer(100);
    if (fault === 'drains') newest?.drain();
  }

  function check(): void {
    snapshots.check();
    books.check();
    const { status } = socket.getSnapshot();
    expect(world.listened.length, 'sockets that are listened to').toBeLessThanOrEqual(1);
    const leftOpen = sockets.filter(({ listened, readyState }) => !listened && readyState < 2);
    expect(leftOpen, 'sockets that were left open').toEqual([]);
    expect(socket.queued).toBeLessThanOrEqual(4);
    expect(world.errors).toEqual(Array.from({ length: thrown }, () => OOPS));
    if (closedByUser) {
      expect(['closed', 'closing']).toContain(status);
      if (status === 'closed') {
        expect({ ...leftovers(world), live: 0 }, 'after the user’s close').toEqual(NOTHING_LEFT);
      }
    }
  }

  /** From now on everything goes well: servers answer, and time passes. */
  function rest(): void {
    traps.clear();
    world.forgetRefusals();
    for (let round = 0; round < 8; round++) {
      for (const one of [...sockets]) {
        one.throwOnSend = null;
        one.drain();
        one.accept();
        one.finishClose();
      }
      check();
      clock.advance(40_000);
      check();
    }
  }

  function checkAtRest(): void {
    const { status, lastClose, queued, bufferedAmount } = socket.getSnapshot();
    const due = wanted() && url !== null && !closedByUser && !ended;
    // What has yet to begin reads connecting.
    const fresh = lastClose === null && url !== null && !closedByUser;
    const expected = due ? 'open' : fresh ? 'connecting' : 'closed';
    expect(status, `at rest, ${due ? '' : 'not '}to be open`).toBe(expected);
    expect(leftovers(world)).toEqual({ ...NOTHING_LEFT, ...(due ? { listened: 1, live: 1 } : {}) });
    expect([queued, bufferedAmount]).toEqual([socket.queued, socket.bufferedAmount]);
  }

  for (const action of actions) {
    if ('user' in action) user(action);
    else if ('server' in action) server(action);
    else if ('time' in action) time(action);
    else if ('fault' in action) platform(action);
    else setTrap(action.trap, action.act);
    check();
  }
  rest();
  checkAtRest();
  // What waits for somebody who wants the connection gets somebody.
  user({ user: 'go to', url: url ?? URL_A });
  user({ user: 'open' });
  rest();
  checkAtRest();
  books.checkClosed();
  user({ user: 'close', code: 1000 });
  rest();
  checkAtRest();
}
