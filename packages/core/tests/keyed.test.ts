import {
  createLog,
  createView,
  createWebSocket,
  history,
  json,
  keyed,
  messages,
  type TowlineSocket,
} from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collectGarbage } from './garbage.js';
import { createOpen, leftovers, NOTHING_LEFT, URL_B } from './harness.js';

type Row = { readonly topic: string; readonly value: number };

function setUp(delivery: 'frame' | 'sync' = 'sync') {
  const world = createFakeEnvironment({ autoFrames: false });
  const feed = createWebSocket('/feed', {
    environment: world.environment,
    codec: json<Row, Row>(),
    delivery,
  });
  feed.open();
  world.socket.accept();
  const topics = keyed(feed, 'topic');
  let value = 0;
  const come = (...names: string[]) => {
    for (const topic of names) {
      value += 1;
      world.socket.message(JSON.stringify({ topic, value }));
    }
  };
  return { world, feed, topics, come };
}

function hear(socket: TowlineSocket<Row, Row>) {
  const heard: number[] = [];
  return { heard, stop: socket.on('message', ({ value }) => heard.push(value)) };
}

const values = (rows: readonly Row[]) => rows.map(({ value }) => value);

describe('the socket of a key', () => {
  test('hears the messages of its key, each once, in order', () => {
    const { topics, come } = setUp();
    const [a, b] = [hear(topics.get('a')), hear(topics.get('b'))];
    come('a', 'b', 'a', 'c', 'a');
    expect([a.heard, b.heard]).toEqual([[1, 3, 5], [2]]);
  });

  test('is the same for the same key', () => {
    const { topics } = setUp();
    expect(topics.get('a')).toBe(topics.get('a'));
    expect(topics.get('a')).not.toBe(topics.get('b'));
  });

  test('asks for the key once for each message, however many listen', () => {
    const world = createFakeEnvironment();
    const socket = createWebSocket('/feed', { environment: world.environment });
    let asked = 0;
    const topics = keyed(socket, (message) => {
      asked += 1;
      return message;
    });
    for (let index = 0; index < 200; index++) {
      topics.get(`topic ${index % 100}`).on('message', () => {});
      createLog(topics.get(`topic ${index % 100}`));
    }
    socket.open();
    world.socket.accept();
    world.socket.message('topic 1');
    world.socket.message('topic 2');
    expect(asked).toBe(2);
  });

  test('has listeners that go by themselves, once or by a signal', () => {
    const { topics, come, world, feed } = setUp();
    const controller = new AbortController();
    const heard: number[] = [];
    const a = topics.get('a');
    a.on('message', ({ value }) => heard.push(value), { once: true });
    a.on('message', ({ value }) => heard.push(value * 10), { signal: controller.signal });
    come('a', 'a');
    controller.abort();
    come('a');
    expect(heard).toEqual([1, 10, 20]);
    feed.close();
    world.socket.finishClose();
    world.clock.advance(5000);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('isolates a listener that throws', () => {
    const { topics, come, world } = setUp();
    topics.get('a').on('message', () => {
      throw new Error('on purpose');
    });
    const { heard } = hear(topics.get('a'));
    come('a', 'a');
    expect(heard).toEqual([1, 2]);
    expect(world.takeErrors()).toHaveLength(2);
  });

  test('shows its own last message, at the pace of the socket', () => {
    const { topics, come, world } = setUp('frame');
    const a = topics.get('a');
    const seen: (number | undefined)[] = [];
    a.lastMessage.subscribe(() => seen.push(a.lastMessage.getSnapshot()?.value));
    come('a', 'b', 'a', 'a', 'b');
    expect(seen).toEqual([1]);
    world.frames.run();
    expect(seen).toEqual([1, 4]);
  });

  test('tells no view of batches without its messages', () => {
    const { topics, come } = setUp();
    const a = topics.get('a');
    let told = 0;
    a.lastMessage.subscribe(() => {
      told += 1;
    });
    come('b', 'b', 'a', 'b');
    expect(told).toBe(1);
  });

  test('gives a view that joins in the middle of a frame what comes from then on', () => {
    const { topics, come, world } = setUp('frame');
    const a = topics.get('a');
    const [early, late] = [createView(a, history(10)), createView(a, history(10))];
    early.subscribe(() => {});
    come('b', 'a');
    late.subscribe(() => {});
    come('a');
    world.frames.run();
    expect([early, late].map((view) => values(view.getSnapshot()))).toEqual([[2, 3], [3]]);
  });

  test('gives a view that leaves what came until then', () => {
    const { topics, come, world } = setUp('frame');
    const view = createView(topics.get('a'), history(10));
    const leave = view.subscribe(() => {});
    come('a', 'a', 'b', 'a');
    leave();
    come('a');
    world.frames.run();
    expect(values(view.getSnapshot())).toEqual([1, 2, 4]);
  });

  test('begins anew at another destination', () => {
    const { feed, topics, come, world } = setUp();
    const log = createLog(topics.get('a'));
    come('a', 'b', 'a');
    expect(values(log.getSnapshot())).toEqual([1, 3]);
    feed.update({ url: URL_B });
    world.socket.accept();
    expect([log.getSnapshot(), topics.get('a').lastMessage.getSnapshot()]).toEqual([[], null]);
    come('a');
    expect(values(log.getSnapshot())).toEqual([4]);
  });

  test('forgets its last message when nobody listens any more', () => {
    const { topics, come } = setUp();
    const a = topics.get('a');
    const leave = a.lastMessage.subscribe(() => {});
    come('a');
    expect(a.lastMessage.getSnapshot()?.value).toBe(1);
    leave();
    expect(a.lastMessage.getSnapshot()).toBe(null);
  });

  test('iterates', async () => {
    const { topics, come } = setUp();
    const rows = messages(topics.get('a'));
    come('a', 'b', 'a');
    expect((await rows.next()).value).toEqual({ topic: 'a', value: 1 });
    expect((await rows.next()).value).toEqual({ topic: 'a', value: 3 });
  });

  test('shares everything else with the socket', () => {
    const { feed, topics, world } = setUp();
    const a = topics.get('a');
    expect(a.getSnapshot()).toBe(feed.getSnapshot());
    expect(a.send({ topic: 'a', value: 1 })).toBe('sent');
    expect(world.socket.received).toEqual(['{"topic":"a","value":1}']);
    const states: string[] = [];
    a.on('statechange', ({ status }) => states.push(status));
    a.close();
    expect([states, a.readyState]).toEqual([['closing'], 2]);
  });
});

describe('keyed', () => {
  test('listens to the socket only while somebody listens to it', () => {
    const { environment } = createFakeEnvironment();
    const socket = createWebSocket('/feed', { environment });
    const counts = { listeners: 0, collectors: 0 };
    const counted = <Args extends unknown[]>(
      name: keyof typeof counts,
      join: (...args: Args) => () => void,
    ) => ({
      value: (...args: Args) => {
        const leave = join(...args);
        counts[name] += 1;
        return () => {
          leave();
          counts[name] -= 1;
        };
      },
    });
    const watched = Object.create(socket, {
      on: counted('listeners', socket.on),
      collect: counted('collectors', socket.collect),
    }) as typeof socket;
    const topics = keyed(watched, (message) => message);
    const [a, b] = [topics.get('a'), topics.get('b')];
    expect(counts).toEqual({ listeners: 0, collectors: 0 });
    const leaves = [
      a.on('message', () => {}),
      a.collect({ receive() {}, reset() {} }),
      b.lastMessage.subscribe(() => {}),
      b.on('message', () => {}, { once: true }),
    ];
    expect(counts).toEqual({ listeners: 1, collectors: 1 });
    for (const leave of leaves) {
      leave();
      leave();
    }
    expect(counts).toEqual({ listeners: 0, collectors: 0 });
  });

  test('reports what the key throws, and gives the message to no key', () => {
    const world = createFakeEnvironment();
    const { environment, errors } = world;
    const socket = createWebSocket('/feed', { environment, delivery: 'sync' });
    const topics = keyed(socket, (message) => {
      if (message === 'bad') throw new Error('on purpose');
      return message;
    });
    const heard: string[] = [];
    topics.get('good').on('message', (message) => heard.push(message));
    socket.open();
    world.socket.accept();
    for (const message of ['bad', 'good']) world.socket.message(message);
    expect(heard).toEqual(['good']);
    expect(errors).toEqual([new Error('on purpose')]);
  });

  test('knows each kind of its messages by type', () => {
    type Trade = { readonly type: 'trade'; readonly price: number };
    type Quote = { readonly type: 'quote'; readonly bid: number };
    const feed = createWebSocket('/feed', { codec: json<Trade | Quote, never>() });
    const kinds = keyed(feed, 'type');
    kinds.get('trade').on('message', (message) => expectTypeOf(message).toEqualTypeOf<Trade>());
    const byFunction = keyed(feed, (message) => message.type);
    byFunction
      .get('quote')
      .on('message', (message) => expectTypeOf(message).toEqualTypeOf<Trade | Quote>());
    byFunction
      .get<'quote', Quote>('quote')
      .on('message', (message) => expectTypeOf(message).toEqualTypeOf<Quote>());
    const rows = keyed(createWebSocket('/rows', { codec: json<Row, never>() }), 'topic');
    rows.get('BTC').on('message', (message) => expectTypeOf(message).toEqualTypeOf<Row>());
    // @ts-expect-error no message has this key
    kinds.get('other');
  });

  test('is heard by those who held nothing of it, also when it is asked for again', async () => {
    const { topics, come } = setUp();
    const first = hear(topics.get('a'));
    await collectGarbage();
    const second = hear(topics.get('a'));
    come('a');
    expect([first.heard, second.heard]).toEqual([[1], [1]]);
  });

  test('holds no key that nobody holds', async () => {
    const { socket } = createOpen();
    const topics = keyed(socket, (message) => message);
    const held = topics.get('held');
    const gone = Array.from({ length: 100 }, (_, index) => new WeakRef(topics.get(`${index}`)));
    await collectGarbage();
    expect(gone.filter((each) => each.deref())).toEqual([]);
    expect(topics.get('held')).toBe(held);
  });
});
