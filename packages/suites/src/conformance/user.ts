import { expect, it } from 'vitest';
import { LINGER, type Stage } from './stage.js';

export function userStories(stage: Stage): void {
  it("the user's close() is kept when another component mounts", async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.act(() => socket.close());
    await stage.act(() => stage.server.finishClose());
    expect(page.text()).toBe('closed');
    const other = await stage.mount('Status', { socket, show: stage.show });
    await stage.advance(2 * LINGER);
    expect(other.text()).toBe('closed');
    expect(stage.world.sockets).toHaveLength(1);
  });

  it("the user's close() outlives the components that held the connection", async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.act(() => socket.close());
    await stage.act(() => stage.server.finishClose());
    await page.unmount();
    await stage.advance(2 * LINGER);
    const later = await stage.mount('Status', { socket, show: stage.show });
    expect(later.text()).toBe('closed');
    expect(stage.world.sockets).toHaveLength(1);
    await stage.act(() => socket.open());
    await stage.accept();
    expect(later.text()).toBe('open');
    await stage.act(() => socket.close());
  });

  it("close() by the hook's result ends a retry wait", async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.drop();
    await stage.act(() => page.controls().close());
    await stage.advance(60_000);
    expect(page.text()).toBe('closed');
    expect(stage.world.sockets).toHaveLength(1);
  });

  it("open() by the hook's result does not outlive its component", async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.act(() => page.controls().close());
    await stage.act(() => stage.server.finishClose());
    await stage.act(() => page.controls().open());
    await stage.accept();
    expect(page.text()).toBe('open');
    await page.unmount();
    await stage.advance(LINGER);
    await stage.act(() => stage.server.finishClose());
    expect(stage.live).toHaveLength(0);
  });

  it("open() of a passed socket is the user's own and outlives the component", async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.act(() => socket.open());
    await page.unmount();
    await stage.advance(2 * LINGER);
    expect(stage.live).toHaveLength(1);
    await stage.act(() => socket.close());
    await stage.act(() => stage.server.finishClose());
    expect(stage.live).toHaveLength(0);
  });

  it("reconnect() by the hook's result leaves the connection and makes another", async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.act(() => page.controls().reconnect());
    expect(page.text()).toBe('connecting');
    expect(stage.world.sockets).toHaveLength(2);
    expect(stage.live).toHaveLength(1);
    await stage.accept();
    expect(page.text()).toBe('open');
  });
}
