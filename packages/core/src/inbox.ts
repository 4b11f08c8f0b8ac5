import { exceeds } from './byte-length.js';
import type { Connection } from './connection.js';
import { TowlineError } from './errors.js';
import { receives } from './machine/questions.js';
import { type Codec, decodeWith, type WireData } from './policies/codec.js';
import type { Heartbeat } from './policies/heartbeat.js';

/**
 * What comes in: decoded, kept back by the gate, taken by the heartbeat, or delivered.
 *
 * @param maxBytes of a message; over it the connection is left
 * @param deliver to the listeners and the views
 */
export function createInbox<Incoming, Outgoing>(
  connection: () => Connection<Incoming>,
  codec: Pick<Codec<Incoming, Outgoing>, 'decode'>,
  heartbeat: Heartbeat<Incoming, Outgoing> | undefined,
  maxBytes: number,
  deliver: (message: Incoming) => void,
): (data: WireData) => void {
  function receive(data: WireData) {
    const { driver, tell, giveUp, hold, heard, inspectors } = connection();
    const { state } = driver;
    if (!receives(state)) return;
    heard();
    if (inspectors.size > 0) {
      inspectors.emit({
        before: state,
        input: { type: 'message', data },
        after: state,
        effects: [],
      });
    }
    if (exceeds(data, maxBytes)) {
      const text = `A message came with more bytes than maxMessageBytes allows (${maxBytes}). It was thrown away, and the connection left. Allow more, or let the server send less at once.`;
      giveUp(new TowlineError('message-too-large', text), 'limit');
      return;
    }
    let message: Incoming;
    try {
      message = decodeWith(codec, data);
    } catch (error) {
      tell(error as TowlineError);
      return;
    }
    if (!hold(message) && !heartbeat?.takes(message, connection())) deliver(message);
  }

  return (data) => {
    const { driver } = connection();
    // What a double says in the middle of a step waits its turn.
    if (driver.busy()) driver.post(() => receive(data));
    else driver.callOut(receive, data);
  };
}
