import { type TowlineSocket, useWebSocket, type WebSocketOptions } from '@towline/react';
import type { Components } from '@towline/suites/conformance';
import { createContext, type ReactNode, useContext, useEffect } from 'react';

type Props = Components['Account'];

const SocketContext = createContext<TowlineSocket | null>(null);

function Provider({ options, children }: { options: WebSocketOptions; children: ReactNode }) {
  const { socket } = useWebSocket('/a', options);
  return <SocketContext.Provider value={socket}>{children}</SocketContext.Provider>;
}

function useSocket(): TowlineSocket {
  const socket = useContext(SocketContext);
  if (!socket) throw new Error('There is no provider.');
  return socket;
}

function SignOut({ user, show, onSetup, onSignOut }: Omit<Props, 'options'>) {
  const { status, close } = useWebSocket(useSocket());
  useEffect(
    () =>
      onSetup(() => {
        close(1000, 'signed out');
        onSignOut();
      }),
    [onSetup, onSignOut, close],
  );
  return <p>{show(user, status)}</p>;
}

export function Account({ options, ...rest }: Props) {
  if (rest.user === null) return <p>nobody</p>;
  return (
    <Provider key={rest.user} options={options}>
      <SignOut {...rest} />
    </Provider>
  );
}
