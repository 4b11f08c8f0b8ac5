import { expect, it } from 'vitest';
import { tellDemo } from './stage';

tellDemo(
  'heartbeat',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.pass(2100);
    yield await stage.ask('Say something');
    stage.server.freeze();
    yield await stage.pass(4100);
    stage.server.thaw();
    yield await stage.pass(2000);
  },
  (stage) => {
    it('asks after two seconds of silence, and shows how long the answer took', async () => {
      await stage.pass(40);
      expect(stage.figure('latency')).toBe('no ping yet');
      stage.server.latency = 30;
      await stage.pass(2100);
      expect(stage.server.received).toEqual(['ping']);
      expect(stage.figure('latency')).toBe('60 ms');
      expect(stage.figure('messages')).toBe('0');
    });

    it('asks later where something was said', async () => {
      await stage.pass(1500);
      await stage.ask('Say something');
      expect(stage.figure('messages')).toBe('1');
      await stage.pass(1000);
      expect(stage.server.received).toEqual([]);
      await stage.pass(1000);
      expect(stage.server.received).toEqual(['ping']);
    });

    it('counts all messages, also after the hundredth', async () => {
      await stage.pass(40);
      for (let said = 0; said < 120; said += 1) stage.server.send('something');
      await stage.pass(40);
      expect(stage.figure('messages')).toBe('120');
    });

    it('notices a link that froze, and comes back when it thaws', async () => {
      await stage.pass(40);
      stage.server.freeze();
      await stage.pass(3900);
      expect(stage.text()).toContain('open');
      await stage.pass(200);
      expect(stage.text()).toContain('Reconnecting…');
      expect(stage.figure('last close')).toBe('heartbeat, 1006');
      stage.server.thaw();
      await stage.pass(2000);
      expect(stage.text()).toContain('open');
      expect(stage.server.connections).toHaveLength(2);
    });
  },
);
