import { expect, it } from 'vitest';
import { tellDemo } from './stage';

tellDemo(
  'reconnecting',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.ask('Restart (1012)');
    yield await stage.pass(1000);
    stage.server.freeze();
    yield await stage.press('Try now');
    stage.server.thaw();
    yield await stage.pass(40);
    yield await stage.ask('End it (1000)');
    yield await stage.press('Open');
    yield await stage.press('Close');
  },
  (stage) => {
    const banner = () => stage.host.querySelector('p')?.textContent?.trim();

    it('counts the seconds until it tries, and comes back', async () => {
      await stage.pass(40);
      await stage.ask('Restart (1012)');
      expect(banner()).toBe('Lost (server 1012). Try 1 in 4 s');
      await stage.pass(2000);
      expect(banner()).toBe('Lost (server 1012). Try 1 in 2 s');
      await stage.pass(2000);
      expect(banner()).toBe('open');
    });

    it('waits longer each time while the server refuses', async () => {
      await stage.pass(40);
      await stage.refuse();
      expect(banner()).toBe('Lost (network 1006). Try 1 in 4 s');
      await stage.pass(4000);
      expect(banner()).toBe('Lost (network 1006). Try 2 in 5 s');
    });

    it('tries at once where one asks for it', async () => {
      await stage.pass(40);
      await stage.ask('Restart (1012)');
      await stage.press('Try now');
      expect(banner()).toBe('open');
      expect(stage.server.connections).toHaveLength(2);
    });

    it('has ended after 1000 from the server, until it is opened', async () => {
      await stage.pass(40);
      await stage.ask('End it (1000)');
      expect(banner()).toBe('Ended (server 1000)');
      await stage.pass(60_000);
      expect(banner()).toBe('Ended (server 1000)');
      await stage.press('Open');
      expect(banner()).toBe('open');
    });

    it('leaves the focus on the button that was pressed, and does nothing where it was too early', async () => {
      const pressed = async (name: string) => {
        const button = stage.page.getByRole('button', { name });
        button.focus();
        await stage.press(name);
        expect(document.activeElement).toBe(button);
        expect(button.isConnected).toBe(true);
        expect(button.hasAttribute('disabled')).toBe(false);
        expect(button.getAttribute('aria-disabled')).toBe('true');
      };
      await stage.pass(40);
      await pressed('Try now');
      expect(stage.server.connections).toHaveLength(1);
      await stage.ask('End it (1000)');
      await pressed('Close');
      expect(banner()).toBe('Ended (server 1000)');
      await pressed('Open');
      expect(banner()).toBe('open');
      await pressed('Close');
      expect(banner()).toBe('Ended (client 1000)');
      await pressed('Open');
      await stage.ask('Restart (1012)');
      await pressed('Try now');
      expect(banner()).toBe('open');
    });

    it('has ended after close(), until it is opened', async () => {
      await stage.pass(40);
      await stage.press('Close');
      expect(banner()).toBe('Ended (client 1000)');
      await stage.press('Open');
      expect(banner()).toBe('open');
    });
  },
);
