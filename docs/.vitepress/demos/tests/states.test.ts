import { expect, it } from 'vitest';
import { tellDemo } from './stage';

tellDemo(
  'states',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.refuse();
    yield await stage.pass(5000);
    stage.server.handshake = 'accept';
    yield await stage.press('open()');
    yield await stage.press('reconnect()');
    yield await stage.ask('Close with 1012');
    yield await stage.press('close()');
  },
  (stage) => {
    it('shows how it connects', async () => {
      expect(stage.figure('status')).toBe('connecting');
      await stage.pass(40);
      expect(stage.figure('status')).toBe('open');
      expect(stage.figure('lastClose')).toBe('null');
    });

    it('shows the attempts of a connection that was lost, and that it comes back', async () => {
      await stage.pass(40);
      await stage.refuse();
      expect(stage.figure('status')).toBe('closed');
      expect(stage.figure('reconnecting')).toBe('true');
      expect(stage.figure('attempt')).toBe('1');
      expect(stage.figure('lastClose')).toBe('network, 1006');
      await stage.pass(5000);
      expect(Number(stage.figure('attempt'))).toBeGreaterThan(1);
      stage.server.handshake = 'accept';
      await stage.pass(5000);
      expect(stage.figure('status')).toBe('open');
      expect(stage.figure('attempt')).toBe('0');
    });

    it('stays closed after close(), until open()', async () => {
      await stage.pass(40);
      await stage.press('close()');
      expect(stage.figure('ended')).toBe('true');
      expect(stage.figure('lastClose')).toBe('client, 1000');
      await stage.pass(60_000);
      expect(stage.figure('status')).toBe('closed');
      await stage.press('open()');
      expect(stage.figure('status')).toBe('open');
    });

    it('makes another connection on reconnect()', async () => {
      await stage.pass(40);
      await stage.press('reconnect()');
      expect(stage.figure('status')).toBe('open');
      expect(stage.server.connections).toHaveLength(2);
    });

    it('comes back after 1012, and not after 1000', async () => {
      await stage.pass(40);
      await stage.ask('Close with 1012');
      expect(stage.figure('reconnecting')).toBe('true');
      await stage.pass(5000);
      expect(stage.figure('status')).toBe('open');
      await stage.ask('Close with 1000');
      expect(stage.figure('ended')).toBe('true');
      expect(stage.figure('lastClose')).toBe('server, 1000');
    });
  },
);
