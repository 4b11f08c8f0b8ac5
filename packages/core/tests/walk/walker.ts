import {
  type CloseInfo,
  createWebSocket,
  heartbeat,
  type Inspection,
  inspect,
  type Snapshot,
  type WebSocketOptions,
} from '@towline/core';
import { createFakeEnvironment, type FakeSocket } from '@towline/testing';
import { expect } from 'vitest';
import { classOf } from '../../src/close.js';
import { leftovers, NOTHING_LEFT, URL_A } from '../harness.js';
import type {
  Action,
  Fault,
  ListenerType,
  ServerAction,
  Settings,
  TimeAction,
  Trap,
  UserAction,
  WorldAction,
} from './actions.js';
import { keepBooks, type Moment } from './messages.js';
import { followRecords } from './records.js';
import { followSnapshots } from './shown.js';
import { createStages } from './stages.js';

/** The heartbeat, ms. */
const BEAT = { interval: 12_000, timeout: 8000 };

/** How many messages may wait. */
const MOST = 3;

const OOPS = new Error('thrown by a listener');

/** Lets the promises of the stages settle, and what follows from them. */
async function settle() {
  for (let turn = 0; turn < 6; turn++) await undefined;
}

/** Walks one socket through the actions and checks the promises after each. Tells what it saw. */
export async function walk(
  settings: Settings,
  actions: readonly Action[],
  saw: (snapshot: Snapshot) => void = () => {},
): Promise<void> {
  const world = createFakeEnvironment();
  const { clock, sockets } = world;
  let policyThrows = false;
  const { overflow, timeToLive, keepQueue, beats } = settings;
  const staged = Boolean(settings.prepare || settings.authenticate);
  /** The machine's state, as the last record told it. */
  let state: Inspection['after'] | undefined;
  const stages = createStages({
    settings,
    world,
    connection: () =>
      state && ['connecting', 'open', 'closing'].includes(state.phase) ? state.id : null,
    heard: (words) => books.hear(words),
    spring: (type) => spring(type),
  });
  const options: WebSocketOptions = {
    ...stages.options,
    environment: world.environment,
    queue: { maxMessages: MOST, overflow, timeToLive },
    keepQueue,
    heartbeat: beats
      ? heartbeat({ ...BEAT, message: 'ping', isAnswer: (message) => message === 'pong' })
      : undefined,
    retry(_close, _attempt, defaultDelay) {
      if (!policyThrows) return defaultDelay;
      policyThrows = false;
      throw new Error('thrown by the policy');
    },
  };
  const socket = createWebSocket(URL_A, options);

  // What the user wants, as far as this walk knows.
  let url: string | null = URL_A;
  let protocols = '';
  let held = false;
  let holders = 0;
  let closedByUser = false;
  /** How the last connection ended. */
  let last: CloseInfo | undefined;
  /** A close code has ended it, and nobody has tried again since. */
  let ended = false;
  const releases: { release: () => void; owner: boolean }[] = [];

  const traps = new Map<ListenerType, (() => void)[]>();
  let thrown = 0;
  let wrong = '';
  /** What went wrong where a throw would have been caught. */
  let failure: unknown;

  let hidden = false;
  let slept = 0;
  let started: Moment | undefined;
  let acting = 0;
  const moment = () => {
    const fired = clock.monotonicTime;
    const most = fired + slept;
    return { fired, least: settings.clock.includes('set back') ? fired : most, most };
  };
  /** How many pings of each socket were answered. */
  const answered = new Map<FakeSocket, number>();

  const books = keepBooks(socket, sockets, {
    settings,
    moment,
    started: () => started,
    calm: () => acting === 0,
    kept: stages.keeps,
  });
  stages.follow(socket);
  inspect(socket, ({ after }) => {
    if (after.phase === 'open' && state?.phase !== 'open') stages.passes();
    state = after;
    spring('record');
  });
  const live = () => ({ ...stages.live, retry: options.retry });
  const records = followRecords(socket, options, live, ({ after }) => {
    if (after.id > 0) started ??= moment();
  });
  const snapshots = followSnapshots(socket);
  socket.on('close', (close) => {
    const kind = classOf(close);
    const shown = socket.getSnapshot().ended;
    // A fresh attempt may be tried once: how often it was depends on how well the one before was.
    const renews = kind === 'renew' && Boolean(stages.live.prepare);
    const renewed = renews && last !== undefined && classOf(last) === 'renew';
    const due = close.cause === 'client' ? shown : ['end', 'renew'].includes(kind) && !renews;
    if (shown !== due && !renewed) wrong = `${close.code} was ${due ? 'not ' : ''}the end`;
    ended = shown && kind !== 'retry';
    last = close;
  });
  socket.subscribe(() => {
    if (socket.getSnapshot().status === 'connecting') ended = false;
    saw(socket.getSnapshot());
  });
  for (const type of [
    'open',
    'message',
    'error',
    'close',
    'statechange',
    'sent',
    'drop',
  ] as const) {
    socket.on(type, () => spring(type));
  }
  socket.subscribe(() => spring('subscribe'));

  function spring(type: ListenerType) {
    traps.get(type)?.shift()?.();
  }

  function setTrap({ trap, acts, throws }: Trap) {
    const list = traps.get(trap) ?? [];
    traps.set(trap, list);
    list.push(() => {
      acting += 1;
      try {
        for (const act of acts) user(act);
      } catch (error) {
        failure ??= error;
      }
      acting -= 1;
      // What an abort's listener throws, the platform tells nobody here.
      if (!throws || trap === 'abort') return;
      // In a stage it is a failed attempt.
      if (trap !== 'prepare' && trap !== 'authenticate') thrown += 1;
      throw OOPS;
    });
  }

  const wanted = () => held || holders > 0;

  function user(action: UserAction): void {
    switch (action.user) {
      case 'open':
        held = true;
        closedByUser = false;
        socket.open();
        break;
      case 'reconnect':
        held ||= !wanted();
        // Off, there is nothing to connect to, and a close stays what it was.
        if (url !== null) closedByUser = false;
        socket.reconnect();
        break;
      case 'close':
        held = false;
        closedByUser = true;
        socket.close(action.code);
        break;
      case 'bad close':
        expect(() => socket.close(1001)).toThrow();
        break;
      case 'send':
        books.send(url, action.signal);
        break;
      case 'abort':
        books.abort(action.signal);
        break;
      case 'retain':
      case 'retain as owner': {
        const owner = action.user === 'retain as owner';
        // It counts from now on; only when it has returned can it be released.
        holders += 1;
        releases.push({ release: socket.retain({ owner }), owner });
        break;
      }
      case 'release': {
        const [entry] = releases.splice(action.which % Math.max(1, releases.length), 1);
        if (!entry) break;
        holders -= 1;
        if (entry.owner) held = false;
        entry.release();
        break;
      }
      case 'go to':
        if (action.url !== url) {
          closedByUser = false;
          books.move(action.url);
        }
        url = action.url;
        socket.update({ url });
        break;
      case 'offer':
        if (action.protocols !== protocols) closedByUser = false;
        if (action.protocols !== protocols) books.move(url);
        protocols = action.protocols;
        socket.update({ protocols });
        break;
    }
  }

  function server(action: ServerAction): void {
    const one: FakeSocket | undefined = sockets.at(-1 - action.which);
    switch (action.server) {
      case 'accept':
        one?.accept();
        break;
      case 'refuse':
        one?.fail();
        break;
      case 'speak':
        for (let word = 0; one && word < action.words; word++) books.speak(one);
        break;
      case 'finish close':
        one?.finishClose();
        break;
      case 'fail with error':
        one?.drop({ error: true });
        break;
      case 'vanish':
        one?.drop();
        break;
      case 'close':
        one?.serverClose(action.code);
        break;
      case 'begin close':
        one?.serverBeginsClose(action.code);
        break;
      case 'answer':
        if (one) answer(one);
        break;
    }
  }

  function answer(one: FakeSocket): void {
    const pings = one.received.filter((data) => data === 'ping').length;
    if (pings > (answered.get(one) ?? 0)) one.message('pong');
    answered.set(one, pings);
  }

  function time({ time, ms }: TimeAction): void {
    if (time === 'advance') clock.advance(ms);
    if (time !== 'advance' && !settings.clock.includes(time)) return;
    if (time === 'sleep') {
      clock.sleep(ms);
      slept += ms;
    }
    if (time === 'set back') clock.setBack(ms);
  }

  function page({ world: word }: WorldAction): void {
    if (word === 'hide' || word === 'show') hidden = word === 'hide';
    if (word === 'online' || word === 'offline') world.online = word === 'online';
    world.signal(word === 'online' ? 'wake' : word);
  }

  function platform({ fault }: Fault): void {
    const newest = sockets.at(-1);
    if (fault === 'constructor throws') world.refuseNext(new Error('refused to construct'));
    if (fault === 'send throws' && newest) newest.throwOnSend = new Error('refused to send');
    if (fault === 'next message is refused') newest?.refusals.set(books.next, OOPS);
    if (fault === 'retry policy throws') policyThrows = true;
    if (fault === 'buffers') newest?.buffer(100);
    if (fault === 'drains') newest?.drain();
  }

  function check(): void {
    if (failure) throw failure;
    if (wrong) expect.fail(wrong);
    stages.check();
    snapshots.check();
    books.check();
    records.check();
    // By hand, as in the books: expect() would take most of the walks' time.
    if (world.listened.length > 1) expect.fail('more than one socket is listened to');
    if (sockets.some(({ listened, readyState }) => !listened && readyState < 2)) {
      expect.fail('a socket was left open');
    }
    if (socket.queued > MOST) expect.fail(`${socket.queued} are queued`);
    const { errors } = world;
    if (errors.length !== thrown || errors.some((error) => error !== OOPS)) {
      expect(errors).toEqual(Array.from({ length: thrown }, () => OOPS));
    }
    if (closedByUser) checkClosed();
  }

  function checkClosed(): void {
    const { status } = socket.getSnapshot();
    if (status !== 'closed' && status !== 'closing') {
      expect.fail(`${status} after the user’s close`);
    }
    if (socket.queued > 0) expect.fail(`${socket.queued} are queued after the user’s close`);
    const left = { ...leftovers(world), live: 0 };
    if (status === 'closed' && Object.values(left).some((count) => count > 0)) {
      expect(left, 'after the user’s close').toEqual(NOTHING_LEFT);
    }
  }

  /** From now on everything goes well: servers answer, and time passes. */
  async function rest(): Promise<void> {
    traps.clear();
    stages.goWell();
    world.forgetRefusals();
    page({ world: 'online' });
    // Only where it is awaited: it would begin anew what hangs.
    if (hidden) page({ world: 'show' });
    for (let round = 0; round < 8; round++) {
      for (const one of [...sockets]) {
        one.throwOnSend = null;
        one.refusals.clear();
        one.drain();
        one.accept();
        one.finishClose();
      }
      if (staged) await settle();
      check();
      // So often that each ping is answered in time.
      for (let ms = 0; ms < 40_000; ms += BEAT.timeout / 2) {
        clock.advance(BEAT.timeout / 2);
        if (staged) await settle();
        for (const one of sockets) answer(one);
      }
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
    expect(leftovers(world)).toEqual({
      ...NOTHING_LEFT,
      ...(due ? { listened: 1, live: 1, listeners: 1, timers: beats ? 1 : 0 } : {}),
    });
    expect([queued, bufferedAmount]).toEqual([socket.queued, socket.bufferedAmount]);
  }

  for (const action of actions) {
    if ('user' in action) user(action);
    else if ('server' in action) server(action);
    else if ('time' in action) time(action);
    else if ('world' in action) page(action);
    else if ('fault' in action) platform(action);
    else if ('trap' in action) setTrap(action);
    else stages.act(action);
    const hurry = 'stage' in action && action.hurry;
    if (staged && !hurry) await settle();
    check();
  }
  await rest();
  checkAtRest();
  // What waits for somebody who wants the connection gets somebody.
  user({ user: 'go to', url: url ?? URL_A });
  user({ user: 'open' });
  await rest();
  checkAtRest();
  books.checkClosed();
  user({ user: 'close', code: 1000 });
  await rest();
  checkAtRest();
  stages.checkClosed();
}
