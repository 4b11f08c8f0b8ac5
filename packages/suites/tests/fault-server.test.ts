import { once } from 'node:events';
import { connect } from 'node:net';
import { type Answer, type FaultServer, startFaultServer } from '@towline/suites/faults';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

let server: FaultServer;

beforeEach(async () => {
  server = await startFaultServer();
});

afterEach(() => server.stop());

function knock(): WebSocket {
  const client = new WebSocket(`ws://127.0.0.1:${server.port}/`);
  client.on('error', () => {});
  return client;
}

/** What is on the wire after a handshake, until the server ends it. */
async function handshake(): Promise<string> {
  const stream = connect(server.port, '127.0.0.1');
  stream.write(
    [
      'GET / HTTP/1.1',
      'Host: localhost',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  const [data] = await once(stream, 'data');
  stream.destroy();
  return String(data);
}

describe('a server of the faults', () => {
  test('echoes messages, and answers pings that it does not count', async () => {
    const client = knock();
    await once(client, 'open');
    const got: string[] = [];
    client.on('message', (data) => got.push(String(data)));
    client.send('ping');
    client.send('größe');
    await expect.poll(() => got).toEqual(['pong', 'größe']);
    expect(server.ends[0]!.received).toEqual(['größe']);
  });

  test.each<[Answer, RegExp]>([
    [{ kind: 'status', status: 401 }, /^HTTP\/1\.1 401 Unauthorized\r\n/],
    [{ kind: 'status', status: 503 }, /^HTTP\/1\.1 503 Service Unavailable\r\n/],
    [{ kind: 'wrong accept' }, /^HTTP\/1\.1 101 .*sec-websocket-accept: not the key/s],
    [
      { kind: 'unrequested subprotocol' },
      // The key and its answer of RFC 6455, section 1.3.
      /^HTTP\/1\.1 101 .*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=.*sec-websocket-protocol: nobody/s,
    ],
    [{ kind: 'not HTTP' }, /^SSH-2\.0/],
    [{ kind: 'cut', bytes: 20 }, /^HTTP\/1\.1 101 Switchi$/],
  ])('answers %o once, and the next handshake as it should', async (answer, expected) => {
    server.answer(answer, 1);
    expect(await handshake()).toMatch(expected);
    expect(await handshake()).toMatch(/^HTTP\/1\.1 101 .*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/s);
    expect(server.handshakes).toBe(2);
  });

  test('never answers until it is mended', async () => {
    server.answer({ kind: 'never' });
    const silent = knock();
    await expect.poll(() => server.handshakes).toBe(1);
    server.mend();
    await once(knock(), 'open');
    expect(silent.readyState).toBe(WebSocket.CONNECTING);
  });

  test('says any bytes, and goes away in the middle of them', async () => {
    const client = knock();
    await once(client, 'open');
    const closed = once(client, 'close');
    server.ends[0]!.writeAndCut(Uint8Array.of(0x81, 5, 0x61));
    expect((await closed)[0]).toBe(1006);
  });
});
