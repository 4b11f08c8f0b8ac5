import type { Components } from '@towline/suites/conformance';
import { Status } from './Status.js';

export function Branch({ socket, show, shown }: Components['Branch']) {
  return <div>{shown && <Status socket={socket} show={show} />}</div>;
}
