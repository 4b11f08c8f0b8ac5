import { expect, it } from 'vitest';
import type { Stage } from './stage.js';
import { turn } from './turn.js';

export function destinationStories(stage: Stage): void {
  it('a changed URL is a new destination of the same socket', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    const { socket } = page.controls();
    await stage.accept();
    await page.update({ url: '/b' });
    expect(page.text()).toBe('connecting');
    expect(stage.world.sockets.map(({ url }) => url)).toEqual([
      'ws://localhost/a',
      'ws://localhost/b',
    ]);
    expect(stage.live).toHaveLength(1);
    expect(page.controls().socket).toBe(socket);
    expect(socket.getSnapshot().lastClose?.cause).toBe('replaced');
    await stage.accept();
    expect(page.text()).toBe('open');
  });

  it('lastMessage and useMessages are cleared by a new destination', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.say('of a');
    expect(page.text()).toBe('open of a of a');
    await page.update({ url: '/b' });
    await turn();
    expect(page.text()).toBe('connecting');
    await stage.accept();
    await stage.advance(16);
    await stage.say('of b');
    expect(page.text()).toBe('open of b of b');
  });

  it('no message crosses from the old destination', async () => {
    const heard: string[] = [];
    const page = await stage.mountOwn({ url: '/a', onMessage: (message) => heard.push(message) });
    await stage.accept();
    const old = stage.server;
    await page.update({ url: '/b' });
    await stage.act(() => old.message('late'));
    await stage.accept();
    await stage.act(() => old.message('later'));
    await stage.advance(16);
    expect(heard).toEqual([]);
    expect(page.text()).toBe('open');
  });

  it('no message crosses to the new destination', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    const { send, socket } = page.controls();
    const dropped: unknown[] = [];
    socket.on('drop', (drop) => dropped.push(drop));
    send('for a');
    await page.update({ url: '/b' });
    send('for b');
    await stage.accept();
    expect(stage.server.received).toEqual(['for b']);
    expect(dropped).toEqual([{ message: 'for a', reason: 'replaced' }]);
  });

  it('messages that still wait to be shown go with the old destination', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.act(() => {
      stage.server.message('1');
      stage.server.message('2');
    });
    await page.update({ url: '/b' });
    await stage.advance(16);
    expect(page.text()).toBe('connecting');
  });

  it('the same URL again, and equal protocols, are no new destination', async () => {
    const options = { ...stage.options, protocols: ['chat.v1'] };
    const page = await stage.mountOwn({ url: '/a', options });
    await stage.accept();
    await page.update({ url: '/a', options: { ...stage.options, protocols: ['chat.v1'] } });
    await turn();
    expect(stage.world.sockets).toHaveLength(1);
    expect(page.text()).toBe('open');
  });

  it('keepQueue is followed', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.act(() => page.controls().send('a'));
    await page.update({ keepQueue: true });
    await page.update({ url: '/b' });
    await stage.accept();
    expect(stage.server.received).toEqual(['a']);
    await page.update({ keepQueue: false });
    await stage.drop();
    await stage.act(() => page.controls().send('b'));
    await page.update({ url: '/c' });
    await stage.accept();
    expect(stage.server.received).toEqual([]);
  });
}
