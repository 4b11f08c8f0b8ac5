import { useState } from 'react';
import type { Credentials } from '../../protocol.js';
import { SIGN_IN_METHODS, type SignInMethod, switchSignIn } from '../shared/sign-in.js';
import type { ChatSocket } from '../shared/socket.js';

export function SignIn({ socket, me }: { socket: ChatSocket; me: Credentials }) {
  const [method, setMethod] = useState<SignInMethod>('token');

  function choose(next: SignInMethod) {
    setMethod(next);
    switchSignIn(socket, next, me);
  }

  return (
    <label className="sign-in">
      <span>Sign in by</span>
      <select value={method} onChange={(event) => choose(event.target.value as SignInMethod)}>
        {SIGN_IN_METHODS.map(({ method, words }) => (
          <option key={method} value={method}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
