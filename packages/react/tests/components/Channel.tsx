import { useChannel, useLatest, useMessage, useMessages } from '@towline/react';
import { CHANNEL, type Components } from '@towline/suites/conformance';

export function Channel({ topics, room, show, onMessage }: Components['Channel']) {
  const { status, lastMessage, socket } = useChannel(topics, room, CHANNEL);
  const latest = useLatest(topics.get(room));
  const messages = useMessages(socket);
  useMessage(socket, onMessage);
  return <p>{show(status, lastMessage, latest, messages.join(' '))}</p>;
}
