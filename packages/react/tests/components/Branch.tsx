import type { Components } from '@towline/testing/conformance';
import { Status } from './Status.js';

export function Branch({ socket, show, shown }: Components['Branch']) {
  return <div>{shown && <Status socket={socket} show={show} />}</div>;
}
