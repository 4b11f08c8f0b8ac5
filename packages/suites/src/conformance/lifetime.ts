import { expect, it } from 'vitest';
import { LINGER, type Stage } from './stage.js';

export function lifetimeStories(stage: Stage): void {
  it('a mounted component opens the connection, and only once it is mounted', async () => {
    const socket = stage.createSocket();
    expect(stage.world.sockets).toHaveLength(0);
    await stage.mount('Status', { socket, show: stage.show });
    expect(stage.world.sockets).toHaveLength(1);
  });

  it('rendering connects to nothing', async () => {
    const socket = stage.createSocket();
    const connectedInRender: number[] = [];
    const show = () => String(connectedInRender.push(stage.world.sockets.length));
    await stage.mount('Status', { socket, show });
    if (stage.binding.name === '@towline/react') expect(connectedInRender[0]).toBe(0);
    expect(stage.world.sockets).toHaveLength(1);
  });

  it('the connection is closed after the linger', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await page.unmount();
    await stage.advance(LINGER - 1);
    expect(stage.server.readyState).toBe(1);
    await stage.advance(1);
    expect(stage.server.readyState).toBeGreaterThan(1);
    await stage.act(() => stage.server.finishClose());
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      lastClose: { cause: 'released' },
    });
  });

  it('two components hold one connection until the last has gone', async () => {
    const socket = stage.createSocket();
    const one = await stage.mount('Status', { socket, show: stage.show });
    const two = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    expect(stage.world.sockets).toHaveLength(1);
    await one.unmount();
    await stage.advance(2 * LINGER);
    expect(two.text()).toBe('open');
    await two.unmount();
    await stage.advance(LINGER);
    await stage.act(() => stage.server.finishClose());
    expect(stage.live).toHaveLength(0);
  });

  it('an unmount while connecting leaves nothing open', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    expect(stage.server.readyState).toBe(0);
    await page.unmount();
    await stage.advance(LINGER);
    expect(stage.live).toHaveLength(0);
    expect(stage.world.clock.timers).toBe(0);
    expect(stage.server.listened).toBe(false);
  });

  it('an unmount during a retry wait leaves nothing to come', async () => {
    const options = { ...stage.options, retry: () => LINGER + 1 };
    const page = await stage.mountOwn({ url: '/a', options });
    await stage.accept();
    await stage.drop();
    await page.unmount();
    await stage.advance(LINGER);
    expect(stage.world.sockets).toHaveLength(1);
    expect(stage.world.clock.timers).toBe(0);
  });

  it('a component without useWebSocket opens nothing', async () => {
    const socket = stage.createSocket();
    await stage.mount('Listener', { socket, onMessage: () => {} });
    await stage.mount('Messages', { socket, show: stage.show });
    expect(stage.world.sockets).toHaveLength(0);
  });
}
