import type { Components } from '@towline/suites/conformance';
import { Activity } from 'react';
import { Status } from './Status.js';

export function Kept({ socket, show, shown }: Components['Kept']) {
  return (
    <Activity mode={shown ? 'visible' : 'hidden'}>
      <Status socket={socket} show={show} />
    </Activity>
  );
}
