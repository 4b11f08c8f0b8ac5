import { expect, it } from 'vitest';
import { tellDemo } from './stage';

tellDemo(
  'sharing',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.ask('Say hello');
    yield await stage.press('Status');
    yield await stage.press('Count');
    yield await stage.pass(2000);
    yield await stage.press('Count');
    yield await stage.press('Status');
  },
  (stage) => {
    it('has one connection for both', async () => {
      await stage.pass(40);
      await stage.ask('Say hello');
      expect(stage.server.connections).toHaveLength(1);
      expect(stage.text()).toContain('Status: open Messages: 2');
      expect(stage.text()).toContain('so far: 1');
    });

    it('counts all messages, also after the hundredth', async () => {
      await stage.pass(40);
      for (let said = 0; said < 120; said += 1)
        stage.demo.server.actions['Say hello']?.(stage.server);
      await stage.pass(40);
      expect(stage.text()).toContain('Messages: 121');
    });

    it('keeps the connection while one of them is there', async () => {
      await stage.pass(40);
      await stage.press('Status');
      await stage.pass(5000);
      await stage.press('Status');
      await stage.press('Count');
      await stage.pass(5000);
      expect(stage.text()).toContain('open');
      expect(stage.text()).not.toContain('Messages');
      expect(stage.server.connections).toHaveLength(1);
      expect(stage.server.connections[0]?.readyState).toBe(1);
    });

    it('keeps it for a second after both have gone, and then closes it', async () => {
      await stage.pass(40);
      await stage.press('Status');
      await stage.press('Count');
      await stage.pass(500);
      expect(stage.server.connections[0]?.readyState).toBe(1);
      await stage.press('Status');
      await stage.press('Status');
      await stage.pass(500);
      expect(stage.server.connections[0]?.readyState).toBe(1);
      await stage.pass(600);
      expect(stage.server.connections[0]?.readyState).toBe(3);
      await stage.press('Count');
      expect(stage.text()).toContain('Messages: 1');
      expect(stage.text()).toContain('so far: 2');
    });
  },
);
