import { createWebSocket } from '@towline/core';
import { createManualClock, createMockServer, matchers } from '@towline/testing';
import { describe, expect, test } from 'vitest';

expect.extend(matchers);

/** What a matcher says when it fails. */
function failureOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
}

function setUp() {
  const clock = createManualClock();
  const server = createMockServer({ clock });
  const socket = createWebSocket('ws://localhost/chat', { environment: server.environment });
  socket.open();
  clock.advance(10);
  socket.send('{"text":"hi"}');
  clock.advance(10);
  return { clock, server, socket };
}

describe('toHaveReceived', () => {
  test('is of a server and of a connection, and takes asymmetric matchers', () => {
    const { server } = setUp();
    expect(server).toHaveReceived('{"text":"hi"}');
    expect(server.connections[0]).toHaveReceived(expect.stringContaining('hi'));
    expect(server).not.toHaveReceived('something else');
  });

  test('compares bytes', () => {
    const { clock, server, socket } = setUp();
    socket.close();
    clock.advance(100);
    const raw = new server.WebSocket('ws://localhost/chat');
    clock.advance(10);
    raw.send(new Uint8Array([1, 2]));
    clock.advance(10);
    expect(server).toHaveReceived(new Uint8Array([1, 2]));
    expect(server).toHaveReceived(new Uint8Array([1, 2]).buffer);
    expect(server).not.toHaveReceived(new Uint8Array([1, 3]).buffer);
    expect(server).not.toHaveReceived(new Uint8Array([1]).buffer);
  });

  test('says what arrived, where it fails', () => {
    const { server } = setUp();
    expect(failureOf(() => expect(server).toHaveReceived('bye'))).toContain('not received');
    expect(failureOf(() => expect(server).toHaveReceived('bye'))).toContain('hi');
    expect(failureOf(() => expect(server).not.toHaveReceived('{"text":"hi"}'))).toMatch(
      /has received/,
    );
  });

  test('is for nothing else', () => {
    expect(failureOf(() => expect({}).toHaveReceived('a'))).toContain('is for a mock server');
    expect(failureOf(() => expect(null).not.toHaveReceived('a'))).toContain('is for a mock server');
  });
});

describe('toBeOpen', () => {
  test('is of sockets, connections, WebSockets, and of the refs of Vue', () => {
    const { server, socket, clock } = setUp();
    const [connection] = server.connections;
    const { readyState } = socket;
    for (const open of [socket, connection, { readyState }, { readyState: { value: 1 } }]) {
      expect(open).toBeOpen();
    }
    server.handshake = 'ignore';
    connection?.close(4000);
    clock.advance(100);
    for (const over of [socket, connection]) expect(over).not.toBeOpen();
    socket.close();
  });

  test('says what it is, where it fails', () => {
    expect(failureOf(() => expect({ readyState: 2 }).toBeOpen())).toContain('closing');
    expect(failureOf(() => expect({ readyState: 1 }).not.toBeOpen())).toContain('not to be open');
    expect(failureOf(() => expect({ readyState: 7 }).toBeOpen())).toContain('0 to 3');
    expect(failureOf(() => expect(undefined).toBeOpen())).toContain('0 to 3');
  });
});
