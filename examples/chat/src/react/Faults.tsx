import { useWebSocket } from '@towline/react';
import { FAULTS } from '../shared/faults.js';
import type { ChatSocket } from '../shared/socket.js';

export function Faults({ socket }: { socket: ChatSocket }) {
  const { status, send } = useWebSocket(socket);
  const can = status === 'open';

  return (
    <fieldset className="faults">
      <legend>Break it</legend>
      {FAULTS.map(({ kind, label, hint }) => (
        // Not `disabled`: it would lose the keyboard's focus by being pressed.
        <button
          key={kind}
          type="button"
          className="fault"
          title={hint}
          aria-disabled={!can}
          onClick={() => can && send({ type: 'fault', kind })}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
