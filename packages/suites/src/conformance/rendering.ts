import { expect, it } from 'vitest';
import { shownBy } from './shown.js';
import type { Stage } from './stage.js';
import { turn } from './turn.js';

const BURST = 1000;

export function renderingStories(stage: Stage): void {
  it('a mount renders once', async () => {
    const socket = stage.createSocket();
    const status = shownBy();
    const fields = shownBy();
    const messages = shownBy();
    socket.open();
    await stage.accept();
    await stage.say('a');
    await stage.mount('Status', { socket, show: status.show });
    await stage.mount('Fields', { socket, show: fields.show, fields: ['status', 'lastMessage'] });
    await stage.mount('Messages', { socket, show: messages.show });
    await turn();
    expect([status, fields, messages].map(({ shown }) => shown.length)).toEqual([1, 1, 1]);
    socket.close();
  });

  it('1,000 messages render nothing in a component that reads only status', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Status', { socket, show });
    await stage.mount('Fields', { socket, show: stage.show, fields: ['lastMessage'] });
    await stage.accept();
    shown.length = 0;
    await burst();
    expect(shown).toHaveLength(0);
  });

  it('1,000 messages render nothing in a component that only listens', async () => {
    const heard: string[] = [];
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Status', { socket, show });
    await stage.mount('Listener', { socket, onMessage: (message) => heard.push(message) });
    await stage.accept();
    shown.length = 0;
    await burst();
    expect(heard).toHaveLength(BURST);
    expect(shown).toHaveLength(0);
  });

  it('a burst of 1,000 renders a list at frame rate, with each message', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    const limit = 2 * BURST;
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Messages', { socket, show, limit });
    await stage.accept();
    shown.length = 0;
    await burst();
    const expected = Array.from({ length: BURST }, (_, index) => String(index));
    expect(page.text().split(' ')).toEqual(expected);
    // 200 ms of messages are 12.5 frames, and one more shows the last of them.
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.length).toBeLessThanOrEqual(14);
  });

  it('a burst of 1,000 renders lastMessage at frame rate, and ends with the last', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Fields', { socket, show, fields: ['lastMessage'] });
    await stage.accept();
    shown.length = 0;
    await burst();
    expect(shown.at(-1)).toEqual([String(BURST - 1)]);
    expect(shown.length).toBeLessThanOrEqual(14);
  });

  it('a lone message is shown without waiting for a frame', async () => {
    const page = await stage.mountOwn({ url: '/a' });
    await stage.accept();
    await stage.advance(1000);
    await stage.say('now');
    expect(page.text()).toBe('open now now');
  });

  it('a change of one field renders no component that reads another', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Fields', { socket, show, fields: ['status'] });
    const queued = await stage.mount('Fields', { socket, show: stage.show, fields: ['queued'] });
    shown.length = 0;
    await stage.act(() => socket.send('a'));
    await stage.advance(16);
    expect(queued.text()).toBe('1');
    expect(shown).toHaveLength(0);
  });

  it('sends during a retry wait render nothing in a component that reads only nextRetry', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Fields', { socket, show, fields: ['nextRetry'] });
    const queued = await stage.mount('Fields', { socket, show: stage.show, fields: ['queued'] });
    await stage.accept();
    await stage.drop();
    expect(shown.at(-1)).toEqual([socket.getSnapshot().nextRetry]);
    shown.length = 0;
    for (const message of ['a', 'b', 'c']) {
      await stage.act(() => socket.send(message));
      await stage.advance(16);
    }
    expect(queued.text()).toBe('3');
    expect(shown).toHaveLength(0);
  });

  /** Messages that come five in a millisecond, with time to render after each. */
  async function burst() {
    for (let index = 0; index < BURST; index += 1) {
      stage.server.message(String(index));
      if (index % 5 === 4) await stage.advance(1);
      else await turn();
    }
    await stage.advance(16);
  }
}
