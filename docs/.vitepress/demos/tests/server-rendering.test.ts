import { expect, it } from 'vitest';
import { tellDemo } from './stage';

tellDemo(
  'server-rendering',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.ask('Send a price');
    yield await stage.refuse();
  },
  (stage) => {
    it('shows at first what a server shows, and then the last price', async () => {
      expect(stage.text()).toBe('connecting Price none yet');
      await stage.pass(40);
      await stage.ask('Send a price');
      expect(stage.text()).toBe('open Price 105.00');
    });
  },
);
