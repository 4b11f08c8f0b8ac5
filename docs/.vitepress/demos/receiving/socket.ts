import { createWebSocket, json } from '@towline/core';

export interface Price {
  readonly symbol: string;
  readonly price: number;
}
export type Prices = Readonly<Record<string, number>>;

export const feed = createWebSocket('/ws/prices', { codec: json<Price, never>() });

/** What is made of each message: the last price of each symbol. */
export function withPrice(prices: Prices, { symbol, price }: Price): Prices {
  return { ...prices, [symbol]: price };
}
