import { expect, it } from 'vitest';
import { RETRY, type Stage } from './stage.js';

export function sendingStories(stage: Stage): void {
  it('what is sent before the connection is open is delivered in order, once', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    const { send } = page.controls();
    expect([send('a'), send('b'), send('c'), send('c')]).toEqual(Array(4).fill('queued'));
    await stage.accept();
    expect(send('d')).toBe('sent');
    expect(stage.server.received).toEqual(['a', 'b', 'c', 'c', 'd']);
  });

  it('what is sent during an outage is delivered after it', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    page.controls().send('before');
    await stage.drop();
    expect(page.controls().send('during')).toBe('queued');
    await stage.advance(RETRY);
    await stage.accept();
    expect(stage.world.sockets.map(({ received }) => received)).toEqual([['before'], ['during']]);
  });

  it("what is sent after the user's close() is dropped", async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.act(() => page.controls().close());
    expect(page.controls().send('late')).toBe('dropped');
    expect(stage.server.received).toEqual([]);
  });

  it('queued is shown, and again when it has been sent', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Fields', { socket, show: stage.show, fields: ['queued'] });
    await stage.act(() => socket.send('a'));
    await stage.act(() => socket.send('b'));
    await stage.advance(16);
    expect(page.text()).toBe('2');
    await stage.accept();
    await stage.advance(16);
    expect(page.text()).toBe('0');
  });

  it('the functions of the result never change', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    const before = { ...page.controls() };
    await stage.accept();
    await page.update({ url: '/b' });
    const { send, open, close, reconnect, socket } = page.controls();
    const after = { send, open, close, reconnect, socket };
    for (const name of Object.keys(after) as (keyof typeof after)[]) {
      expect(after[name]).toBe(before[name]);
    }
  });
}
