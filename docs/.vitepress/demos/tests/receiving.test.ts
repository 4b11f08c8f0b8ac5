import { expect, it, vi } from 'vitest';
import { textOf } from './picture';
import { tellDemo } from './stage';

tellDemo(
  'receiving',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.ask('One price');
    yield await stage.ask('500 at once');
    yield await stage.refuse();
  },
  (stage) => {
    it('shows one price at once, with one render', async () => {
      await stage.pass(40);
      const before = Number(stage.figure('renders'));
      await stage.ask('One price');
      expect(stage.figure('messages')).toBe('1');
      expect(stage.figure('the last ones')).toBe('BTC');
      expect(stage.text()).toContain('BTC 1050');
      expect(stage.figure('renders')).toBe(`${before + 1}`);
    });

    it('misses none of 500, and renders few times', async () => {
      const heard: string[] = [];
      stage.socket.on('message', (message) => {
        const { symbol, price } = message as { symbol: string; price: number };
        heard.push(`${symbol} ${price}`);
      });
      let number = 0;
      vi.mocked(Math.random).mockImplementation(() => {
        number += 1;
        return (number % 97) / 97;
      });
      await stage.pass(40);
      const before = Number(stage.figure('renders'));
      await stage.ask('500 at once');
      expect(heard).toHaveLength(500);
      expect(stage.figure('messages')).toBe('500');
      expect(stage.figure('the last ones')).toBe('BTC ETH SOL BTC ETH');
      const shown = stage.page.getAllByRole('listitem').map(textOf);
      expect(new Set(shown)).toEqual(new Set(heard.slice(-3)));
      const renders = Number(stage.figure('renders')) - before;
      expect(renders).toBeGreaterThan(0);
      expect(renders).toBeLessThan(10);
    });

    it('keeps what it has while the connection is away, and goes on', async () => {
      await stage.pass(40);
      await stage.ask('One price');
      stage.server.drop();
      await stage.pass(40);
      expect(stage.figure('messages')).toBe('1');
      await stage.pass(2000);
      await stage.ask('One price');
      expect(stage.figure('messages')).toBe('2');
    });
  },
);
