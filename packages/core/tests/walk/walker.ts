import {
  backoff,
  type CloseInfo,
  createWebSocket,
  heartbeat,
  type Inspection,
  inspect,
  type RetryPolicy,
  type Snapshot,
} from '@towline/core';
import { createFakeEnvironment, type FakeData, type FakeSocket } from '@towline/suites';
import { expect } from 'vitest';
import { classOf } from '../../src/close.js';
import { leftovers, NOTHING_LEFT, URL_A } from '../harness.js';
import type {
  Action,
  Fault,
  ListenerType,
  ServerAction,
  TimeAction,
  Trap,
  UserAction,
  WorldAction,
} from './actions.js';
import { followBudget } from './budget.js';
import { createChannels } from './channels.js';
import { CODECS } from './codecs.js';
import { createDrains } from './drains.js';
import { createEars } from './ears.js';
import { watchEnvironment } from './environment.js';
import { keepBooks, type Moment } from './messages.js';
import { misuse } from './misuse.js';
import { followProgress } from './progress.js';
import { followRecords } from './records.js';
import { createRequests } from './requests.js';
import { createRooms } from './rooms.js';
import { RETRIES, type Settings } from './settings.js';
import { followSnapshots } from './shown.js';
import { createStages } from './stages.js';
import { createTopics } from './topics.js';
import { followViews } from './views.js';
import { createWire } from './wire.js';

/** The heartbeat, ms. */
const BEAT = { interval: 12_000, timeout: 8000 };

/** ms. */
const FRAME = 16;

/** How many messages may wait. */
const MOST = 3;

/** What answers Towline, and is not told of something. */
const FUNCTIONS: ReadonlySet<ListenerType> = new Set([
  'prepare',
  'authenticate',
  'policy',
  'isAnswer',
]);

const OOPS = new Error('thrown by a listener');

const RETRY_POLICIES: Readonly<Record<Settings['retry'], RetryPolicy | false>> = {
  usual: (_close, _attempt, defaultDelay) => defaultDelay,
  bounded: backoff({ attempts: RETRIES }),
  never: false,
  always: (_close, _attempt, defaultDelay) => defaultDelay ?? 1000,
};

/** Lets the promises of the stages settle, and what follows from them. */
async function settle() {
  for (let turn = 0; turn < 6; turn++) await undefined;
}

/*
 * Which check stands for which promise of the core; all are made after every action.
 *
 *  1 sent, queued or dropped      messages.ts  each message has one fate, one end, its place on the wire; what is
 *                                              queued goes to its destination only, and stages.ts: after the gate;
 *                                              channels.ts: what a server is told of them; requests.ts: each
 *                                              ends once, as it has to; wire.ts: above the mark they wait
 *  2 heard once, in order         messages.ts  by listeners and views; ears.ts: by those who come and go;
 *                                              topics.ts: by key; by nobody what is over the limit, which ends
 *                                              the connection
 *  3 one live socket              check()      one is listened to, none is left open, a dead one is left in time;
 *                                              records.ts and stages.ts: nothing old is heard
 *  4 the user's close wins        checkClosed()  and nothing is left after it
 *  5 it opens                     checkAtRest() once all goes well; progress.ts: no phase lasts too long, a timer
 *                                              ends it, retries are counted; ears.ts and drains.ts: nobody waits for
 *                                              ever
 *  6 one change, one notification shown.ts     and records.ts: each step follows from the state before it;
 *                                              check(): what a listener throws is reported, once
 *  7 renders at its pace          views.ts     no status before its messages; pace.ts: one delivery within a frame,
 *                                              a task or an interval, and never a later one
 *  8 nothing before open, retain  environment.ts counts what is touched, check() looks
 *  9 bad input changes nothing    misuse.ts    and messages.ts: what cannot be decoded is told, and heard by nobody
 * 10 memory is bounded            check(), messages.ts  the queue, in messages and bytes; views.ts: history;
 *                                              budget.ts: the backlog;
 *                                              ears.ts: iterators; records.ts: an inspection for each step, at once
 */

/** Walks one socket through the actions and checks the promises after each. Tells what it saw. */
export async function walk(
  settings: Settings,
  actions: readonly Action[],
  saw: (snapshot: Snapshot) => void = () => {},
): Promise<void> {
  const world = createFakeEnvironment();
  const { clock, sockets } = world;
  const { highWaterMark } = settings;
  const wire =
    highWaterMark < Number.POSITIVE_INFINITY
      ? createWire(world.environment.WebSocket, clock, (data) => books.goes(data as FakeData))
      : undefined;
  const watched = watchEnvironment(world.environment, clock, wire?.WebSocket);
  let policyThrows = false;
  /** The last time it was asked. */
  let policyFailed = false;
  const { overflow, maxBytes, timeToLive, keepQueue, beats, healthyAfter, linger } = settings;
  const { codec, read, write, refused } = CODECS[settings.codec];
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
  const retry = RETRY_POLICIES[settings.retry];
  const options = {
    ...stages.options,
    environment: watched.environment,
    codec,
    delivery: settings.delivery,
    maxMessageBytes: settings.maxMessageBytes,
    healthyAfter,
    linger,
    queue: { maxMessages: MOST, maxBytes, overflow, timeToLive, highWaterMark },
    keepQueue,
    heartbeat: beats
      ? heartbeat({
          ...BEAT,
          message: 'ping',
          isAnswer(message: string) {
            spring('isAnswer');
            return message === 'pong';
          },
        })
      : undefined,
    retry:
      retry &&
      ((...asked: Parameters<RetryPolicy>) => {
        policyFailed = true;
        spring('policy');
        if (!policyThrows) {
          policyFailed = false;
          return retry(...asked);
        }
        policyThrows = false;
        throw new Error('thrown by the policy');
      }),
  };
  const socket = createWebSocket(URL_A, options);

  // What the user wants, as far as this walk knows.
  let address: string | null = URL_A;
  let enabled = true;
  let url: string | null = URL_A;
  let protocols = '';
  let held = false;
  let holders = 0;
  let closedByUser = false;
  /** How the last connection ended. */
  let last: CloseInfo | undefined;
  /** How many connections a message over the limit has ended. */
  let limited = 0;
  /** A close code has ended it, and nobody has tried again since. */
  let ended = false;
  const releases: { release: () => void; owner: boolean }[] = [];
  const channelReleases: (() => void)[] = [];

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
  /** Whether the user has asked for a connection, so that the world may be touched. */
  let asked = false;
  /** Sockets that have died without a word, and since when the clocks and timers went on as usual. */
  const dead = new Map<FakeSocket, number>();
  /** How many pings of each socket were answered. */
  const answered = new Map<FakeSocket, number>();

  const books = keepBooks(socket, sockets, {
    settings,
    moment,
    started: () => started,
    calm: () => acting === 0,
    readyFor() {
      const [present] = world.listened;
      const opens = state?.phase === 'open' && present?.readyState === 1;
      if (!opens || present.throwOnSend || present.refusals.size > 0) return undefined;
      return wire ? clock.monotonicTime - wire.freeSince(present, highWaterMark) : 0;
    },
    kept: stages.keeps,
  });
  stages.follow(socket);
  inspect(socket, (record) => {
    const { after } = record;
    channels?.step(record);
    if (after.phase === 'open' && state?.phase !== 'open') stages.passes();
    state = after;
    progress.step(after);
    spring('record');
  });
  // Asked a second time, it answers the same, and no trap springs.
  const sameAgain =
    retry &&
    ((...asked: Parameters<RetryPolicy>) => {
      if (policyFailed) throw OOPS;
      return retry(...asked);
    });
  const live = () => ({ ...stages.live, retry: sameAgain });
  const records = followRecords(socket, options as never, world.environment, live, ({ after }) => {
    if (after.id > 0) started ??= moment();
  });
  const snapshots = followSnapshots(socket);
  const rooms = createRooms(socket, () => {
    try {
      spring('key');
    } catch (error) {
      topics?.lose();
      throw error;
    }
  });
  const topics = settings.keyed ? createTopics(socket, rooms, () => acting === 0) : undefined;
  const requests = createRequests(socket, { clock, watched, books, url: () => url, spring });
  const channels =
    settings.channels === undefined
      ? undefined
      : createChannels(rooms.keyed, { settings, world, watched, spring });
  const { backlog } = settings;
  const budgeted =
    backlog &&
    followBudget(socket, {
      clock,
      backlog,
      spring,
      throws() {
        thrown += 1;
        throw OOPS;
      },
    });
  const drains = createDrains(socket, world.frames, () => acting === 0);
  const ears = createEars(socket, () => acting === 0);
  const views = followViews(socket, world, watched, settings, spring);
  let exhausted: boolean | undefined;
  socket.on('close', (close) => {
    exhausted = progress.exhausted(close);
  });
  const progress = followProgress(socket, {
    settings,
    watched,
    moment,
    policyFailed: () => policyFailed,
  });
  socket.on('close', (close) => {
    const kind = classOf(close);
    const shown = socket.getSnapshot().ended;
    // A fresh attempt may be tried once: how often it was depends on how well the one before was.
    const renews = kind === 'renew' && Boolean(stages.live.prepare);
    const renewed = renews && last !== undefined && classOf(last) === 'renew';
    const insists = settings.retry === 'always' && !policyFailed;
    const endsByDefault = close.cause === 'limit' || ['end', 'renew'].includes(kind);
    const codeEnds = endsByDefault && !renews && !insists;
    const due = close.cause === 'client' ? shown : codeEnds || exhausted;
    // Without a retry it ends there too, where nobody has asked for a fresh one.
    if (due !== undefined && shown !== due && !renewed) {
      wrong = `${close.code} was ${due ? 'not ' : ''}the end`;
    }
    ended = shown && close.cause !== 'client';
    if (close.cause === 'limit') limited += 1;
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
      // In the user's functions it is an error of theirs, told as an event.
      if (!FUNCTIONS.has(trap)) thrown += 1;
      throw OOPS;
    });
  }

  const wanted = () => held || holders > 0;

  function user(action: UserAction): void {
    if ('channel' in action) {
      useChannel(action.channel, action.which);
      return;
    }
    if ('drained' in action) {
      if (action.drained === 'wait') drains.wait(action.below, action.signal);
      else drains.giveUp(action.which);
      return;
    }
    if ('topic' in action) {
      if (action.topic === 'leave') topics?.leave(action.which);
      else topics?.join(action.topic, action.which);
      return;
    }
    if ('request' in action) {
      if (action.request === 'abort') requests.abort(action.which);
      else requests.ask(action.request);
      return;
    }
    switch (action.user) {
      case 'open':
        held = true;
        closedByUser = false;
        asked = true;
        socket.open();
        break;
      case 'reconnect':
        held ||= !wanted();
        // Off, there is nothing to connect to, and a close stays what it was.
        if (url !== null) closedByUser = false;
        asked = true;
        socket.reconnect();
        break;
      case 'close':
        held = false;
        closedByUser = true;
        socket.close(action.code, action.reason);
        break;
      case 'misuse':
        misuse(socket, world, action.which, refused, enabled);
        break;
      case 'join':
        ears.join();
        break;
      case 'leave':
        ears.leave(action.which);
        break;
      case 'iterate':
        ears.iterate();
        break;
      case 'read':
        ears.read(action.which);
        break;
      case 'wait':
        ears.wait(action.signal);
        break;
      case 'give up':
        ears.giveUp(action.which);
        break;
      case 'send':
        books.send(url, action.signal, 'priority' in action ? action.priority : undefined);
        break;
      case 'abort':
        books.abort(action.signal);
        break;
      case 'retain':
      case 'retain as owner': {
        const owner = action.user === 'retain as owner';
        asked = true;
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
        address = action.url;
        move();
        socket.update({ url: address });
        break;
      case 'enable':
        enabled = action.on;
        move();
        socket.update({ enabled });
        break;
      case 'offer':
        if (action.protocols !== protocols) closedByUser = false;
        if (action.protocols !== protocols) books.move(url);
        protocols = action.protocols;
        socket.update({ protocols });
        break;
    }
  }

  function useChannel(does: 'retain' | 'release', which: number): void {
    if (does === 'retain') {
      if (!channels) return;
      asked = true;
      holders += 1;
      channelReleases.push(channels.retain(which));
      return;
    }
    const [release] = channelReleases.splice(which % Math.max(1, channelReleases.length), 1);
    if (!release) return;
    holders -= 1;
    release();
  }

  /** Off is a destination too. */
  function move() {
    const next = enabled ? address : null;
    if (next !== url) {
      closedByUser = false;
      books.move(next);
    }
    url = next;
  }

  function server(action: ServerAction): void {
    const one: FakeSocket | undefined = sockets.at(-1 - action.which);
    if (one && dead.has(one)) return;
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
      case 'reply':
        if (one) requests.answer(one, action.request);
        break;
      case 'answer':
        if (one) answer(one);
        break;
      case 'mumble':
        if (one) books.mumble(one);
        break;
      case 'reach the limit':
        if (one) books.reachLimit(one);
        break;
      case 'exceed the limit':
        if (one) exceedLimit(one);
        break;
      case 'die silently':
        if (one) dead.set(one, clock.monotonicTime);
        break;
    }
  }

  function exceedLimit(one: FakeSocket): void {
    const present = one.readyState === 1 && one.listened;
    const due = present && settings.maxMessageBytes < Number.POSITIVE_INFINITY ? 1 : 0;
    // Whoever reads the records hears of the message before it is looked at, and may close first.
    const before = traps.get('record')?.length ? undefined : limited;
    books.exceedLimit(one);
    if (before !== undefined && limited - before !== due) {
      expect.fail(`${limited - before} of ${due} connections ended by the limit`);
    }
  }

  function answer(one: FakeSocket): void {
    const pings = one.received.filter((data) => read(data) === 'ping').length;
    if (pings > (answered.get(one) ?? 0)) one.message(write('pong'));
    answered.set(one, pings);
  }

  function time(action: TimeAction): void {
    const { nextRetry } = socket.getSnapshot();
    switch (action.time) {
      case 'advance':
        clock.advance(action.ms);
        break;
      case 'until the retry':
        clock.advance(Math.ceil(nextRetry?.delay ?? 0));
        break;
      case 'freeze':
        disturb(action.ms);
        clock.freeze(action.ms);
        if (action.resumesFirst) world.signal('wake');
        clock.advance(0);
        if (!action.resumesFirst) world.signal('wake');
        break;
      case 'throttle':
        disturb(action.ms);
        clock.freeze(action.ms);
        clock.advance(0);
        break;
      case 'sleep':
        if (!settings.clock.includes('sleep')) break;
        disturb(0);
        clock.sleep(action.ms);
        slept += action.ms;
        break;
      case 'set back':
        if (settings.clock.includes('set back')) clock.setBack(action.ms);
        break;
    }
  }

  /** A check that comes late condemns nobody: it asks once more. */
  function disturb(ms: number) {
    for (const one of dead.keys()) dead.set(one, clock.monotonicTime + ms);
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
    if (fault === 'next message is refused') newest?.refusals.set(write(books.next), OOPS);
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
    ears.check();
    views.check();
    progress.check(state);
    channels?.check(state);
    requests.check();
    topics?.check();
    drains.check();
    budgeted?.check();
    if (!asked) checkUntouched();
    for (const [one, since] of dead) {
      const silent = clock.monotonicTime - since;
      if (beats && one.listened && silent > BEAT.interval + BEAT.timeout && one.readyState === 1) {
        expect.fail(`a dead connection is kept for ${silent} ms`);
      }
    }
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

  function checkUntouched(): void {
    // A request has a time of its own, also where nobody connects.
    const touched = [...watched.touches].filter((what) => what !== 'setTimer' || !requests.used);
    if (touched.length > 0) {
      expect.fail(`${touched} were touched before anybody asked for a connection`);
    }
  }

  function checkClosed(): void {
    const { status } = socket.getSnapshot();
    if (status !== 'closed' && status !== 'closing') {
      expect.fail(`${status} after the user’s close`);
    }
    if (socket.queued > 0) expect.fail(`${socket.queued} are queued after the user’s close`);
    const { timers, ...others } = leftovers(world);
    // What came before the close is still applied.
    const left = { ...others, timers: timers - (budgeted?.turns ?? 0), live: 0 };
    if (status === 'closed' && Object.values(left).some((count) => count > 0)) {
      expect(left, 'after the user’s close').toEqual(NOTHING_LEFT);
    }
  }

  /** Whether promises have to settle before the check. */
  const promised = () =>
    ears.promised || requests.promised || drains.promised || settings.delivery === 'microtask';
  /** Whether promises may have to settle. */
  const awaited = () => staged || promised();

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
        // The platform itself gives up what is dead, some time after we have.
        if (dead.has(one)) {
          const serverBegan = one.readyState === 2 && one.closeCalls.length === 0;
          if (!one.listened || serverBegan) one.drop();
          continue;
        }
        one.accept();
        one.finishClose();
      }
      if (awaited()) await settle();
      check();
      // So often that each ping is answered in time.
      for (let ms = 0; ms < 40_000; ms += BEAT.timeout / 2) {
        clock.advance(BEAT.timeout / 2);
        if (staged) await settle();
        for (const one of sockets) if (!dead.has(one)) answer(one);
      }
      if (awaited()) await settle();
      check();
    }
    if (!wire) return;
    // A ping may have been sent just now.
    for (const one of sockets) one.drain();
    clock.advance(2 * FRAME);
    if (awaited()) await settle();
    check();
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
    if ('server' in action) server(action);
    else if ('time' in action) time(action);
    else if ('world' in action) page(action);
    else if ('fault' in action) platform(action);
    else if ('trap' in action) setTrap(action);
    else if ('stage' in action) stages.act(action);
    else user(action);
    const hurry = 'stage' in action && action.hurry;
    if (awaited() && (!hurry || promised())) await settle();
    check();
  }
  await rest();
  checkAtRest();
  // What waits for somebody who wants the connection gets somebody.
  user({ user: 'enable', on: true });
  user({ user: 'go to', url: address ?? URL_A });
  user({ user: 'open' });
  await rest();
  checkAtRest();
  books.checkClosed();
  user({ user: 'close', code: 1000, reason: '' });
  await rest();
  checkAtRest();
  stages.checkClosed();
  ears.readAll();
  await settle();
  check();
  ears.checkClosed();
  requests.checkClosed();
  drains.checkClosed();
  budgeted?.checkClosed();
}
