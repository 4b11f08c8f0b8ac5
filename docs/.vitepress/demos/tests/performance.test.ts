import { expect, it } from 'vitest';
import { textOf } from './picture';
import { tellDemo } from './stage';

tellDemo(
  'performance',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.ask('One message');
    stage.server.drop();
    yield await stage.pass(40);
    yield await stage.pass(2000);
  },
  (stage) => {
    it('shows one message at once, by both', async () => {
      await stage.pass(40);
      const before = [0, 1].map((nth) => Number(stage.figure('renders', nth)));
      await stage.ask('One message');
      for (const nth of [0, 1]) {
        expect(stage.figure('messages', nth)).toBe('1');
        expect(stage.figure('the last', nth)).toBe('Hello');
        expect(stage.figure('renders', nth)).toBe(`${Number(before[nth]) + 1}`);
      }
    });

    it('tells which of them comes back after a drop', async () => {
      const statuses = () => stage.page.getAllByRole('status').map(textOf);
      await stage.pass(40);
      expect(statuses()).toEqual(['WebSocket: open', 'Towline: open']);
      stage.server.drop();
      await stage.pass(40);
      expect(statuses()).toEqual(['WebSocket: closed', 'Towline: closed']);
      await stage.pass(2000);
      expect(statuses()).toEqual(['WebSocket: closed', 'Towline: open']);
    });

    it('misses none of 2,000, and Towline renders at most once a frame', async () => {
      await stage.pass(40);
      await stage.ask('2,000 messages in a second');
      await stage.pass(1100);
      for (const nth of [0, 1]) {
        expect(stage.figure('messages', nth)).toBe('2000');
        expect(stage.figure('the last', nth)).toBe('Number 2000');
      }
      const [raw, towline] = [0, 1].map((nth) => Number(stage.figure('renders', nth))) as [
        number,
        number,
      ];
      expect(towline).toBeLessThan(1000 / 16 + 10);
      expect(raw).toBeGreaterThan(towline);
    });
  },
);
