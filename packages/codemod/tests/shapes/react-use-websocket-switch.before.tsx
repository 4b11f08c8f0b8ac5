import useWebSocket, { ReadyState } from 'react-use-websocket';

function colorOf(readyState: ReadyState): string {
  switch (readyState) {
    case ReadyState.CONNECTING:
      return 'yellow';
    case ReadyState.OPEN:
      return 'green';
    case ReadyState.CLOSING:
    case ReadyState.CLOSED:
      return 'red';
    default:
      return 'grey';
  }
}

export function Light({ url }: { url: string | null }) {
  const { readyState } = useWebSocket(url, { shouldReconnect: () => true });

  switch (readyState) {
    case ReadyState.UNINSTANTIATED:
      return <p>Off</p>;
    case ReadyState.OPEN: {
      return <p style={{ color: colorOf(readyState) }}>Open</p>;
    }
    case ReadyState['CLOSED']:
      return <p>Closed</p>;
    default:
      return <p>{ReadyState[readyState]}</p>;
  }
}
