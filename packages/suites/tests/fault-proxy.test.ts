import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type FaultProxy, startFaultProxy } from '@towline/suites/faults';
import { afterEach, beforeEach, describe, expect as expectNow, test } from 'vitest';

/** What goes over a socket may take its time on a busy machine. */
const expect = Object.assign(expectNow.bind(null), {
  poll: (look: () => unknown) => expectNow.poll(look, { timeout: 4000, interval: 10 }),
});

/** One end of a connection, and what it got. */
interface End {
  readonly socket: Socket;
  readonly chunks: readonly Buffer[];
  /** `end`, `close`, and the codes of errors, in order. */
  readonly told: readonly string[];
  text(): string;
}

function watch(socket: Socket): End {
  const chunks: Buffer[] = [];
  const told: string[] = [];
  socket.on('data', (data) => chunks.push(data));
  socket.on('end', () => told.push('end'));
  socket.on('close', () => told.push('close'));
  socket.on('error', ({ code }: NodeJS.ErrnoException) => told.push(code ?? '?'));
  return { socket, chunks, told, text: () => String(Buffer.concat(chunks)) };
}

/** A server that does nothing by itself, not even close. */
async function listen() {
  const ends: End[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => ends.push(watch(socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { ends, server, port: (server.address() as AddressInfo).port };
}

let far: Awaited<ReturnType<typeof listen>>;
let proxy: FaultProxy;
let clients: End[];

beforeEach(async () => {
  far = await listen();
  proxy = await startFaultProxy({ port: far.port });
  clients = [];
});

afterEach(async () => {
  for (const { socket } of [...clients, ...far.ends]) socket.destroy();
  await proxy.stop();
  far.server.close();
});

function knock(): End {
  const end = watch(connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true }));
  clients.push(end);
  return end;
}

/** A client, and the server's end of it. */
async function join(): Promise<{ client: End; server: End }> {
  const before = far.ends.length;
  const client = knock();
  await expect.poll(() => far.ends.length).toBe(before + 1);
  return { client, server: far.ends[before]! };
}

/** Long enough for bytes on loopback to arrive, were they let through. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('a proxy without a fault', () => {
  test('passes on what both ends say', async () => {
    const { client, server } = await join();
    client.socket.write('to the server');
    server.socket.write('to the client');
    await expect
      .poll(() => [client.text(), server.text()])
      .toEqual(['to the client', 'to the server']);
    expect(proxy.links[0]!.taken).toEqual({ server: 13, client: 13 });
  });

  test('passes on the end, while the other direction goes on', async () => {
    const { client, server } = await join();
    client.socket.end('last');
    await expect.poll(() => [server.text(), ...server.told]).toEqual(['last', 'end']);
    server.socket.end('after it');
    await expect.poll(() => [client.text(), ...client.told]).toEqual(['after it', 'end', 'close']);
    await expect.poll(() => proxy.links).toEqual([]);
  });

  test('passes on a reset', async () => {
    const { client, server } = await join();
    server.socket.resetAndDestroy();
    await expect.poll(() => client.told).toEqual(['ECONNRESET', 'close']);
  });

  test('resets a client whose server is gone', async () => {
    far.server.close();
    await once(far.server, 'close');
    const client = knock();
    await expect.poll(() => client.told).toContain('ECONNRESET');
  });

  test('holds a sender back whose bytes nobody reads', async () => {
    const { client, server } = await join();
    server.socket.pause();
    client.socket.write(Buffer.alloc(20_000_000));
    await settle();
    expect(client.socket.writableLength).toBeGreaterThan(0);
    server.socket.resume();
    await expect.poll(() => proxy.links[0]!.taken.server).toBe(20_000_000);
  });
});

describe('a link', () => {
  test('that is cut ends for both, and not by a reset', async () => {
    const { client, server } = await join();
    server.socket.write('before');
    await expect.poll(client.text).toBe('before');
    proxy.cut();
    await expect.poll(() => [client.told, server.told]).toEqual([['end'], ['end']]);
    const next = await join();
    next.client.socket.write('the next one is well');
    await expect.poll(next.server.text).toBe('the next one is well');
  });

  test('that is reset is reset for both', async () => {
    const { client, server } = await join();
    proxy.reset();
    await expect.poll(() => client.told).toEqual(['ECONNRESET', 'close']);
    await expect.poll(() => server.told).toEqual(['ECONNRESET', 'close']);
    await expect.poll(() => proxy.links).toEqual([]);
  });

  test('that is half-open loses what both ends say, closing too', async () => {
    const { client, server } = await join();
    proxy.halfOpen();
    client.socket.write('lost');
    server.socket.end('lost too');
    const lost = () => proxy.links[0]!.lost;
    await expect.poll(lost).toEqual({ server: 4, client: 8 });
    await settle();
    expect([client.text(), client.told, server.text(), server.told]).toEqual(['', [], '', []]);
  });

  test('that is half-open stays so when it is mended, and new ones are well', async () => {
    const { client: old, server } = await join();
    proxy.halfOpen();
    const { client: silent, server: unheard } = await join();
    await proxy.mend();
    old.socket.write('lost');
    silent.socket.write('lost');
    const { client, server: heard } = await join();
    client.socket.write('heard');
    await expect.poll(heard.text).toBe('heard');
    await settle();
    expect([server.text(), unheard.text()]).toEqual(['', '']);
  });

  test('that is stalled delivers all of it late, in order, and then its end', async () => {
    const { client, server } = await join();
    proxy.stall();
    for (const text of ['a', 'b', 'c']) client.socket.write(text);
    client.socket.end('d');
    server.socket.write('e');
    await settle();
    expect([server.text(), server.told, client.text()]).toEqual(['', [], '']);
    await proxy.mend();
    await expect.poll(() => [server.text(), server.told]).toEqual(['abcd', ['end']]);
    await expect.poll(client.text).toBe('e');
  });

  test('that is stalled for a time goes on by itself', async () => {
    const { client, server } = await join();
    const begun = performance.now();
    proxy.stall(100);
    client.socket.write('late');
    await once(server.socket, 'data');
    // Timers may be a millisecond early.
    expect(performance.now() - begun).toBeGreaterThan(98);
    expect(server.text()).toBe('late');
  });

  test('that is stalled one way passes the other', async () => {
    const { client, server } = await join();
    proxy.stall(undefined, 'client');
    client.socket.write('a');
    server.socket.write('b');
    await expect.poll(server.text).toBe('a');
    await settle();
    expect(client.text()).toBe('');
  });

  test('that is stalled holds the sender back', async () => {
    const { client } = await join();
    proxy.stall();
    client.socket.write(Buffer.alloc(20_000_000));
    await settle();
    expect(client.socket.writableLength).toBeGreaterThan(0);
  });

  test('that is slow takes its time', async () => {
    const { client, server } = await join();
    proxy.slow(10_000);
    const begun = performance.now();
    client.socket.write(Buffer.alloc(2000));
    await expect.poll(() => server.text().length).toBe(2000);
    expect(performance.now() - begun).toBeGreaterThan(180);
  });

  test('that is split delivers byte by byte', async () => {
    const { client, server } = await join();
    proxy.split();
    client.socket.write('x'.repeat(64));
    await expect.poll(() => server.text().length).toBe(64);
    // A reader that is slow reads several at once.
    expect(server.chunks.length).toBeGreaterThan(1);
  });

  test.each(['cut', 'reset'] as const)('can be %s after so many bytes', async (how) => {
    const { client, server } = await join();
    server.socket.write('before');
    await expect.poll(client.text).toBe('before');
    proxy.cutAfter(3, 'client', how);
    server.socket.write('a');
    server.socket.write('bcdef');
    await expect.poll(() => client.told.length).toBeGreaterThan(0);
    // A reset that comes before all was read may look like an end.
    if (how === 'cut') expect(client.told).toEqual(['end']);
    expect(client.text()).toBe('beforeabc');
    expect(server.text()).toBe('');
  });

  test('is hit alone where that is asked for', async () => {
    const first = await join();
    const second = await join();
    proxy.links[0]!.reset();
    await expect.poll(() => first.client.told).toContain('close');
    second.client.socket.write('well');
    await expect.poll(second.server.text).toBe('well');
  });
});

describe('new connections', () => {
  test('are refused while nobody listens, and links stay', async () => {
    const { client, server } = await join();
    await proxy.refuse();
    const refused = knock();
    await expect.poll(() => refused.told[0]).toBe('ECONNREFUSED');
    client.socket.write('still there');
    await expect.poll(server.text).toBe('still there');
    await proxy.mend();
    const next = await join();
    next.client.socket.write('again');
    await expect.poll(next.server.text).toBe('again');
  });

  test('are accepted and reset, as many as asked for', async () => {
    proxy.resetNew(2);
    for (let count = 0; count < 2; count++) {
      const client = knock();
      await expect.poll(() => client.told).toEqual(['ECONNRESET', 'close']);
    }
    await join();
    expect([proxy.accepted, far.ends.length]).toEqual([3, 1]);
  });

  test('are accepted and never answered', async () => {
    proxy.neverAnswer(1);
    const client = knock();
    client.socket.write('hello?');
    await settle();
    expect([client.text(), client.told, far.ends.length]).toEqual(['', [], 0]);
    await join();
  });

  test('are stalled for what is left of the time', async () => {
    proxy.stall(100);
    const { client, server } = await join();
    client.socket.write('late');
    await expect.poll(server.text).toBe('late');
    proxy.links[0]!.cut();
    await new Promise((resolve) => setTimeout(resolve, 110));
    const next = await join();
    next.client.socket.write('at once');
    await expect.poll(next.server.text).toBe('at once');
  });
});

test('a proxy that has stopped leaves no connection and no port', async () => {
  const { client, server } = await join();
  proxy.neverAnswer(1);
  const other = knock();
  await expect.poll(() => proxy.accepted).toBe(2);
  await proxy.stop();
  for (const { told } of [client, server, other]) await expect.poll(() => told).toContain('end');
  const refused = knock();
  await expect.poll(() => refused.told[0]).toBe('ECONNREFUSED');
  expect(proxy.links).toEqual([]);
});
