import { useRetryCountdown, useWebSocket } from '@towline/react';
import { chat } from './socket';

export function Banner() {
  const { status, reconnecting, ended, attempt, lastClose, open, close } = useWebSocket(chat);
  const seconds = useRetryCountdown(chat);
  const how = `${lastClose?.cause} ${lastClose?.code}`;
  const when = seconds === null ? 'now' : `in ${seconds} s`;

  return (
    <>
      <p className={status}>
        {!reconnecting && !ended && status}
        {reconnecting && `Lost (${how}). Try ${attempt} ${when}`}
        {ended && `Ended (${how})`}
      </p>
      <div className="row">
        <button type="button" disabled={seconds === null} onClick={open}>
          Try now
        </button>
        <button type="button" disabled={!ended} onClick={open}>
          Open
        </button>
        <button type="button" disabled={ended} onClick={() => close()}>
          Close
        </button>
      </div>
    </>
  );
}
