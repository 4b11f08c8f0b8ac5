import { useMessage, useWebSocket } from '@towline/react';
import { useEffect, useEffectEvent, useReducer, useState, useSyncExternalStore } from 'react';
import { createClient } from '../shared/client.js';
import { emptyRoom, reduce } from '../shared/room.js';
import { say, sendAgain, show, startSession } from '../shared/session.js';
import type { Tab } from '../shared/tabs.js';
import { Composer } from './Composer.js';
import { ConnectionStatus } from './ConnectionStatus.js';
import { Faults } from './Faults.js';
import { HandshakePanel } from './HandshakePanel.js';
import { MessageList } from './MessageList.js';
import { People } from './People.js';
import { StatesPanel } from './StatesPanel.js';
import { Panel, Tabs } from './Tabs.js';

export function Chat() {
  const [{ pane, me, socket, journal }] = useState(() => createClient('React'));
  const { send } = useWebSocket(socket);
  const machine = useSyncExternalStore(journal.subscribe, journal.getSnapshot);
  const [room, dispatch] = useReducer(reduce, emptyRoom);
  const [tab, setTab] = useState<Tab>('Messages');

  useMessage(socket, dispatch);
  const pending = useEffectEvent(() => room.pending);
  useEffect(() => startSession(socket, me, dispatch, () => pending()), [socket, me]);

  return (
    <>
      <ConnectionStatus socket={socket} me={me} />
      <Faults socket={socket} />
      <People
        people={room.people}
        you={room.you}
        name={me.name}
        onRename={(name) => {
          me.rename(name);
          send({ type: 'rename', name });
        }}
      />
      <Tabs pane={pane} tab={tab} onTab={setTab} />
      <Panel pane={pane} name="Messages" tab={tab}>
        <MessageList room={room} onAgain={(one) => sendAgain(socket, dispatch, one)} />
      </Panel>
      <Panel pane={pane} name="Handshake" tab={tab}>
        <HandshakePanel handshake={room.handshake} />
      </Panel>
      <Panel pane={pane} name="States" tab={tab}>
        <StatesPanel machine={machine} />
      </Panel>
      <Composer
        socket={socket}
        problem={room.problem}
        onSay={(text) => say(socket, dispatch, text)}
        onShow={(files) => show(socket, dispatch, files)}
      />
    </>
  );
}
