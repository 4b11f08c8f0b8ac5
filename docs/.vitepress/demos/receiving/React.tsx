import { useMessageReducer, useMessages, useWebSocket } from '@towline/react';
import { showRenders } from '../renders';
import { feed, withPrice } from './socket';

export function Prices() {
  const { status } = useWebSocket(feed);
  const prices = useMessageReducer(feed, withPrice, {});
  const count = useMessageReducer(feed, (sum) => sum + 1, 0);
  const last = useMessages(feed, { limit: 5 });

  return (
    <section>
      <p className={status} role="status">
        {status}
      </p>
      <ul>
        {Object.entries(prices).map(([symbol, price]) => (
          <li key={symbol}>
            {symbol} {price}
          </li>
        ))}
      </ul>
      <dl>
        <dt>messages</dt>
        <dd>{count}</dd>
        <dt>the last ones</dt>
        <dd>{last.map(({ symbol }) => symbol).join(' ')}</dd>
        <dt>renders</dt>
        <dd ref={showRenders} />
      </dl>
    </section>
  );
}
