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
        {/* Not `disabled`, which would take the focus from them: too early, a press does nothing. */}
        <button type="button" aria-disabled={!ended && seconds === null} onClick={open}>
          {ended ? 'Open' : 'Try now'}
        </button>
        <button type="button" aria-disabled={ended} onClick={() => close()}>
          Close
        </button>
      </div>
    </>
  );
}
