import { type Options, ReadyState, type SendMessage } from 'react-use-websocket';

interface Props {
  readonly state: ReadyState;
  readonly send: SendMessage;
  readonly options: Options;
}

export function Light({ state, send }: Props) {
  return <button onClick={() => send('hi')}>{state === ReadyState.OPEN ? 'on' : 'off'}</button>;
}
