import type { Authenticate, Prepare } from '@towline/core';
import type { ClientMessage, Credentials, ServerMessage, Token } from '../../protocol.js';
import type { ChatSocket } from './socket.js';

/** How the server learns who comes. */
export type SignInMethod = 'token' | 'message';

export const SIGN_IN_METHODS: readonly { method: SignInMethod; words: string }[] = [
  { method: 'token', words: 'token per attempt' },
  { method: 'message', words: 'first message' },
];

interface Stages {
  readonly prepare: Prepare | undefined;
  readonly authenticate: Authenticate<ServerMessage, ClientMessage> | undefined;
}

/** The server was there, and said no. */
export class Refused extends Error {}

/** Both stages, so that switching to one way puts the other away. */
export function signInStages(method: SignInMethod, me: Credentials): Stages {
  return method === 'token'
    ? { prepare: withToken(me), authenticate: undefined }
    : { prepare: undefined, authenticate: withMessage(me) };
}

/** From now on, beginning with a new connection. What is queued stays. */
export function switchSignIn(socket: ChatSocket, method: SignInMethod, me: Credentials): void {
  socket.update(signInStages(method, me));
  socket.reconnect();
}

/** A token is good for one handshake: each attempt fetches its own. */
function withToken(me: Credentials): Prepare {
  return async ({ url, signal }) => {
    const response = await fetch('/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(credentialsOf(me)),
      signal,
    });
    if (!response.ok) throw new Refused(await response.text());
    const { token }: Token = await response.json();
    return { url: `${url}?${new URLSearchParams({ token })}` };
  };
}

function withMessage(me: Credentials): Authenticate<ServerMessage, ClientMessage> {
  return async (link) => {
    link.send({ type: 'sign-in', ...credentialsOf(me) });
    const answer = await link.receive();
    if (answer.type !== 'signed-in') throw new Refused(`The server answered ${answer.type}.`);
  };
}

/** As they are now: the name may have changed since. */
function credentialsOf({ client, name }: Credentials): Credentials {
  return { client, name };
}
