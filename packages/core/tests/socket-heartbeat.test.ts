import { type HeartbeatOptions, heartbeat } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { createConnecting, createOpen, type Harness, leftovers, NOTHING_LEFT } from './harness.js';

type Options = Partial<HeartbeatOptions<string, string>>;

/** Open, with a ping after 1,000 ms of silence and 500 ms for its answer. */
function createBeating(options: Options = {}): Harness {
  return createOpen({
    heartbeat: heartbeat({ message: 'ping', interval: 1000, timeout: 500, ...options }),
  });
}

/** The same, where the answer is a message of its own. */
const createAnswering = (options: Options = {}) =>
  createBeating({ isAnswer: (message) => message === 'pong', ...options });

const status = ({ socket }: Harness) => socket.getSnapshot().status;
const latency = ({ socket }: Harness) => socket.getSnapshot().latency;

/** How a connection ends that did not answer. */
const DEAD = { code: 1006, reason: '', wasClean: false, cause: 'heartbeat' };

describe('a ping', () => {
  test('is sent after an interval of silence, and not before', () => {
    const { world } = createBeating();
    world.clock.advance(999);
    expect(world.socket.received).toEqual([]);
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['ping']);
  });

  test('is put off by whatever comes in', () => {
    const { world } = createBeating();
    for (let count = 0; count < 10; count++) {
      world.clock.advance(600);
      world.socket.message('news');
    }
    world.clock.advance(999);
    expect(world.socket.received).toEqual([]);
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['ping']);
  });

  test('is put off by what cannot be decoded too', () => {
    const { world, log } = createBeating();
    world.clock.advance(600);
    world.socket.message(new ArrayBuffer(1));
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'decode-failed' })]);
    world.clock.advance(999);
    expect(world.socket.received).toEqual([]);
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['ping']);
  });

  test('is not put off by what is sent', () => {
    const { socket, world } = createBeating();
    world.clock.advance(999);
    socket.send('a');
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['a', 'ping']);
  });

  test('goes past the queue and its events', () => {
    const { world, socket, log } = createBeating();
    world.clock.advance(1000);
    expect([socket.queued, log.of('sent')]).toEqual([0, []]);
  });

  test('is made anew each time where it is a function', () => {
    let count = 0;
    const { world } = createAnswering({ message: () => `ping ${++count}` });
    for (let beat = 0; beat < 3; beat++) {
      world.clock.advance(1000);
      world.socket.message('pong');
    }
    expect(world.socket.received).toEqual(['ping 1', 'ping 2', 'ping 3']);
  });

  test('is sent by nobody before the connection is open, nor where there is no heartbeat', () => {
    const connecting = createConnecting({ heartbeat: heartbeat({ message: 'ping', interval: 1 }) });
    connecting.world.clock.advance(9000);
    const plain = createOpen();
    plain.world.clock.advance(3_600_000);
    expect([connecting.world.socket.received, plain.world.socket.received]).toEqual([[], []]);
    expect(plain.world.clock.timers).toBe(0);
  });

  test('counts its silence from the opening, not from the connection before', () => {
    const { world } = createBeating();
    world.socket.message('news');
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    world.clock.advance(999);
    expect(world.socket.received).toEqual([]);
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['ping']);
  });

  test('is by default after 30 s, and waits 10 s', () => {
    const { world, log } = createOpen({ heartbeat: heartbeat({ message: 'ping' }) });
    world.clock.advance(29_999);
    expect(world.socket.received).toEqual([]);
    world.clock.advance(1 + 9999);
    expect([world.socket.received, log.types()]).toEqual([['ping'], []]);
    world.clock.advance(1);
    expect(log.of('close')).toEqual([DEAD]);
  });
});

describe('an answer', () => {
  test('gives the latency, and the next ping an interval later', () => {
    const harness = createAnswering();
    const { world } = harness;
    expect(latency(harness)).toBeNull();
    world.clock.advance(1000 + 70);
    world.socket.message('pong');
    expect(latency(harness)).toBe(70);
    world.clock.advance(999);
    expect(world.socket.received).toEqual(['ping']);
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['ping', 'ping']);
    expect(latency(harness)).toBe(70);
  });

  test('that isAnswer knows reaches no listener; all else does', () => {
    const { socket, world, log } = createAnswering();
    world.socket.message('pong');
    world.clock.advance(1000);
    for (const message of ['news', 'pong', 'pong']) world.socket.message(message);
    expect(log.of('message')).toEqual(['pong', 'news', 'pong']);
    world.clock.advance(16);
    expect(socket.lastMessage.getSnapshot()).toBe('pong');
  });

  test('is any message where there is no isAnswer, and reaches the listeners', () => {
    const harness = createBeating();
    const { world, log } = harness;
    world.clock.advance(1000 + 20);
    world.socket.message('news');
    expect([log.of('message'), latency(harness)]).toEqual([['news'], 20]);
  });

  test('is looked for only while a ping is out', () => {
    const asked: string[] = [];
    const { world } = createBeating({
      isAnswer: (message) => asked.push(message) > 0 && message === 'pong',
    });
    world.socket.message('before');
    world.clock.advance(1000);
    world.socket.message('during');
    world.socket.message('pong');
    world.socket.message('after');
    expect(asked).toEqual(['during', 'pong']);
  });

  test('of the last connection is forgotten with it', () => {
    const harness = createAnswering();
    const { world } = harness;
    world.clock.advance(1010);
    world.socket.message('pong');
    expect(latency(harness)).toBe(10);
    world.socket.drop();
    expect(latency(harness)).toBeNull();
    world.clock.advance(750);
    world.socket.accept();
    expect(latency(harness)).toBeNull();
  });

  test('is not needed where there is other traffic: that is life too', () => {
    const harness = createAnswering();
    const { world } = harness;
    for (let count = 0; count < 20; count++) {
      world.clock.advance(1000);
      world.socket.message('news');
      world.clock.advance(499);
    }
    expect([status(harness), latency(harness), world.sockets.length]).toEqual(['open', null, 1]);
  });
});

describe('a connection that does not answer', () => {
  test('is left at exactly interval and timeout', () => {
    const harness = createBeating();
    const { socket, world, log } = harness;
    world.clock.advance(1499);
    expect(status(harness)).toBe('open');
    world.clock.advance(1);
    expect(log.of('close')).toEqual([DEAD]);
    expect(log.of('error')).toEqual([]);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      reconnecting: true,
      lastClose: DEAD,
      nextRetry: { delay: 750, reason: 'heartbeat' },
    });
    expect([world.listened, world.socket.closeCalls]).toEqual([[], [{ code: 1000, reason: '' }]]);
  });

  test('is followed by another one, without a closing handshake', () => {
    const harness = createBeating();
    const { world, socket, log } = harness;
    const [dead] = world.sockets;
    world.clock.advance(1500);
    socket.send('queued');
    world.clock.advance(750);
    world.socket.accept();
    expect([dead?.readyState, world.sockets.length, status(harness)]).toEqual([2, 2, 'open']);
    expect(world.socket.received).toEqual(['queued']);
    log.clear();
    dead?.finishClose();
    expect(log.entries).toEqual([]);
  });

  test('is heard too late where the answer comes after its end', () => {
    const harness = createAnswering();
    const { world, log } = harness;
    world.clock.advance(1500);
    world.sockets[0]?.message('pong');
    expect([status(harness), latency(harness), log.of('message')]).toEqual(['closed', null, []]);
  });

  test('is noticed again and again', () => {
    const { world } = createBeating();
    for (let count = 2; count < 6; count++) {
      world.clock.advance(1500);
      world.clock.advance(2000);
      expect(world.sockets).toHaveLength(count);
      world.socket.accept();
    }
  });
});

describe('a check that comes late', () => {
  test('pings again and does not condemn', () => {
    const harness = createAnswering();
    const { world } = harness;
    world.clock.advance(1000);
    world.clock.sleep(60_000);
    world.clock.advance(500);
    expect([status(harness), world.socket.received]).toEqual(['open', ['ping', 'ping']]);
    world.clock.advance(30);
    world.socket.message('pong');
    expect([status(harness), latency(harness)]).toEqual(['open', 30]);
  });

  test('gives the second ping its whole time, and no more', () => {
    const harness = createAnswering();
    const { world, log } = harness;
    world.clock.advance(1000);
    world.clock.sleep(60_000);
    world.clock.advance(500 + 499);
    expect(status(harness)).toBe('open');
    world.clock.advance(1);
    expect(log.of('close')).toEqual([DEAD]);
  });

  test('leaves a dead connection too where every check is late, as in a tab that was hidden for long', () => {
    const harness = createAnswering();
    const { world, log } = harness;
    world.clock.advance(1000);
    for (const checks of [1, 2]) {
      expect([log.of('close'), world.socket.received.length]).toEqual([[], checks]);
      world.clock.sleep(60_000);
      world.clock.advance(500);
    }
    expect(log.of('close')).toEqual([DEAD]);
  });

  test('keeps a healthy connection where every check is late', () => {
    const harness = createAnswering();
    const { world, log } = harness;
    for (let minutes = 1; minutes < 6; minutes += 1) {
      world.clock.sleep(60_000);
      world.clock.advance(1000);
      world.socket.message('pong');
    }
    expect([log.of('close'), world.socket.received.length]).toEqual([[], 5]);
  });

  test.each([
    [1000, 'closed'],
    [1001, 'open'],
  ])('by %i ms finds it %s', (late, expected) => {
    const harness = createBeating();
    const { world } = harness;
    world.clock.advance(1000);
    world.clock.sleep(late);
    world.clock.advance(500);
    expect(status(harness)).toBe(expected);
  });

  test('pings where none was out', () => {
    const harness = createBeating();
    const { world } = harness;
    world.clock.sleep(3_600_000);
    world.clock.advance(1000);
    expect([status(harness), world.socket.received]).toEqual(['open', ['ping']]);
  });

  test('is no danger where the clock is set back', () => {
    const harness = createAnswering();
    const { world } = harness;
    world.clock.advance(1000);
    world.clock.setBack(3_600_000);
    world.clock.advance(40);
    world.socket.message('pong');
    expect([status(harness), latency(harness)]).toEqual(['open', 40]);
  });
});

describe('when the page wakes', () => {
  test('it pings at once, and leaves what does not answer', () => {
    const harness = createBeating();
    const { world, log } = harness;
    world.clock.advance(200);
    world.signal('wake');
    expect([world.socket.received, status(harness)]).toEqual([['ping'], 'open']);
    world.clock.advance(499);
    expect(status(harness)).toBe('open');
    world.clock.advance(1);
    expect(log.of('close')).toEqual([DEAD]);
  });

  test('it pings once, however often it is told', () => {
    const harness = createAnswering();
    const { world } = harness;
    world.signal('wake');
    world.clock.advance(100);
    world.signal('wake');
    expect(world.socket.received).toEqual(['ping']);
    world.socket.message('pong');
    expect(latency(harness)).toBe(100);
    world.clock.advance(999);
    expect(world.socket.received).toEqual(['ping']);
    world.clock.advance(1);
    expect(world.socket.received).toEqual(['ping', 'ping']);
  });

  test('both answers to two pings are taken, and none goes to listeners', () => {
    const { world, log } = createAnswering();
    world.clock.advance(1000);
    world.clock.sleep(60_000);
    world.clock.advance(500);
    expect(world.socket.received).toEqual(['ping', 'ping']);
    for (const message of ['pong', 'pong', 'pong']) world.socket.message(message);
    expect(log.of('message')).toEqual(['pong']);
  });

  test('an answer that comes late, behind other traffic, is taken all the same', () => {
    const { world, log } = createAnswering();
    world.clock.advance(1000);
    world.clock.advance(400);
    world.socket.message('news');
    world.clock.advance(200);
    world.socket.message('pong');
    expect(log.of('message')).toEqual(['news']);
  });

  test('a page that was frozen and resumes probes before it condemns', () => {
    const harness = createAnswering();
    const { world } = harness;
    world.clock.advance(1000);
    expect(world.socket.received).toEqual(['ping']);
    world.clock.sleep(600_000);
    world.signal('wake');
    world.clock.advance(499);
    expect(status(harness)).toBe('open');
    world.socket.message('pong');
    world.clock.advance(500);
    expect([status(harness), harness.log.of('close')]).toEqual(['open', []]);
  });

  test('a connection without a heartbeat is left alone', () => {
    const { world, log } = createOpen();
    for (const type of ['wake', 'offline'] as const) world.signal(type);
    expect([world.socket.received, log.entries, world.clock.timers]).toEqual([[], [], 0]);
  });

  test('being offline condemns nothing', () => {
    const harness = createBeating();
    harness.world.online = false;
    harness.world.signal('offline');
    expect([status(harness), harness.log.entries]).toEqual(['open', []]);
  });
});

describe('a heartbeat that is broken', () => {
  const broken = new Error('broken');
  const fail = () => {
    throw broken;
  };

  test('in message() is an error event, and the connection lives on', () => {
    const harness = createBeating({ message: fail });
    const { world, log } = harness;
    world.clock.advance(1000);
    expect(log.of('error')).toEqual([
      expect.objectContaining({ code: 'heartbeat-failed', cause: broken }),
    ]);
    expect(status(harness)).toBe('open');
    // Nothing was asked, so that silence is no answer.
    world.clock.advance(10_000);
    expect([status(harness), log.of('close'), world.errors]).toEqual(['open', [], []]);
  });

  test('in isAnswer is an error event, and the message is one like others', () => {
    const harness = createBeating({ isAnswer: fail });
    const { world, log } = harness;
    world.clock.advance(1000);
    world.socket.message('pong');
    expect(log.of('error')).toEqual([
      expect.objectContaining({ code: 'heartbeat-failed', cause: broken }),
    ]);
    expect(log.of('message')).toEqual(['pong']);
    world.clock.advance(500);
    expect([status(harness), latency(harness), world.errors]).toEqual(['open', null, []]);
  });

  test('in the platform’s send connects anew', () => {
    const harness = createBeating();
    const { world, log } = harness;
    world.socket.throwOnSend = broken;
    world.clock.advance(1000);
    expect(log.types()).toEqual(['error', 'close']);
    expect(log.of('error')[0]).toMatchObject({ code: 'heartbeat-failed', cause: broken });
    world.clock.advance(750);
    world.socket.accept();
    expect(status(harness)).toBe('open');
  });

  test.each([{ interval: -1 }, { interval: 0 }, { timeout: Number.NaN }])(
    'by %j is refused when it is made',
    (options) => {
      expect(() => heartbeat({ message: 'ping', ...options })).toThrow(
        expect.objectContaining({ code: 'invalid-option' }),
      );
    },
  );

  test('closing the socket in its functions closes it', () => {
    const inMessage = createBeating({
      message() {
        inMessage.socket.close();
        return 'ping';
      },
    });
    const inAnswer = createBeating({
      isAnswer() {
        inAnswer.socket.close();
        return true;
      },
    });
    for (const { world } of [inMessage, inAnswer]) {
      world.clock.advance(1000);
      world.socket.message('pong');
      world.socket.finishClose();
      expect(leftovers(world)).toEqual(NOTHING_LEFT);
    }
  });
});

describe('after close()', () => {
  test.each([
    ['before a ping', 500],
    ['while one is out', 1200],
  ])('%s no timer and no listener is left', (_name, at) => {
    const { socket, world, log } = createBeating();
    world.clock.advance(at);
    socket.close();
    const sent = [...world.socket.received];
    world.clock.advance(1999);
    expect(world.socket.received).toEqual(sent);
    world.socket.finishClose();
    world.clock.advance(3_600_000);
    expect(log.of('close')).toEqual([{ code: 1000, reason: '', wasClean: true, cause: 'client' }]);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
    expect(world.sockets).toHaveLength(1);
  });

  test('a handshake that begins after sleep ends in time, though the ping was due at that very moment', () => {
    const { socket, world } = createOpen({
      heartbeat: heartbeat({ message: 'ping', interval: 12_000 }),
    });
    world.clock.sleep(10_000);
    socket.close();
    world.clock.advance(2000);
    expect(socket.getSnapshot().status).toBe('closed');
    expect(leftovers(world)).toMatchObject({ timers: 0, listened: 0 });
  });
});
