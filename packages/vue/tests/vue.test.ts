import { LINGER, RETRY, setStage, turn } from '@towline/suites/conformance';
import { useMessage, useMessages, useWebSocket } from '@towline/vue';
import { describe, expect, it, vi } from 'vitest';
import { nextTick, reactive, ref, type ShallowRef, watch, watchEffect } from 'vue';
import { binding } from './binding.js';
import { setScopes } from './scope.js';

describe('only in Vue', () => {
  const stage = setStage(binding);
  const inScope = setScopes();

  it('works in a scope without a component, and ends with it', async () => {
    const heard: string[] = [];
    const { result, scope } = inScope(() => {
      const own = useWebSocket('/a', stage.options);
      useMessage(own, (message) => heard.push(message));
      return { ...own, messages: useMessages(own) };
    });
    await stage.accept();
    await stage.say('a');
    expect(result.status.value).toBe('open');
    expect(result.messages.value).toEqual(['a']);
    scope.stop();
    await stage.say('b');
    expect(heard).toEqual(['a']);
    expect(result.lastMessage.value).toBe('a');
    await stage.advance(LINGER);
    expect(stage.live).toHaveLength(0);
  });

  it('a scope that is stopped twice releases once', async () => {
    const socket = stage.createSocket();
    const { scope } = inScope(() => useWebSocket(socket));
    const other = inScope(() => useWebSocket(socket));
    await stage.accept();
    scope.stop();
    scope.stop();
    await stage.advance(2 * LINGER);
    expect(other.result.status.value).toBe('open');
    expect(stage.live).toHaveLength(1);
  });

  it('watch(lastMessage) fires for each of equal messages, and a getter only for others', async () => {
    const byRef: unknown[] = [];
    const byGetter: unknown[] = [];
    inScope(() => {
      const { lastMessage } = useWebSocket('/a', stage.options);
      watch(lastMessage, (message) => byRef.push(message));
      watch(
        () => lastMessage.value,
        (message) => byGetter.push(message),
      );
    });
    await stage.accept();
    for (const message of ['a', 'b', 'b']) {
      await stage.say(message);
      await stage.advance(16);
    }
    expect(byRef).toEqual(['a', 'b', 'b']);
    expect(byGetter).toEqual(['a', 'b']);
  });

  it('a synchronous watcher finds the fields of one snapshot, whichever it watches', async () => {
    const found: unknown[][] = [];
    inScope(() => {
      const chat = useWebSocket('/a', stage.options);
      const { status, readyState, reconnecting, attempt, nextRetry, lastClose } = chat;
      const fields = [readyState, status, reconnecting, attempt, nextRetry, lastClose];
      for (const field of fields) {
        const look = () => found.push(fields.map((each) => each.value));
        watch(field, look, { flush: 'sync' });
      }
    });
    const seen: unknown[][] = [];
    for (const happen of [stage.accept, stage.drop, () => stage.advance(RETRY), stage.accept]) {
      await happen();
      seen.push(
        ...found
          .splice(0)
          .map(([readyState, status, , , nextRetry]) => [readyState, status, nextRetry !== null]),
      );
    }
    const distinct = [...new Set(seen.map((fields) => fields.join()))];
    expect(distinct).toEqual(['1,open,false', '3,closed,true', '0,connecting,false']);
  });

  it('send in a watchEffect subscribes to nothing', async () => {
    const text = ref('first');
    let runs = 0;
    inScope(() => {
      const { send } = useWebSocket('/a', stage.options);
      watchEffect(() => {
        runs += 1;
        send(text.value);
      });
    });
    await stage.accept();
    await stage.say('a');
    await stage.drop();
    await stage.advance(5000);
    expect(runs).toBe(1);
    text.value = 'second';
    await nextTick();
    expect(runs).toBe(2);
  });

  it('what is sent right after the URL has changed goes to the new destination', async () => {
    const room = ref('a');
    const { result } = inScope(() => useWebSocket(() => `/${room.value}`, stage.options));
    await stage.accept();
    room.value = 'b';
    expect(result.send('hello b')).toBe('queued');
    await stage.accept();
    expect(stage.world.sockets.map(({ received }) => received)).toEqual([[], ['hello b']]);
  });

  it('a socket inside of reactive() is the same object still', () => {
    const socket = stage.createSocket();
    const state = reactive({ socket, deep: ref({ socket }) });
    expect(state.socket).toBe(socket);
    expect(state.deep.socket).toBe(socket);
    const { result } = inScope(() => useWebSocket(state.socket));
    expect(result.socket).toBe(socket);
  });

  it('its refs only show: whoever writes one is warned, and changes nothing', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { status, socket } = inScope(() => useWebSocket('/a', stage.options)).result;
    const messages = inScope(() => useMessages(socket)).result;
    (status as ShallowRef<string>).value = 'closed';
    (messages as ShallowRef<readonly string[]>).value = ['mine'];
    expect(status.value).toBe('connecting');
    expect(messages.value).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('[towline] The refs of a'));
    warn.mockClear();
  });

  it('warns where there is no scope that could end it', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { socket } = useWebSocket('/a', stage.options);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('[towline] There is no scope here'));
    warn.mockClear();
    inScope(() => useWebSocket(socket));
    expect(warn).not.toHaveBeenCalled();
    socket.close();
  });

  it('protocols and enabled may be refs', async () => {
    const enabled = ref(false);
    const protocols = ref(['v1']);
    inScope(() => useWebSocket('/a', { ...stage.options, enabled, protocols }));
    expect(stage.world.sockets).toHaveLength(0);
    enabled.value = true;
    expect(stage.server.protocols).toEqual(['v1']);
    protocols.value = ['v2', 'v1'];
    expect(stage.server.protocols).toEqual(['v2', 'v1']);
    protocols.value = ['v2', 'v1'];
    await turn();
    expect(stage.world.sockets).toHaveLength(2);
  });

  it('a component in KeepAlive lives on while it is hidden, and so does its connection', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Kept', { socket, show: stage.show, shown: true });
    await stage.accept();
    await page.update({ shown: false });
    await stage.advance(10 * LINGER);
    await page.update({ shown: true });
    expect(page.text()).toBe('open');
    expect(stage.world.sockets).toHaveLength(1);
  });
});
