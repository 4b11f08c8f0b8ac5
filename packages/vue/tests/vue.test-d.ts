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
} from '@towline/vue';
import { expectTypeOf } from 'vitest';
import { computed, type Ref, ref, type ShallowRef } from 'vue';

type Incoming = { readonly type: 'said'; readonly text: string } | { readonly type: 'joined' };
interface Outgoing {
  readonly text: string;
}
const codec = json<Incoming, Outgoing>();

export function typesFlowFromTheCodec() {
  const own = useWebSocket('/a', { codec });
  expectTypeOf(own).toEqualTypeOf<WebSocketResult<Incoming, Outgoing>>();
  expectTypeOf(own.lastMessage).toEqualTypeOf<Readonly<ShallowRef<Incoming | null>>>();
  expectTypeOf(own.socket).toEqualTypeOf<TowlineSocket<Incoming, Outgoing>>();
  expectTypeOf(own.status).toEqualTypeOf<Readonly<ShallowRef<Status>>>();
  expectTypeOf(own.send).parameter(0).toEqualTypeOf<Outgoing>();
  expectTypeOf(own.send).returns.toEqualTypeOf<SendResult>();
  // @ts-expect-error what is sent has to be what the codec encodes
  own.send('text');
  // @ts-expect-error also not what comes in
  own.send({ type: 'joined' });

  useMessage(own, (message) => expectTypeOf(message).toEqualTypeOf<Incoming>());
  useMessage(own.socket, (message) => expectTypeOf(message).toEqualTypeOf<Incoming>());
  expectTypeOf(useMessages(own)).toEqualTypeOf<Readonly<ShallowRef<readonly Incoming[]>>>();
  expectTypeOf(useMessages(own.socket, { limit: 5 })).toEqualTypeOf<
    Readonly<ShallowRef<readonly Incoming[]>>
  >();
  const counted = useMessageReducer(own, (count, message) => count + message.type.length, 0);
  expectTypeOf(counted.value).toEqualTypeOf<number>();
  const log = createLog(own, { limit: 5 });
  const reducer = createReducer(own, (whole, message) => whole + message.type, '');
  expectTypeOf(useMessages(log).value).toEqualTypeOf<readonly Incoming[]>();
  expectTypeOf(useMessageReducer(reducer).value).toEqualTypeOf<string>();
  useMessage(log, (message) => expectTypeOf(message).toEqualTypeOf<Incoming>());
  expectTypeOf(useRetryCountdown(own).value).toEqualTypeOf<number | null>();
  expectTypeOf(useRetryCountdown(log).value).toEqualTypeOf<number | null>();
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
  expectTypeOf(own.lastMessage).toEqualTypeOf<Readonly<ShallowRef<string | null>>>();
  expectTypeOf(own.send).parameter(0).toEqualTypeOf<string>();
  expectTypeOf(useMessages(own)).toEqualTypeOf<Readonly<ShallowRef<readonly string[]>>>();
  useMessage(own, (message) => expectTypeOf(message).toEqualTypeOf<string>());
  // @ts-expect-error
  own.send(1);
  // @ts-expect-error what messages are is said by a codec, not claimed
  useWebSocket<Incoming, Outgoing>('/a');
}

export function inputsMayBeReactive(room: Ref<string | null>) {
  useWebSocket(room);
  useWebSocket(() => room.value && `/${room.value}`);
  useWebSocket(computed(() => new URL('wss://example.com')));
  useWebSocket(null, { codec, enabled: ref(true), protocols: () => ['v1'] });
  // @ts-expect-error
  useWebSocket(undefined);
  // @ts-expect-error always synchronous
  useWebSocket(async () => '/a');
  // @ts-expect-error a result is read
  useWebSocket('/a').status.value = 'open';
}

export function typesFlowToChannelsAndParts() {
  type Said = Extract<Incoming, { type: 'said' }>;
  const topics = keyed(createWebSocket('/a', { codec }), 'type');
  const said = useChannel(topics, 'said', {
    join: (type) => ({ text: type }),
    leave: { text: '' },
  });
  expectTypeOf(said).toEqualTypeOf<WebSocketResult<Said, Outgoing>>();
  expectTypeOf(useLatest(said)).toEqualTypeOf<Readonly<ShallowRef<Said | null>>>();
  expectTypeOf(useLatest(topics.get('joined'))).toEqualTypeOf<
    Readonly<
      ShallowRef<{
        readonly type: 'joined';
      } | null>
    >
  >();
  const count = createReducer(said, (value: number) => value + 1, 0);
  expectTypeOf(useSelector(count, String)).toEqualTypeOf<Readonly<ShallowRef<string>>>();
  // @ts-expect-error no message has this key
  useChannel(topics, 'other');
  // @ts-expect-error what is joined by has to be what the codec encodes
  useChannel(topics, 'said', { join: 'said' });
  // @ts-expect-error a socket is no view
  useSelector(said, String);
}
