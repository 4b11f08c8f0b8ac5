import { CLOSED, CLOSING, CONNECTING, OPEN, useWebSocket, type ReadyState } from '@towline/react';

function colorOf(readyState: ReadyState): string {
  switch (readyState) {
    case CONNECTING:
      return 'yellow';
    case OPEN:
      return 'green';
    case CLOSING:
    case CLOSED:
      return 'red';
    default:
      return 'grey';
  }
}

export function Light({ url }: { url: string | null }) {
  const { readyState } = useWebSocket(url);

  switch (readyState) {
    case -1:
      return <p>Off</p>;
    case OPEN: {
      return <p style={{ color: colorOf(readyState) }}>Open</p>;
    }
    case CLOSED:
      return <p>Closed</p>;
    default:
      return <p>{ReadyState[readyState]}</p>;
  }
}
