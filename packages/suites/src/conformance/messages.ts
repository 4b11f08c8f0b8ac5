import { expect, it } from 'vitest';
import { RETRY, type Stage } from './stage.js';

export function messageStories(stage: Stage): void {
  it('each of a, b, c, c reaches useMessage once, in order', async () => {
    const socket = stage.createSocket();
    const heard: string[] = [];
    await stage.mount('Status', { socket, show: stage.show });
    await stage.mount('Listener', { socket, onMessage: (message) => heard.push(message) });
    await stage.accept();
    await stage.say('a', 'b', 'c', 'c');
    expect(heard).toEqual(['a', 'b', 'c', 'c']);
  });

  it('each of a, b, c, c reaches useMessages once, in order', async () => {
    const socket = stage.createSocket();
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Messages', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a', 'b', 'c', 'c');
    await stage.advance(16);
    expect(page.text()).toBe('a b c c');
  });

  it('a component mounted twice at once hears each message once', async () => {
    const socket = stage.createSocket();
    const heard: string[] = [];
    const page = await stage.mountTwice('Messages', { socket, show: stage.show });
    await stage.mountTwice('Listener', { socket, onMessage: (message) => heard.push(message) });
    await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a', 'b', 'c', 'c');
    await stage.advance(16);
    expect(heard).toEqual(['a', 'b', 'c', 'c']);
    expect(page.text()).toBe('a b c c');
  });

  it('useMessage and useMessages take the result of useWebSocket too', async () => {
    const heard: string[] = [];
    const page = await stage.mountOwn({ url: '/a', onMessage: (message) => heard.push(message) });
    await stage.accept();
    await stage.say('a', 'b', 'c', 'c');
    await stage.advance(16);
    expect(heard).toEqual(['a', 'b', 'c', 'c']);
    expect(page.text()).toBe('open c a b c c');
  });

  it('a message that comes with the open itself is not missed', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.act(() => {
      stage.server.accept();
      stage.server.message('at once');
    });
    expect(page.text()).toBe('open at once at once');
  });

  it('the newest handler is called', async () => {
    const socket = stage.createSocket();
    const heard: string[] = [];
    const hear = (name: string) => (message: string) => heard.push(`${name}: ${message}`);
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Listener', { socket, onMessage: hear('first') });
    await stage.accept();
    await stage.say('a');
    await page.update({ onMessage: hear('second') });
    await stage.say('b');
    expect(heard).toEqual(['first: a', 'second: b']);
  });

  it('no handler is called after its component has gone', async () => {
    const socket = stage.createSocket();
    const heard: string[] = [];
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Listener', { socket, onMessage: (it) => heard.push(it) });
    await stage.accept();
    await stage.say('a');
    await page.unmount();
    await stage.say('b');
    expect(heard).toEqual(['a']);
  });

  it('useMessages keeps the last messages up to its limit', async () => {
    const socket = stage.createSocket();
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Messages', { socket, show: stage.show, limit: 3 });
    await stage.accept();
    await stage.say('a', 'b');
    await stage.advance(16);
    await stage.say('c', 'd', 'e');
    await stage.advance(16);
    expect(page.text()).toBe('c d e');
  });

  it('useMessages goes on over a reconnection', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.say('a');
    await stage.drop();
    await stage.advance(RETRY);
    await stage.accept();
    await stage.say('b');
    expect(page.text()).toBe('open b a b');
  });
}
