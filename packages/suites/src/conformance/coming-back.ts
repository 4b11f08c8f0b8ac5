import { expect, it } from 'vitest';
import { LINGER, type Stage } from './stage.js';

export function comingBackStories(stage: Stage): void {
  it('a component that is mounted twice at once opens one WebSocket', async () => {
    const socket = stage.createSocket();
    const page = await stage.mountTwice('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.advance(2 * LINGER);
    expect(stage.world.sockets).toHaveLength(1);
    expect(stage.live).toHaveLength(1);
    expect(page.text()).toBe('open');
  });

  it('a remount within the linger keeps the connection', async () => {
    const socket = stage.createSocket();
    const first = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await first.unmount();
    await stage.advance(LINGER - 1);
    const second = await stage.mount('Status', { socket, show: stage.show });
    await stage.advance(2 * LINGER);
    expect(second.text()).toBe('open');
    expect(stage.world.sockets).toHaveLength(1);
    expect(stage.live).toHaveLength(1);
  });

  it('a remount after the linger connects anew', async () => {
    const socket = stage.createSocket();
    const first = await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await first.unmount();
    await stage.advance(LINGER);
    await stage.act(() => stage.server.finishClose());
    const second = await stage.mount('Status', { socket, show: stage.show });
    expect(stage.world.sockets).toHaveLength(2);
    await stage.accept();
    expect(second.text()).toBe('open');
  });

  it('a branch that goes and comes back within the linger keeps the connection', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Branch', { socket, show: stage.show, shown: true });
    await stage.accept();
    for (let round = 0; round < 3; round += 1) {
      await page.update({ shown: false });
      expect(page.text()).toBe('');
      await stage.advance(LINGER / 2);
      await page.update({ shown: true });
      expect(page.text()).toBe('open');
      await stage.advance(LINGER / 2);
    }
    expect(stage.world.sockets).toHaveLength(1);
  });

  it('a branch that stays away is left after the linger', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Branch', { socket, show: stage.show, shown: true });
    await stage.accept();
    await page.update({ shown: false });
    await stage.advance(LINGER);
    await stage.act(() => stage.server.finishClose());
    expect(stage.live).toHaveLength(0);
  });

  it.runIf(stage.binding.components.includes('Kept'))(
    'a component that is kept while hidden keeps the connection within the linger',
    async () => {
      const socket = stage.createSocket();
      const page = await stage.mount('Kept', { socket, show: stage.show, shown: true });
      await stage.accept();
      await page.update({ shown: false });
      await stage.advance(LINGER - 1);
      await page.update({ shown: true });
      await stage.advance(2 * LINGER);
      expect(page.text()).toBe('open');
      expect(stage.world.sockets).toHaveLength(1);
      await page.update({ shown: false });
      await page.unmount();
      await stage.advance(LINGER);
      await stage.act(() => stage.server.finishClose());
      expect(stage.live).toHaveLength(0);
    },
  );
}
