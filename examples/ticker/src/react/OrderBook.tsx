import { type Log, useMessageReducer, useSelector } from '@towline/react';
import { type CSSProperties, memo, useLayoutEffect } from 'react';
import type { BookMessage } from '../../protocol.js';
import { BOOK_SYMBOL } from '../../symbols.js';
import { type Book, bestOf, isSameBest, linesOf, spreadWords } from '../shared/book.js';
import type { Meter } from '../shared/meter.js';

interface Props {
  book: Log<Book, BookMessage>;
  meter: Meter;
}

export const OrderBook = memo(function OrderBook({ book, meter }: Props) {
  const current = useMessageReducer(book);
  useLayoutEffect(() => meter.bookRendered());
  return (
    <section className="book" aria-labelledby="book-title">
      <div className="title">
        <h2 id="book-title">Order book of {BOOK_SYMBOL}</h2>
        <Spread book={book} />
      </div>
      <table data-market={current.market} aria-labelledby="book-title">
        <thead>
          <tr>
            <th scope="col">Bid size</th>
            <th scope="col">Bid</th>
            <th scope="col">Ask</th>
            <th scope="col">Ask size</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(current).map(({ bid, ask }, index) => (
            // Lines are places: what is in them comes and goes.
            // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other name.
            <tr key={index}>
              <td className="size bid" style={shareOf(bid)}>
                {bid.size}
              </td>
              <td className="bid">{bid.price}</td>
              <td className="ask">{ask.price}</td>
              <td className="size ask" style={shareOf(ask)}>
                {ask.size}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});

/** Renders where the best prices change, and not with each level. */
function Spread({ book }: Pick<Props, 'book'>) {
  const best = useSelector(book, bestOf, isSameBest);
  return (
    <p>
      Spread <b>{spreadWords(best)}</b>
    </p>
  );
}

function shareOf({ share }: { share: number }) {
  return { '--share': share } as CSSProperties;
}
