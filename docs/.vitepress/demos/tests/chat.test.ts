import { fireEvent } from '@testing-library/dom';
import { expect, it } from 'vitest';
import { type Stage, tellDemo } from './stage';

async function say(stage: Stage, text: string) {
  fireEvent.input(stage.page.getByLabelText('Message'), { target: { value: text } });
  await stage.press('Send');
}

tellDemo(
  'chat',
  async function* (stage) {
    yield await stage.pass(40);
    yield await say(stage, 'hi');
    yield await stage.ask('Say hello');
    yield await stage.refuse();
  },
  (stage) => {
    it('shows what the server says, and what it answers', async () => {
      await stage.pass(40);
      await stage.ask('Say hello');
      await say(stage, 'hi');
      expect(stage.text()).toContain('open Hello from the server HI!');
    });

    it('sends what was said while the connection was away', async () => {
      await stage.pass(40);
      await stage.refuse();
      await say(stage, 'still here');
      expect(stage.text()).toContain('Reconnecting…');
      stage.server.handshake = 'accept';
      await stage.pass(5000);
      expect(stage.text()).toContain('open STILL HERE!');
    });
  },
);
