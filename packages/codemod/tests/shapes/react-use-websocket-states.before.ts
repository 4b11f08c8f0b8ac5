import { ReadyState as State } from 'react-use-websocket';

export const isOpen = (state: State) => state === State.OPEN;
