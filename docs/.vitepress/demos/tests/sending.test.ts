import { fireEvent } from '@testing-library/dom';
import { expect, it } from 'vitest';
import { textOf } from './picture';
import { type Stage, tellDemo } from './stage';

async function send(stage: Stage, ...texts: string[]) {
  for (const text of texts) {
    fireEvent.input(stage.page.getByLabelText('Message'), { target: { value: text } });
    await stage.press('Send');
  }
}

tellDemo(
  'sending',
  async function* (stage) {
    yield await stage.pass(40);
    yield await stage.press('Send');
    yield await stage.refuse();
    yield await send(stage, 'a', 'b', 'c', 'd', 'e');
    stage.server.handshake = 'accept';
    yield await stage.pass(5000);
    yield await stage.pass(40);
  },
  (stage) => {
    const fates = () => stage.page.getAllByRole('listitem').map(textOf);

    it('tells that a text was sent', async () => {
      await stage.pass(40);
      await stage.press('Send');
      expect(fates()).toEqual(['1. Hello sent']);
      expect(stage.server.received).toEqual(['{"id":1,"text":"Hello"}']);
    });

    it('queues three while the server refuses, drops the oldest, and sends the three later', async () => {
      await stage.pass(40);
      await stage.refuse();
      await send(stage, 'a', 'b', 'c', 'd', 'e');
      const [first, second, ...rest] = fates();
      expect([first, second]).toEqual(['1. a dropped', '2. b dropped']);
      expect(rest).toEqual(['3. c queued', '4. d queued', '5. e queued']);
      expect(stage.text()).toMatch(/queued: 3 \(\d\d bytes\)/);

      stage.server.handshake = 'accept';
      await stage.pass(5000);
      expect(fates().slice(2)).toEqual(['3. c sent', '4. d sent', '5. e sent']);
      expect(stage.text()).toContain('queued: 0 (0 bytes)');
      expect(stage.server.received.map((text) => JSON.parse(String(text)).text)).toEqual([
        'c',
        'd',
        'e',
      ]);
    });
  },
);
