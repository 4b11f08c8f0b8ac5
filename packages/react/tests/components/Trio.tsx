import type { Components } from '@towline/suites/conformance';
import { Fields } from './Fields.js';
import { Messages } from './Messages.js';

const FIELDS = ['status', 'lastMessage'] as const;

export function Trio({ socket, show }: Components['Trio']) {
  return (
    <div>
      <Fields socket={socket} show={show} fields={FIELDS} />
      <Messages socket={socket} show={show} />
      <Fields socket={socket} show={show} fields={FIELDS} />
    </div>
  );
}
