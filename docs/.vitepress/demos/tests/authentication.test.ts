import { expect, it } from 'vitest';
import { textOf } from './picture';
import { tellDemo } from './stage';

tellDemo(
  'authentication',
  async function* (stage) {
    yield await stage.pass(500);
    yield await stage.ask('Expire the token (4401)');
    yield await stage.pass(1500);
    yield await stage.ask('Expire the token (4401)');
    yield await stage.press('Sign in');
    yield await stage.pass(500);
  },
  (stage) => {
    it('is welcome with the token that was fetched', async () => {
      await stage.pass(300);
      expect(stage.text()).toBe('connecting');
      await stage.pass(200);
      expect(stage.text()).toBe('open Welcome, token-1');
    });

    it('comes back with a fresh token after the old one has expired', async () => {
      await stage.pass(500);
      await stage.ask('Expire the token (4401)');
      await stage.pass(1500);
      expect(stage.text()).toBe('open Welcome, token-1 Welcome, token-2');
    });

    it('fetches a token for each attempt', async () => {
      await stage.pass(500);
      await stage.refuse();
      await stage.pass(6000);
      stage.server.handshake = 'accept';
      await stage.pass(6000);
      const last = stage.server.connections.at(-1)?.url;
      expect(Number(last?.split('token-')[1])).toBeGreaterThan(2);
    });

    it('gives up the token that nobody waits for any more', async () => {
      await stage.pass(100);
      stage.socket.close();
      await stage.pass(1000);
      expect(stage.server.connections).toHaveLength(0);
      stage.socket.open();
      await stage.pass(500);
      expect(stage.text()).toBe('open Welcome, token-1');
    });

    it('shows what is said twice', async () => {
      await stage.pass(500);
      stage.server.send('Maintenance at noon');
      stage.server.send('Maintenance at noon');
      await stage.pass(40);
      const texts = stage.page.getAllByRole('listitem').map(textOf);
      expect(texts).toEqual(['Welcome, token-1', 'Maintenance at noon', 'Maintenance at noon']);
    });

    it('asks to sign in where the fresh token is refused too, and then connects', async () => {
      await stage.pass(500);
      await stage.ask('Expire the token (4401)');
      await stage.pass(1500);
      await stage.ask('Expire the token (4401)');
      expect(stage.text()).toContain('Please sign in again.');
      await stage.pass(60_000);
      expect(stage.server.connections).toHaveLength(2);
      await stage.press('Sign in');
      await stage.pass(500);
      expect(stage.text()).not.toContain('Please sign in again.');
      expect(stage.text()).toContain('Welcome, token-3');
    });
  },
);
