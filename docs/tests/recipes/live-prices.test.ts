import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, Quote } from 'docs/recipes/live-prices/protocol';
import { describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS, unmountAll } from '../support/mount.js';
import { statusText, textsOf, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, Quote>() });
const { file, show } = useRecipe('live-prices', server);

const SYMBOLS = { symbols: ['BTC', 'ETH'] };
const WATCHED = ['BTC', 'ETH'].map((symbol) => ({ type: 'watch', symbol }));

describe.each(FRAMEWORKS)('live prices in %s', (framework) => {
  it('asks for what is shown, and shows each price in its row', async () => {
    await show(framework, 'Prices', SYMBOLS);
    expect(server.received).toEqual(WATCHED);
    expect(textsOf('cell')).toEqual(['–', '–']);
    server.send({ symbol: 'ETH', price: 3000.5 });
    server.send({ symbol: 'XRP', price: 1 });
    await pass(100);
    expect(textsOf('cell')).toEqual(['–', '3,000.50']);
  });

  it('shows the newest of those that come within a frame', async () => {
    await show(framework, 'Prices', SYMBOLS);
    for (let price = 1; price <= 10; price += 1) server.send({ symbol: 'BTC', price });
    await pass(100);
    expect(textsOf('cell')).toEqual(['10.00', '–']);
  });

  it('renders the row of a price that comes, and no other', async () => {
    const written: number[] = [];
    const numbers: { readonly format: unknown } = Intl.NumberFormat.prototype;
    vi.spyOn(numbers, 'format', 'get').mockReturnValue((price: number) => {
      written.push(price);
      return String(price);
    });
    await show(framework, 'Prices', SYMBOLS);
    server.send({ symbol: 'BTC', price: 1 });
    server.send({ symbol: 'ETH', price: 2 });
    await pass(100);
    written.length = 0;
    server.send({ symbol: 'BTC', price: 3 });
    await pass(100);
    expect(new Set(written)).toEqual(new Set([3]));
    expect(textsOf('cell')).toEqual(['3', '2']);

    written.length = 0;
    server.drop();
    await pass(1000);
    expect(written).toEqual([]);
  });

  it('tells the server when a row has gone for a second', async () => {
    const { feed } = await file<typeof import('docs/recipes/live-prices/socket')>('socket.ts');
    feed.open();
    await show(framework, 'Prices', SYMBOLS);
    unmountAll();
    await pass(900);
    expect(server.received).toEqual(WATCHED);
    await pass(200);
    expect(server.received.slice(2)).toEqual([
      { type: 'unwatch', symbol: 'BTC' },
      { type: 'unwatch', symbol: 'ETH' },
    ]);
    feed.close();
  });

  it('says when it is not live, keeps what it has, and asks again on a new connection', async () => {
    await show(framework, 'Prices', SYMBOLS);
    expect(statusText()).toBe('Live');
    server.send({ symbol: 'BTC', price: 1 });
    await pass(100);
    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    expect(statusText()).toBe('Not live: prices may be old');
    expect(textsOf('cell')).toEqual(['1.00', '–']);
    server.handshake = 'accept';
    await pass(1000);
    expect(server.connections[1]?.received).toEqual(WATCHED);
  });
});
