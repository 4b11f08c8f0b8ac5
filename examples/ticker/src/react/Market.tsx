import { useEffect, useState } from 'react';
import { createFeed } from '../shared/feed.js';
import { createMeter } from '../shared/meter.js';
import type { Settings } from '../shared/settings.js';
import { ConnectionStatus } from './ConnectionStatus.js';
import { Meters } from './Meters.js';
import { OrderBook } from './OrderBook.js';
import { Rows } from './Rows.js';

export function Market({ rate, delivery, worker }: Settings) {
  const [feed] = useState(() => createFeed({ delivery, worker }));
  const [meter] = useState(() => createMeter(feed.socket));
  useEffect(() => feed.setRate(rate), [feed, rate]);
  return (
    <>
      <ConnectionStatus socket={feed.socket} />
      <Meters socket={feed.socket} meter={meter} />
      <OrderBook book={feed.book} meter={meter} />
      <Rows feed={feed} meter={meter} />
    </>
  );
}
