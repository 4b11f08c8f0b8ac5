import { expect, it } from 'vitest';
import type { Stage } from './stage.js';

export function isolationStories(stage: Stage): void {
  it("one handler's throw stops no other, and is reported", async () => {
    const socket = stage.createSocket();
    const heard: string[] = [];
    const error = new Error('from a handler');
    const page = await stage.mount('Messages', { socket, show: stage.show });
    await stage.mount('Listener', {
      socket,
      onMessage() {
        throw error;
      },
    });
    await stage.mount('Listener', { socket, onMessage: (message) => heard.push(message) });
    await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.say('a', 'b');
    await stage.advance(16);
    expect(heard).toEqual(['a', 'b']);
    expect(page.text()).toBe('a b');
    expect(stage.world.takeErrors()).toEqual([error, error]);
  });

  it('a handler may close the connection and unmount its own component', async () => {
    const heard: string[] = [];
    const page = await stage.mountOwn({
      url: '/a',
      onMessage(message) {
        heard.push(message);
        page.controls().close();
      },
    });
    await stage.accept();
    await stage.say('a');
    await page.unmount();
    await stage.act(() => stage.server.finishClose());
    expect(heard).toEqual(['a']);
    expect(stage.live).toHaveLength(0);
  });

  it('a handler may send', async () => {
    const page = await stage.mountOwn({
      url: '/a',
      onMessage: (message) => page.controls().send(`answer to ${message}`),
    });
    await stage.accept();
    await stage.say('a', 'b');
    expect(stage.server.received).toEqual(['answer to a', 'answer to b']);
  });

  it('a message that cannot be decoded is an error event, and the connection lives on', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    const codes: string[] = [];
    page.controls().socket.on('error', ({ code }) => codes.push(code));
    await stage.accept();
    await stage.act(() => stage.server.message(new ArrayBuffer(1)));
    await stage.say('a');
    expect(codes).toEqual(['decode-failed']);
    expect(page.text()).toBe('open a a');
  });
}
