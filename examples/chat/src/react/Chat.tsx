import { json, useMessage, useWebSocket } from '@towline/react';
import { useEffect, useEffectEvent, useReducer, useState } from 'react';
import type { ClientMessage, ServerMessage } from '../../protocol.js';
import { createIdentity } from '../shared/identity.js';
import { emptyRoom, reduce } from '../shared/room.js';
import { say, sayAgain, startSession } from '../shared/session.js';
import { Composer } from './Composer.js';
import { ConnectionStatus } from './ConnectionStatus.js';
import { MessageList } from './MessageList.js';
import { People } from './People.js';

export function Chat() {
  const [me] = useState(() => createIdentity('React'));
  const { socket } = useWebSocket(me.url, {
    protocols: ['chat.v1'],
    codec: json<ServerMessage, ClientMessage>(),
  });
  const [room, dispatch] = useReducer(reduce, emptyRoom);

  useMessage(socket, dispatch);
  const pending = useEffectEvent(() => room.pending);
  useEffect(() => startSession(socket, me, dispatch, () => pending()), [socket, me]);

  return (
    <>
      <ConnectionStatus socket={socket} />
      <People
        people={room.people}
        you={room.you}
        name={me.name}
        onRename={(name) => {
          me.rename(name);
          socket.send({ type: 'rename', name });
        }}
      />
      <MessageList room={room} onAgain={(one) => sayAgain(socket, dispatch, one)} />
      <Composer
        socket={socket}
        problem={room.problem}
        onSay={(text) => say(socket, dispatch, text)}
      />
    </>
  );
}
