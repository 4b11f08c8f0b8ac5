import { createManualClock, createMockServer, type MockServerOptions } from '@towline/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';

// The class of the mock server's WebSockets, line by line of the standard. The same is asked of browsers in e2e.

afterEach(() => vi.unstubAllGlobals());

const URL_A = 'ws://localhost/chat';

function setUp(options: Omit<MockServerOptions, 'codec'> = {}) {
  const clock = createManualClock();
  const server = createMockServer({ clock, ...options });
  const { WebSocket } = server;
  const events: string[] = [];
  function open(url: string | URL = URL_A, protocols?: string | string[]) {
    const socket = new WebSocket(url, protocols);
    for (const type of ['open', 'message', 'error', 'close'] as const) {
      socket.addEventListener(type, (event) => {
        const { data, code, reason, wasClean } = event as MessageEvent & CloseEvent;
        const details = type === 'close' ? ` ${code} ${reason} ${wasClean}` : ` ${data ?? ''}`;
        events.push(`${type}${details}`.trim());
      });
    }
    return socket;
  }
  /** Time enough for all that is under way. */
  const pass = () => clock.advance(server.latency * 4 + 10);
  return { server, clock, WebSocket, open, events, pass };
}

async function bytesOf(data: unknown): Promise<number[]> {
  const buffer = data instanceof Blob ? await data.arrayBuffer() : data;
  return [...new Uint8Array(buffer as ArrayBuffer)];
}

/** The name of what it throws. */
function thrownBy(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(DOMException);
    return (error as DOMException).name;
  }
  return 'nothing';
}

describe('the constructor', () => {
  test.each([
    ['ws://localhost/a', 'ws://localhost/a'],
    ['wss://localhost/a?b=c', 'wss://localhost/a?b=c'],
    ['http://localhost/a', 'ws://localhost/a'],
    ['https://localhost/a', 'wss://localhost/a'],
    [new URL('ws://LOCALHOST'), 'ws://localhost/'],
  ])('takes %s for %s', (given, url) => {
    expect(setUp().open(given).url).toBe(url);
  });

  test.each(['ftp://localhost', 'ws://localhost/#', 'ws://localhost/#a', '/relative', ''])(
    'refuses "%s" where there is no page',
    (url) => {
      for (const name of ['document', 'location']) vi.stubGlobal(name, undefined);
      expect(thrownBy(() => setUp().open(url))).toBe('SyntaxError');
    },
  );

  test('resolves a relative URL against the page', () => {
    vi.stubGlobal('document', undefined);
    vi.stubGlobal('location', { href: 'https://example.com/room/1' });
    expect(setUp().open('../chat').url).toBe('wss://example.com/chat');
    vi.stubGlobal('document', { baseURI: 'http://example.com/base/' });
    expect(setUp().open('chat').url).toBe('ws://example.com/base/chat');
  });

  test.each([
    ['one that is there twice', ['a', 'a']],
    ['an empty one', ['']],
    ['one that is no token', ['a b']],
  ])('refuses subprotocols with %s', (_name, protocols) => {
    expect(thrownBy(() => setUp().open(URL_A, protocols))).toBe('SyntaxError');
  });

  test('makes one that is connecting, and says nothing at once', () => {
    const { open, events } = setUp();
    const socket = open(URL_A, 'v1');
    expect(socket).toMatchObject({
      readyState: 0,
      protocol: '',
      extensions: '',
      bufferedAmount: 0,
      binaryType: 'blob',
    });
    expect(events).toEqual([]);
  });

  test('and its objects have the four states by name', () => {
    const { WebSocket, open } = setUp();
    const names = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };
    expect({ ...WebSocket }).toMatchObject(names);
    expect(open()).toMatchObject(names);
  });
});

describe('a handshake', () => {
  test('that succeeds opens it, with the first subprotocol', () => {
    const { open, events, pass, server } = setUp();
    const socket = open(URL_A, ['v2', 'v1']);
    pass();
    expect(events).toEqual(['open']);
    expect(socket).toMatchObject({ readyState: 1, protocol: 'v2' });
    expect(server.connections[0]).toMatchObject({ url: URL_A, protocols: ['v2', 'v1'] });
  });

  test('chooses the subprotocol that the server wants', () => {
    const { open, pass } = setUp({ protocol: (offered) => offered.at(-1) ?? '' });
    const socket = open(URL_A, ['v2', 'v1']);
    pass();
    expect(socket.protocol).toBe('v1');
  });

  test.each([
    ['one that was not offered', ['v1'], () => 'v2'],
    ['none of those that were offered', ['v1'], () => ''],
    ['one where none was offered', [], () => 'v1'],
  ])('fails where the server chooses %s', (_name, offered, protocol) => {
    const { open, events, pass, server } = setUp({ protocol });
    open(URL_A, offered);
    pass();
    expect(events).toEqual(['error', 'close 1006  false']);
    expect(server.connections).toEqual([]);
  });

  test('that is refused is an error, and then close 1006', () => {
    const { open, events, pass, server } = setUp();
    server.handshake = 'refuse';
    const socket = open();
    pass();
    expect(events).toEqual(['error', 'close 1006  false']);
    expect(socket.readyState).toBe(3);
    expect(server.connections).toEqual([]);
  });

  test('that nobody answers stays connecting, until somebody does', () => {
    const { open, events, pass, server, clock } = setUp();
    server.handshake = 'ignore';
    const socket = open();
    clock.advance(100_000);
    expect(socket.readyState).toBe(0);
    server.handshake = 'accept';
    pass();
    expect(events).toEqual(['open']);
  });

  test.each(['accept', 'ignore'] as const)(
    'that the client gives up fails without a word of the server (%s)',
    (handshake) => {
      const { open, events, pass, server, clock } = setUp({ latency: 10 });
      server.handshake = handshake;
      const socket = open();
      // On its way, or arrived and not answered.
      clock.advance(handshake === 'ignore' ? 10 : 5);
      socket.close(1000, 'no more');
      expect(socket.readyState).toBe(2);
      pass();
      expect(events).toEqual(['error', 'close 1006  false']);
      server.handshake = 'accept';
      pass();
      expect(server.connections).toEqual([]);
    },
  );

  test('that was accepted when the client gave up is a connection that is lost', async () => {
    const { open, events, server, clock } = setUp({ latency: 10 });
    const socket = open();
    clock.advance(10);
    socket.close();
    clock.advance(100);
    expect(events).toEqual(['error', 'close 1006  false']);
    await expect(server.connections[0]?.closed).resolves.toMatchObject({ wasClean: false });
  });
});

describe('send', () => {
  test('throws while it is connecting', () => {
    const { open } = setUp();
    expect(thrownBy(() => open().send('a'))).toBe('InvalidStateError');
  });

  test('reaches the server in order, bytes as they were when they were sent', () => {
    const { open, pass, server } = setUp();
    const socket = open();
    pass();
    const bytes = new Uint8Array([1, 2, 3]);
    socket.send('a');
    socket.send(bytes.subarray(1));
    socket.send(bytes.buffer);
    bytes.fill(0);
    pass();
    const [text, view, buffer] = server.received;
    expect(text).toBe('a');
    expect(new Uint8Array(view as ArrayBuffer)).toEqual(new Uint8Array([2, 3]));
    expect(new Uint8Array(buffer as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('sends a Blob as its bytes, and nothing overtakes it', async () => {
    const { open, events, server } = setUp();
    const socket = open();
    await server.settle();
    socket.send(new Blob(['äb']));
    socket.send('behind');
    expect(socket.bufferedAmount).toBe(9);
    socket.close(3000);
    await server.settle();
    const [bytes, text] = server.received;
    expect(bytes).toBeInstanceOf(ArrayBuffer);
    expect(await bytesOf(bytes)).toEqual([0xc3, 0xa4, 98]);
    expect(text).toBe('behind');
    expect(socket.bufferedAmount).toBe(0);
    expect(events.at(-1)).toBe('close 3000  true');
  });

  test('sends what is neither text nor bytes as its name', () => {
    const { open, pass, server } = setUp();
    const socket = open();
    pass();
    socket.send({} as never);
    pass();
    expect(server.received).toEqual(['[object Object]']);
  });

  test('counts bytes of UTF-8 until they are on the wire', () => {
    const { open, pass } = setUp();
    const socket = open();
    pass();
    socket.send('ä');
    socket.send(new Uint8Array(5));
    expect(socket.bufferedAmount).toBe(7);
    pass();
    expect(socket.bufferedAmount).toBe(0);
  });

  test('that comes too late is dropped without a word, and counted for ever', () => {
    const { open, pass, server } = setUp();
    const socket = open();
    pass();
    socket.close();
    socket.send('abc');
    pass();
    expect(socket.bufferedAmount).toBe(3);
    expect(server.received).toEqual([]);
  });
});

describe('close', () => {
  test.each([0, 999, 1001, 1005, 2999, 5000])('refuses the code %i', (code) => {
    const socket = setUp().open();
    expect(thrownBy(() => socket.close(code))).toBe('InvalidAccessError');
    expect(socket.readyState).toBe(0);
  });

  test('refuses a reason of more than 123 bytes, and takes one of 123', () => {
    const socket = setUp().open();
    expect(thrownBy(() => socket.close(1000, `${'ä'.repeat(61)}ab`))).toBe('SyntaxError');
    socket.close(1000, `${'ä'.repeat(61)}a`);
    expect(socket.readyState).toBe(2);
  });

  test.each([
    ['without a code', [], 'close 1005  true'],
    ['with a code', [3000, 'bye'], 'close 3000 bye true'],
  ] as const)('%s goes to the server and back', async (_name, args, closed) => {
    const { open, events, pass, server } = setUp();
    const socket = open();
    pass();
    const [code, reason] = args;
    socket.close(code, reason);
    socket.close(4000, 'twice');
    expect(socket.readyState).toBe(2);
    pass();
    expect(events).toEqual(['open', closed]);
    await expect(server.connections[0]?.closed).resolves.toEqual({
      code: code ?? 1005,
      reason: reason ?? '',
      wasClean: true,
    });
  });

  test('hears nothing of what was under way', () => {
    const { open, events, server, pass } = setUp({ latency: 10 });
    const socket = open();
    pass();
    server.send('late');
    socket.close();
    pass();
    expect(events).toEqual(['open', 'close 1005  true']);
  });
});

describe('what comes', () => {
  test('comes in order, as Blobs or as buffers', async () => {
    const { open, pass, server } = setUp();
    const socket = open();
    const data: unknown[] = [];
    socket.onmessage = (event) => data.push(event.data);
    pass();
    server.send('a');
    server.send(new Uint8Array([1]).buffer);
    pass();
    socket.binaryType = 'arraybuffer';
    socket.binaryType = 'nonsense' as never;
    expect(socket.binaryType).toBe('arraybuffer');
    server.send(new Uint8Array([2]).buffer);
    pass();
    expect(data[0]).toBe('a');
    expect(new Uint8Array(await (data[1] as Blob).arrayBuffer())).toEqual(new Uint8Array([1]));
    expect(new Uint8Array(data[2] as ArrayBuffer)).toEqual(new Uint8Array([2]));
  });

  test.each(['blob', 'arraybuffer'] as const)(
    'is a %s where that is asked for, also where the server sends Blobs, and in order',
    async (binaryType) => {
      const { open, events, server } = setUp();
      const socket = open();
      socket.binaryType = binaryType;
      const data: unknown[] = [];
      socket.onmessage = (event) => data.push(event.data);
      await server.settle();
      server.send('before');
      server.send(new Blob(['one', new Uint8Array([0, 255])], { type: 'image/png' }));
      server.send('between');
      server.send(new Blob([]));
      server.close(4000, 'after');
      await server.settle();
      expect(events.at(-1)).toBe('close 4000 after true');
      expect(data.map((each) => typeof each)).toEqual(['string', 'object', 'string', 'object']);
      const binary = binaryType === 'blob' ? Blob : ArrayBuffer;
      expect([data[1], data[3]]).toEqual([expect.any(binary), expect.any(binary)]);
      expect(await bytesOf(data[1])).toEqual([111, 110, 101, 0, 255]);
      expect(await bytesOf(data[3])).toEqual([]);
      if (binaryType === 'blob') expect((data[1] as Blob).type).toBe('');
    },
  );

  test('stays away where the connection is lost while a Blob is read', async () => {
    const { open, events, server } = setUp();
    open();
    await server.settle();
    server.send(new Blob(['a']));
    server.drop();
    await server.settle();
    expect(events).toEqual(['open', 'close 1006  false']);
  });

  test('has its origin', () => {
    const { open, pass, server } = setUp();
    const origins: string[] = [];
    open('ws://example.com:81/chat').onmessage = ({ origin }) => origins.push(origin);
    pass();
    server.send('a');
    pass();
    expect(origins).toEqual(['ws://example.com:81']);
  });

  test('is said to handlers in the place where they were first set', () => {
    const { open, pass } = setUp();
    const heard: string[] = [];
    const socket = open();
    socket.onopen = () => heard.push('never');
    socket.addEventListener('open', () => heard.push('listener'));
    socket.onopen = function (this: WebSocket) {
      heard.push(this === socket ? 'handler' : 'somebody else');
    };
    pass();
    expect(heard).toEqual(['handler', 'listener']);
    socket.onopen = null;
    expect([socket.onopen, socket.onclose]).toEqual([null, null]);
    socket.onclose = 'nonsense' as never;
    expect(socket.onclose).toBe(null);
  });
});

describe('an end that the server makes', () => {
  test('is told with its code and reason, and nothing more is heard', () => {
    const { open, events, pass, server } = setUp();
    const socket = open();
    pass();
    server.connections[0]?.close(4001, 'off');
    server.send('too late');
    pass();
    expect(events).toEqual(['open', 'close 4001 off true']);
    expect(socket.readyState).toBe(3);
  });

  test('without a code reads 1005', () => {
    const { open, events, pass, server } = setUp();
    open();
    pass();
    server.close();
    pass();
    expect(events).toEqual(['open', 'close 1005  true']);
  });

  test('without a word reads 1006, and no error comes first', () => {
    const { open, events, pass, server } = setUp();
    open();
    pass();
    server.send('lost');
    server.drop();
    pass();
    expect(events).toEqual(['open', 'close 1006  false']);
  });

  test('and one that the client makes meanwhile are one', () => {
    const { open, events, pass, server } = setUp({ latency: 10 });
    const socket = open();
    pass();
    server.close(4001, 'off');
    socket.close(3000, 'bye');
    pass();
    expect(events).toEqual(['open', 'close 4001 off true']);
  });
});
