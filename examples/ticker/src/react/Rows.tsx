import { useMessageReducer } from '@towline/react';
import { memo, useLayoutEffect } from 'react';
import { SYMBOLS } from '../../symbols.js';
import { scrollByKeys } from '../shared/elements.js';
import type { Feed } from '../shared/feed.js';
import type { Meter } from '../shared/meter.js';
import { applyToRow, emptyRow, rowWords, SPARKLINE } from '../shared/row.js';

interface RowsProps {
  feed: Feed;
  meter: Meter;
}

export const Rows = memo(function Rows({ feed, meter }: RowsProps) {
  return (
    <section className="prices" aria-labelledby="prices-title">
      <div className="title">
        <h2 id="prices-title">{SYMBOLS.length} prices</h2>
        <p>since the connection began</p>
      </div>
      <ul ref={scrollByKeys} aria-labelledby="prices-title">
        {SYMBOLS.map((symbol) => (
          <Row key={symbol} feed={feed} meter={meter} symbol={symbol} />
        ))}
      </ul>
    </section>
  );
});

function Row({ feed, meter, symbol }: RowsProps & { symbol: string }) {
  const row = useMessageReducer(feed.row(symbol), applyToRow, emptyRow);
  useLayoutEffect(() => meter.rowRendered());
  const { price, change, tone, path } = rowWords(row);
  return (
    <li>
      <span className="symbol">{symbol}</span>
      <svg
        className={tone}
        viewBox={`0 0 ${SPARKLINE.width} ${SPARKLINE.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
      <span className="price">{price}</span>
      <span className={`change ${tone}`}>{change}</span>
    </li>
  );
}
