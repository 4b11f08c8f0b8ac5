import {
  createLog,
  createReducer,
  createWebSocket,
  json,
  keyed,
  type SendResult,
  type Status,
  type TowlineSocket,
  useChannel,
  useLatest,
  useMessage,
  useMessageReducer,
  useMessages,
  useRetryCountdown,
  useSelector,
  useWebSocket,
  type WebSocketResult,
  webSocketStore,
} from '@towline/svelte';
import type { Readable } from 'svelte/store';
import { expectTypeOf } from 'vitest';

type Incoming = { readonly type: 'said'; readonly text: string } | { readonly type: 'joined' };
interface Outgoing {
  readonly text: string;
}
const codec = json<Incoming, Outgoing>();

export function typesFlowFromTheCodec() {
  const own = useWebSocket('/a', { codec });
  expectTypeOf(own).toEqualTypeOf<WebSocketResult<Incoming, Outgoing>>();
  expectTypeOf(own.lastMessage).toEqualTypeOf<Incoming | null>();
  expectTypeOf(own.socket).toEqualTypeOf<TowlineSocket<Incoming, Outgoing>>();
  expectTypeOf(own.status).toEqualTypeOf<Status>();
  expectTypeOf(own.send).parameter(0).toEqualTypeOf<Outgoing>();
  expectTypeOf(own.send).returns.toEqualTypeOf<SendResult>();
  // @ts-expect-error what is sent has to be what the codec encodes
  own.send('text');
  // @ts-expect-error also not what comes in
  own.send({ type: 'joined' });

  useMessage(own, (message) => expectTypeOf(message).toEqualTypeOf<Incoming>());
  useMessage(own.socket, (message) => expectTypeOf(message).toEqualTypeOf<Incoming>());
  expectTypeOf(useMessages(own).current).toEqualTypeOf<readonly Incoming[]>();
  expectTypeOf(useMessages(own.socket, { limit: 5 }).current).toEqualTypeOf<readonly Incoming[]>();
  const counted = useMessageReducer(own, (count, message) => count + message.type.length, 0);
  expectTypeOf(counted.current).toEqualTypeOf<number>();
  const log = createLog(own, { limit: 5 });
  const reducer = createReducer(own, (whole, message) => whole + message.type, '');
  expectTypeOf(useMessages(log).current).toEqualTypeOf<readonly Incoming[]>();
  expectTypeOf(useMessageReducer(reducer).current).toEqualTypeOf<string>();
  useMessage(log, (message) => expectTypeOf(message).toEqualTypeOf<Incoming>());
  expectTypeOf(useRetryCountdown(own).current).toEqualTypeOf<number | null>();
  expectTypeOf(useRetryCountdown(log).current).toEqualTypeOf<number | null>();
  expectTypeOf(useWebSocket(own)).toEqualTypeOf<WebSocketResult<Incoming, Outgoing>>();
  // @ts-expect-error a reducer is no list
  useMessages(reducer);
  // @ts-expect-error a log brings its fold along
  useMessageReducer(log, (count: number) => count + 1, 0);
  // @ts-expect-error a fold begins with something
  useMessageReducer(own, (count: number) => count + 1);
  // @ts-expect-error a handler takes what comes in
  useMessage(own, (_message: Outgoing) => {});
}

export function typesFlowFromAPassedSocket() {
  const chat = createWebSocket('/a', { codec });
  const shared = useWebSocket(chat);
  expectTypeOf(shared).toEqualTypeOf<WebSocketResult<Incoming, Outgoing>>();
  // @ts-expect-error a passed socket brings its options along
  useWebSocket(chat, {});
}

export function messagesAreStringsWithoutACodec() {
  const own = useWebSocket('/a', { protocols: 'v1', retry: false });
  expectTypeOf(own).toEqualTypeOf<WebSocketResult>();
  expectTypeOf(own.lastMessage).toEqualTypeOf<string | null>();
  expectTypeOf(own.send).parameter(0).toEqualTypeOf<string>();
  expectTypeOf(useMessages(own).current).toEqualTypeOf<readonly string[]>();
  useMessage(own, (message) => expectTypeOf(message).toEqualTypeOf<string>());
  // @ts-expect-error
  own.send(1);
  // @ts-expect-error what messages are is said by a codec, not claimed
  useWebSocket<Incoming, Outgoing>('/a');
}

export function inputsMayBeThunks(room: () => string | null) {
  useWebSocket(room);
  useWebSocket(() => new URL('wss://example.com'));
  useWebSocket(null, { codec, enabled: () => room() !== null, protocols: () => ['v1'] });
  // @ts-expect-error
  useWebSocket(undefined);
  // @ts-expect-error always synchronous
  useWebSocket(async () => '/a');
  // @ts-expect-error a result is read
  useWebSocket('/a').status = 'open';
}

export function resultsAreStores() {
  const chat = webSocketStore('/a', { codec });
  expectTypeOf(chat).toEqualTypeOf<WebSocketResult<Incoming, Outgoing>>();
  expectTypeOf(chat).toExtend<Readable<WebSocketResult<Incoming, Outgoing>>>();
  expectTypeOf(useWebSocket('/a')).toExtend<Readable<WebSocketResult>>();
  expectTypeOf(webSocketStore('/a')).toEqualTypeOf<WebSocketResult>();
}

export function typesFlowToChannelsAndParts() {
  type Said = Extract<Incoming, { type: 'said' }>;
  const topics = keyed(createWebSocket('/a', { codec }), 'type');
  const said = useChannel(topics, 'said', {
    join: (type) => ({ text: type }),
    leave: { text: '' },
  });
  expectTypeOf(said).toEqualTypeOf<WebSocketResult<Said, Outgoing>>();
  expectTypeOf(useLatest(said).current).toEqualTypeOf<Said | null>();
  expectTypeOf(useLatest(topics.get('joined')).current).toEqualTypeOf<{
    readonly type: 'joined';
  } | null>();
  const count = createReducer(said, (value: number) => value + 1, 0);
  expectTypeOf(useSelector(count, String).current).toEqualTypeOf<string>();
  // @ts-expect-error no message has this key
  useChannel(topics, 'other');
  // @ts-expect-error what is joined by has to be what the codec encodes
  useChannel(topics, 'said', { join: 'said' });
  // @ts-expect-error a socket is no view
  useSelector(said, String);
}
