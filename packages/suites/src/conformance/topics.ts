import { createReducer, keyed, type TowlineSocket } from '@towline/core';
import { expect, it } from 'vitest';
import { putTogether, shownBy } from './shown.js';
import { LINGER, RETRY, type Stage } from './stage.js';

/** Messages like `a1`: their key is the first letter. */
const byLetter = (socket: TowlineSocket) => keyed(socket, ([letter = '']) => letter);

export function topicStories(stage: Stage): void {
  function setUp(room = 'a') {
    const socket = stage.createSocket();
    const heard: string[] = [];
    const onMessage = (message: string) => heard.push(message);
    const topics = byLetter(socket);
    return { socket, heard, topics, props: { topics, room, show: stage.show, onMessage } };
  }

  it('a channel opens the connection, joins, and shows its messages only', async () => {
    const { props, heard } = setUp();
    const page = await stage.mount('Channel', props);
    await stage.accept();
    expect(stage.server.received).toEqual(['join a']);
    await stage.say('a1', 'b1', 'a2', 'b2');
    await stage.advance(16);
    expect(heard).toEqual(['a1', 'a2']);
    expect(page.text()).toBe('open a2 a2 a1 a2');
  });

  it('a channel mounted twice at once, or by two components, is joined once', async () => {
    const { props } = setUp();
    await stage.mountTwice('Channel', props);
    await stage.mount('Channel', props);
    await stage.accept();
    expect(stage.server.received).toEqual(['join a']);
  });

  it('a channel joins anew after a reconnection, before what was queued', async () => {
    const { props, socket } = setUp();
    await stage.mount('Channel', props);
    await stage.accept();
    await stage.drop();
    await stage.act(() => socket.send('queued'));
    await stage.advance(RETRY);
    await stage.accept();
    expect(stage.server.received).toEqual(['join a', 'queued']);
  });

  it('a channel is left when its last component has gone and it has lingered', async () => {
    const { props, socket } = setUp();
    const release = socket.retain();
    const [one, other] = [await stage.mount('Channel', props), await stage.mount('Channel', props)];
    await stage.accept();
    await one.unmount();
    await stage.advance(LINGER);
    await other.unmount();
    await stage.advance(LINGER - 1);
    expect(stage.server.received).toEqual(['join a']);
    await stage.advance(1);
    expect(stage.server.received).toEqual(['join a', 'leave a']);
    release();
  });

  it('1,000 messages of another key render nothing', async () => {
    const { props } = setUp();
    const { show, shown } = shownBy();
    await stage.mount('Channel', { ...props, show });
    await stage.accept();
    await stage.say('a1');
    await stage.advance(16);
    shown.length = 0;
    await stage.say(...Array.from({ length: 1000 }, (_, index) => `b${index}`));
    await stage.advance(100);
    expect(shown).toEqual([]);
  });

  it('a part of a fold is rendered where it changes, and not where it is equal', async () => {
    const { socket } = setUp();
    const view = createReducer(socket, putTogether, '');
    const { show, shown } = shownBy();
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Letters', { view, show });
    await stage.accept();
    await stage.say('a');
    await stage.advance(16);
    await stage.say('b');
    await stage.advance(16);
    expect(page.text()).toBe('a b');
    shown.length = 0;
    for (const message of ['a', 'b', 'a', 'b']) {
      await stage.say(message);
      await stage.advance(16);
    }
    expect(shown).toEqual([]);
    await stage.say('c');
    expect(page.text()).toBe('a b c');
    expect(shown.length).toBeGreaterThan(0);
    view.stop();
  });
}
