import {
  OPEN,
  type WebSocketOptions as Options,
  type TowlineSocket,
  type ReadyState,
} from '@towline/react';

interface Props {
  readonly state: ReadyState;
  readonly send: TowlineSocket['send'];
  readonly options: Options;
}

export function Light({ state, send }: Props) {
  return <button onClick={() => send('hi')}>{state === OPEN ? 'on' : 'off'}</button>;
}
