import { expect, it } from 'vitest';
import { LINGER, type Stage } from './stage.js';

export function switchStories(stage: Stage): void {
  it('enabled: false closes, and true opens', async () => {
    const page = await stage.mountOwn({ url: '/a', enabled: false });
    expect(page.text()).toBe('closed');
    expect(stage.world.sockets).toHaveLength(0);
    await page.update({ enabled: true });
    expect(stage.world.sockets).toHaveLength(1);
    await stage.accept();
    expect(page.text()).toBe('open');
    await page.update({ enabled: false });
    await stage.act(() => stage.server.finishClose());
    expect(page.text()).toBe('closed');
    expect(stage.live).toHaveLength(0);
    await stage.advance(60_000);
    expect(stage.world.sockets).toHaveLength(1);
    await page.update({ enabled: true });
    await stage.accept();
    expect(page.text()).toBe('open');
  });

  it('the URL null closes, and another opens', async () => {
    const page = await stage.mountOwn({ url: null });
    expect(page.text()).toBe('closed');
    await stage.advance(2 * LINGER);
    expect(stage.world.sockets).toHaveLength(0);
    await page.update({ url: '/a' });
    await stage.accept();
    expect(page.text()).toBe('open');
    await page.update({ url: null });
    await stage.act(() => stage.server.finishClose());
    expect(page.text()).toBe('closed');
    expect(stage.live).toHaveLength(0);
  });

  it('a new destination after an unmount opens nothing', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    const { socket } = page.controls();
    await stage.accept();
    await page.unmount();
    await stage.advance(LINGER);
    await stage.act(() => stage.server.finishClose());
    socket.update({ url: '/b' });
    await stage.advance(60_000);
    expect(stage.world.sockets).toHaveLength(1);
  });

  it("a new destination undoes the user's close()", async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.act(() => page.controls().close());
    await stage.act(() => stage.server.finishClose());
    await page.update({ url: '/b' });
    await stage.accept();
    expect(page.text()).toBe('open');
  });
}
