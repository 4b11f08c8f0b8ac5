import { expect, it } from 'vitest';
import { LINGER, type Stage } from './stage.js';

export function contextStories(stage: Stage): void {
  async function signedIn() {
    const told: string[] = [];
    let leave = () => {};
    const page = await stage.mount('Account', {
      user: 'ann',
      options: stage.options,
      show: stage.show,
      onSetup(signOut) {
        leave = signOut;
      },
      onSignOut: () => told.push('signed out'),
    });
    await stage.accept();
    return { page, told, signOut: () => stage.act(() => leave()) };
  }

  it('a socket in a context serves all below, and is one for each user', async () => {
    const { page } = await signedIn();
    expect(page.text()).toBe('ann open');
    const anns = stage.server;
    await page.update({ user: 'ben' });
    expect(page.text()).toBe('ben connecting');
    expect(stage.server).not.toBe(anns);
    await stage.accept();
    expect(page.text()).toBe('ben open');
    await stage.advance(LINGER);
    expect(anns.closeCalls).toEqual([{ code: 1000, reason: '' }]);
    expect(stage.world.sockets).toHaveLength(2);
  });

  it('signing out closes the connection at once, and the next user begins anew', async () => {
    const { page, told, signOut } = await signedIn();
    const anns = stage.server;
    await signOut();
    expect(told).toEqual(['signed out']);
    expect(anns.closeCalls).toEqual([{ code: 1000, reason: 'signed out' }]);
    await page.update({ user: null });
    expect(page.text()).toBe('nobody');
    await stage.advance(10 * LINGER);
    expect(stage.live).toEqual([]);
    await page.update({ user: 'ben' });
    await stage.accept();
    expect(page.text()).toBe('ben open');
    expect(stage.world.sockets).toHaveLength(2);
  });
}
