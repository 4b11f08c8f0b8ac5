import { useMessageReducer } from '@towline/react';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { FeedSocket } from '../shared/feed.js';
import type { Meter } from '../shared/meter.js';
import { count, emptyTally, tallyWords } from '../shared/tally.js';
import { meterWords } from '../shared/words.js';

interface Props {
  socket: FeedSocket;
  meter: Meter;
}

export function Meters({ socket, meter }: Props) {
  const reading = useSyncExternalStore(meter.subscribe, meter.getSnapshot);
  return (
    <section className="meters" aria-label="Measured">
      <dl>
        {meterWords(reading).map(({ name, value, unit }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{value}</b> {unit}
            </dd>
          </div>
        ))}
      </dl>
      <Seen socket={socket} meter={meter} />
    </section>
  );
}

function Seen({ socket, meter }: Props) {
  const tally = useMessageReducer(socket, count, emptyTally);
  useLayoutEffect(() => meter.shown(tally.number), [meter, tally]);
  const { seen, missing } = tallyWords(tally);
  return (
    <p className="seen">
      <b>{seen}</b> messages seen, <b>{missing}</b> missing
    </p>
  );
}
