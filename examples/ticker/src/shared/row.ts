import type { RowMessage } from '../../protocol.js';
import { priceWords } from './book.js';

/** The last prices of a symbol, oldest first. */
export interface Row {
  readonly prices: readonly number[];
  /** What the change is counted from. */
  readonly first: number;
}

export const emptyRow: Row = { prices: [], first: 0 };

/** How many prices a sparkline has. */
const POINTS = 40;
/** The box of a path: whole numbers are written twice as fast as broken ones. */
export const SPARKLINE = { width: POINTS - 1, height: 100 } as const;

/** The row after a message. */
export function applyToRow(row: Row, message: RowMessage): Row {
  switch (message.type) {
    case 'history':
      return { prices: message.prices.slice(-POINTS), first: message.prices[0] ?? 0 };
    case 'quote':
      return { ...row, prices: [...row.prices.slice(1 - POINTS), message.price] };
  }
}

/** A row as it is shown. */
export interface RowWords {
  readonly price: string;
  readonly change: string;
  readonly tone: 'up' | 'down';
  /** An SVG path in a box of the sparkline's size. */
  readonly path: string;
}

export function rowWords({ prices, first }: Row): RowWords {
  const last = prices.at(-1);
  if (last === undefined) return { price: '–', change: '', tone: 'up', path: '' };
  const change = (last / first - 1) * 100;
  const sign = change < 0 ? '−' : '+';
  return {
    price: priceWords(last),
    change: `${sign}${Math.abs(change).toFixed(1)} %`,
    tone: change < 0 ? 'down' : 'up',
    path: pathOf(prices),
  };
}

function pathOf(prices: readonly number[]): string {
  const { height } = SPARKLINE;
  const low = Math.min(...prices);
  const scale = (height * 0.9) / Math.max(1, Math.max(...prices) - low);
  const points = prices.map(
    (price, x) => `${x} ${Math.round(height * 0.95 - (price - low) * scale)}`,
  );
  return `M${points.join('L')}`;
}
