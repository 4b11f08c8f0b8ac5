import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, Quote } from 'docs/recipes/live-prices/protocol';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { statusText, textsOf, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, Quote>() });
const { show } = useRecipe('live-prices', server);

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
