import { expect, it } from 'vitest';
import { tellDemo } from './stage';

tellDemo(
  'testing',
  async function* (stage) {
    yield await stage.pass(40);
    stage.server.send('hello');
    yield await stage.pass(40);
    yield await stage.refuse();
  },
  (stage) => {
    it('shows what comes', async () => {
      await stage.pass(40);
      stage.server.send('hello');
      await stage.pass(40);
      expect(stage.text()).toContain('open hello');
    });
  },
);
