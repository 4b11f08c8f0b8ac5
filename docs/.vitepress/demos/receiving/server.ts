import { json } from '@towline/core';
import { createMockServer, type MockServer } from '@towline/testing';
import type { Price } from './socket';

type PriceServer = MockServer<unknown, Price>;

const SYMBOLS = ['BTC', 'ETH', 'SOL'];

export function createServer(): PriceServer {
  return createMockServer({ codec: json<unknown, Price>() });
}

function sendPrices(server: PriceServer, count: number) {
  for (let index = 0; index < count; index += 1) {
    const symbol = SYMBOLS[index % SYMBOLS.length] ?? '';
    server.send({ symbol, price: Math.round(1000 + Math.random() * 100) });
  }
}

export const actions: Readonly<Record<string, (server: PriceServer) => void>> = {
  'One price': (server) => sendPrices(server, 1),
  '500 at once': (server) => sendPrices(server, 500),
};
