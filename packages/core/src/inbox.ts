import type { Connection } from './connection.js';
import { TowlineError } from './errors.js';
import { type Codec, decodeWith, type WireData } from './policies/codec.js';
import type { Heartbeat } from './policies/heartbeat.js';

/**
 * What comes in: decoded, kept back by the gate, taken by the heartbeat, or delivered.
 *
 * @param deliver to the listeners and the views
 */
export function createInbox<Incoming, Outgoing>(
  connection: () => Pick<Connection<Incoming>, 'driver' | 'tell' | 'hold' | 'heard' | 'inspectors'>,
  codec: Pick<Codec<Incoming, Outgoing>, 'decode'>,
  heartbeat: Heartbeat<Incoming, Outgoing> | undefined,
  deliver: (message: Incoming) => void,
): (data: WireData) => void {
  /** Whether it is the answer to the ping that is out, and for nobody else. */
  function isAnswer(message: Incoming): boolean {
    const { driver, tell } = connection();
    const { state } = driver;
    if (!heartbeat || state.phase !== 'open' || state.beat?.sent == null) return false;
    try {
      if (heartbeat.isAnswer && !heartbeat.isAnswer(message)) return false;
    } catch (cause) {
      const text =
        'isAnswer of the heartbeat failed, so the message counts as none. See error.cause.';
      tell(new TowlineError('heartbeat-failed', text, { cause }));
      return false;
    }
    driver.post({ type: 'answered', id: state.id });
    return heartbeat.isAnswer !== undefined;
  }

  function receive(data: WireData) {
    const { driver, tell, hold, heard, inspectors } = connection();
    const { state } = driver;
    if (state.phase !== 'open' && state.phase !== 'connecting') return;
    heard();
    if (inspectors.size > 0) {
      inspectors.emit({
        before: state,
        input: { type: 'message', data },
        after: state,
        effects: [],
      });
    }
    let message: Incoming;
    try {
      message = decodeWith(codec, data);
    } catch (error) {
      tell(error as TowlineError);
      return;
    }
    if (!hold(message) && !isAnswer(message)) deliver(message);
  }

  return (data) => {
    const { driver } = connection();
    // What a double says in the middle of a step waits its turn.
    if (driver.busy) driver.post(() => receive(data));
    else driver.callOut(receive, data);
  };
}
