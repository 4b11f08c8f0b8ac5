import { createFakeEnvironment, FakeSocket } from '@towline/suites';
import { describe, expect, test } from 'vitest';

const URL = 'ws://localhost/chat';

/** A socket whose events are written down. */
function watched(socket = new FakeSocket(URL)) {
  const events: string[] = [];
  socket.onopen = () => events.push('open');
  socket.onmessage = ({ data }: { data: unknown }) => events.push(`message ${data}`);
  socket.onerror = () => events.push('error');
  socket.onclose = (event: { code: number; reason: string; wasClean: boolean }) => {
    events.push(`close ${event.code} ${event.reason || '-'} ${event.wasClean}`);
  };
  return { socket, events };
}

describe('the fake socket', () => {
  test('opens, hears, and is closed by the server', () => {
    const { socket, events } = watched();
    socket.accept({ protocol: 'chat.v1' });
    socket.message('hi');
    socket.serverClose(4000, 'later');
    expect(events).toEqual(['open', 'message hi', 'close 4000 later true']);
    expect([socket.protocol, socket.readyState]).toEqual(['chat.v1', 3]);
  });

  test('goes on with the closing handshake until the server answers', () => {
    const { socket, events } = watched();
    socket.accept();
    socket.close(4001, 'bye');
    socket.message('unheard');
    expect([socket.readyState, events]).toEqual([2, ['open']]);
    socket.finishClose();
    expect([socket.readyState, events]).toEqual([3, ['open', 'close 4001 bye true']]);
  });

  test('fails, later, when it is closed before it was open', () => {
    const { socket, events } = watched();
    socket.close();
    socket.accept();
    expect([socket.readyState, events]).toEqual([2, []]);
    socket.finishClose();
    expect(events).toEqual(['error', 'close 1006 - false']);
  });

  test('has no error event when it is lost, as in browsers, or has one, as in undici', () => {
    const browser = watched();
    browser.socket.accept();
    browser.socket.drop();
    expect(browser.events).toEqual(['open', 'close 1006 - false']);
    const undici = watched();
    undici.socket.accept();
    undici.socket.drop({ error: true });
    expect(undici.events).toEqual(['open', 'error', 'close 1006 - false']);
  });

  test('has an error event when the handshake is refused', () => {
    const { socket, events } = watched();
    socket.fail();
    expect(events).toEqual(['error', 'close 1006 - false']);
  });

  test('says nothing once it is closed', () => {
    const { socket, events } = watched();
    socket.accept();
    socket.drop();
    events.length = 0;
    socket.accept();
    socket.message('late');
    socket.serverClose(1000);
    socket.serverBeginsClose();
    socket.finishClose();
    socket.drop();
    socket.fail();
    expect(events).toEqual([]);
  });

  test('refuses to send before it is open, and drops in silence once it closes', () => {
    const { socket } = watched();
    expect(() => socket.send('early')).toThrow(
      expect.objectContaining({ name: 'InvalidStateError' }),
    );
    socket.accept();
    socket.send('in time');
    socket.serverBeginsClose(1001);
    socket.send('lost');
    expect([socket.received, socket.bufferedAmount]).toEqual([['in time'], 4]);
  });

  test('throws for close codes and reasons that the standard forbids, and stays open', () => {
    const { socket } = watched();
    socket.accept();
    for (const code of [0, 999, 1001, 1006, 2999, 5000]) {
      expect(() => socket.close(code)).toThrow(
        expect.objectContaining({ name: 'InvalidAccessError' }),
      );
    }
    expect(() => socket.close(1000, 'ü'.repeat(62))).toThrow(
      expect.objectContaining({ name: 'SyntaxError' }),
    );
    expect(socket.readyState).toBe(1);
  });

  test('throws for what is no WebSocket URL and for a subprotocol that is there twice', () => {
    const syntaxError = expect.objectContaining({ name: 'SyntaxError' });
    for (const url of ['/chat', 'ftp://localhost/', 'ws://localhost/#top']) {
      expect(() => new FakeSocket(url)).toThrow(syntaxError);
    }
    expect(() => new FakeSocket(URL, ['a', 'a'])).toThrow(syntaxError);
  });

  test('keeps copies of the bytes it was given', () => {
    const { socket } = watched();
    socket.accept();
    const bytes = new Uint8Array([1, 2, 3]);
    socket.send(bytes.subarray(1));
    bytes.fill(0);
    // toEqual finds all buffers equal.
    expect(socket.received).toStrictEqual([new Uint8Array([2, 3]).buffer]);
  });

  test('takes Blobs as they are, and knows their size', () => {
    const { socket } = watched();
    socket.accept();
    const blob = new Blob(['abc']);
    socket.send(blob);
    socket.serverBeginsClose();
    socket.send(new Blob(['de']));
    expect(socket.received).toHaveLength(1);
    expect(socket.received[0]).toBe(blob);
    expect(socket.bufferedAmount).toBe(2);
  });

  test('counts the bytes of a view, not of its buffer', () => {
    const { socket } = watched();
    socket.accept();
    socket.serverBeginsClose();
    socket.send(new Uint16Array(8).subarray(1, 3));
    socket.send(new ArrayBuffer(3));
    expect(socket.bufferedAmount).toBe(7);
  });

  test('sends what is neither text nor bytes as its name, and refuses a view of what is shared', () => {
    const { socket } = watched();
    socket.accept();
    const shared = new SharedArrayBuffer(2);
    for (const data of [1, null, {}, shared]) socket.send(data as never);
    expect(socket.received).toEqual(['1', 'null', '[object Object]', '[object SharedArrayBuffer]']);
    expect(() => socket.send(new Uint8Array(shared))).toThrow(TypeError);
  });

  test('gives a Blob the bytes that the server sent', async () => {
    const socket = new FakeSocket(URL);
    const heard: Blob[] = [];
    socket.onmessage = ({ data }: { data: Blob }) => heard.push(data);
    socket.accept();
    socket.message(new Uint8Array([1, 2, 3]).buffer);
    socket.message(new ArrayBuffer(0));
    const bytes = await Promise.all(heard.map((blob) => blob.arrayBuffer()));
    expect(bytes.map((buffer) => [...new Uint8Array(buffer)])).toEqual([[1, 2, 3], []]);
  });

  test('gives bytes as the binary type says', () => {
    const socket = new FakeSocket(URL);
    const heard: unknown[] = [];
    socket.onmessage = ({ data }: { data: unknown }) => heard.push(data);
    socket.accept();
    socket.message(new ArrayBuffer(2));
    socket.binaryType = 'arraybuffer';
    socket.message(new ArrayBuffer(2));
    expect(heard).toEqual([expect.any(Blob), expect.any(ArrayBuffer)]);
  });

  test('throws from send what it is told to throw', () => {
    const { socket } = watched();
    socket.accept();
    socket.throwOnSend = new Error('no');
    expect(() => socket.send('a')).toThrow('no');
    expect(socket.received).toEqual([]);
  });

  test('throws from send for the texts that it is told to refuse, and takes the others', () => {
    const { socket } = watched();
    socket.accept();
    socket.refusals.set('b', new Error('no b'));
    socket.send('a');
    expect(() => socket.send('b')).toThrow('no b');
    socket.send('c');
    expect(socket.received).toEqual(['a', 'c']);
  });
});

describe('the fake environment', () => {
  test('knows its sockets, which live, and which are listened to', () => {
    const world = createFakeEnvironment();
    expect(() => world.socket).toThrow('No WebSocket');
    const WebSocket = world.environment.WebSocket as typeof FakeSocket;
    new WebSocket(URL).fail();
    const quiet = new WebSocket(URL);
    const { socket } = watched(new WebSocket(URL));
    expect(world.sockets).toHaveLength(3);
    expect(world.socket).toBe(socket);
    expect(world.live).toEqual([quiet, socket]);
    expect(world.listened).toEqual([socket]);
  });

  test('refuses the next construction only', () => {
    const world = createFakeEnvironment();
    const WebSocket = world.environment.WebSocket as typeof FakeSocket;
    world.refuseNext(new Error('blocked'));
    expect(() => new WebSocket(URL)).toThrow('blocked');
    expect(new WebSocket(URL).readyState).toBe(0);
    expect(world.live).toEqual(world.sockets);
  });

  test('takes reported errors out', () => {
    const { environment, errors, takeErrors } = createFakeEnvironment();
    environment.reportError('oops');
    expect(takeErrors()).toEqual(['oops']);
    expect(errors).toEqual([]);
  });
});
