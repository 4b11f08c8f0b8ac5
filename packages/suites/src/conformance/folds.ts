import { createLog, createReducer } from '@towline/core';
import { expect, it } from 'vitest';
import { itWhereHydrationIsKnown } from './hydration.js';
import { putTogether, shownBy } from './shown.js';
import { RETRY, type Stage } from './stage.js';

export function foldStories(stage: Stage): void {
  it('each of a, b, c, c is folded by useMessageReducer once, in order', async () => {
    const socket = stage.createSocket();
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mountTwice('Reducer', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a', 'b', 'c', 'c');
    await stage.advance(16);
    expect(page.text()).toBe('abcc');
  });

  it('a fold goes on over a reconnection, and begins anew at a new destination', async () => {
    const socket = stage.createSocket();
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Reducer', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a');
    await stage.drop();
    await stage.advance(RETRY);
    await stage.accept();
    await stage.say('b');
    expect(page.text()).toBe('ab');
    await stage.act(() => socket.update({ url: '/b' }));
    expect(page.text()).toBe('');
    await stage.accept();
    await stage.say('c');
    await stage.advance(16);
    expect(page.text()).toBe('c');
  });

  it('a burst of 1,000 renders a fold at frame rate, with each message', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Reducer', { socket, show });
    await stage.accept();
    shown.length = 0;
    await stage.say(...Array.from({ length: 1000 }, () => 'x'));
    await stage.advance(16);
    expect(page.text()).toBe('x'.repeat(1000));
    expect(shown.length).toBeLessThanOrEqual(2);
  });

  it('a log and a reducer made outside keep what came while no component was there', async () => {
    const socket = stage.createSocket();
    const log = createLog(socket, { limit: 3 });
    const reducer = createReducer(socket, putTogether, '');
    const heard: string[] = [];
    const props = {
      log,
      reducer,
      show: stage.show,
      onMessage: (message: string) => heard.push(message),
    };
    await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a', 'b');
    await stage.advance(16);
    const first = await stage.mount('Outside', props);
    expect(first.text()).toBe('a b ab');
    await stage.say('c');
    await stage.advance(16);
    expect(first.text()).toBe('a b c abc');
    await first.unmount();
    await stage.advance(16);
    await stage.say('d');
    await stage.advance(16);
    const second = await stage.mount('Outside', props);
    expect(second.text()).toBe('b c d abcd');
    expect(heard).toEqual(['c']);
    await stage.act(() => {
      log.clear();
      reducer.clear();
    });
    expect(second.text()).toBe('');
    log.stop();
    reducer.stop();
  });

  itWhereHydrationIsKnown(stage)(
    'a log that has messages hydrates without mismatch, and then shows them',
    async () => {
      const socket = stage.createSocket();
      const log = createLog(socket);
      const reducer = createReducer(socket, putTogether, '');
      socket.open();
      await stage.accept();
      await stage.say('a');
      const page = await stage.hydrate('Outside', {
        log,
        reducer,
        show: stage.show,
        onMessage() {},
      });
      await stage.advance(16);
      expect(page.text()).toBe('a a');
      log.stop();
      reducer.stop();
      socket.close();
    },
  );

  it('a result of useWebSocket is taken by every hook', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Handed', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a', 'b');
    await stage.advance(16);
    expect(page.text()).toBe('open ab');
    await stage.drop();
    expect(page.text()).toBe('closed ab 1');
    expect(stage.world.sockets).toHaveLength(1);
  });
}
