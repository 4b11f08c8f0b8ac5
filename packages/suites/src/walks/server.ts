// What the servers of the connections do in a walk.
import type { ServerDeed } from './actions.js';
import type { Connection } from './model.js';

/** What the text codec does not understand. */
const GARBAGE = new ArrayBuffer(2);

/** To the newest WebSocket of a connection. */
export function serve(does: ServerDeed, connection: Connection): void {
  const one = connection.sockets.at(-1);
  if (does === 'accept') one?.accept();
  if (does === 'refuse') one?.fail();
  if (does === 'drop') one?.drop();
  if (does === 'restart') one?.serverClose(1012);
  if (does === 'end') {
    connection.endedByServer = true;
    one?.serverClose(1000);
  }
  if (does === 'finish close') one?.finishClose();
  if (does === 'mumble') one?.message(GARBAGE);
}

/** Noted where it is heard. */
export function say(word: string, connection: Connection): void {
  const one = connection.sockets.at(-1);
  if (one?.readyState === 1 && one.listened) connection.said.push(word);
  one?.message(word);
}
