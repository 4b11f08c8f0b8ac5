import type { NextRetry } from '@towline/core';
import { expect, it } from 'vitest';
import { shownBy } from './shown.js';
import type { Stage } from './stage.js';
import { turn } from './turn.js';

export function statusStories(stage: Stage): void {
  it('status is shown in order: connecting, open, lost with a retry ahead, open again', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    const fields = ['status', 'reconnecting', 'attempt', 'nextRetry'] as const;
    await stage.mount('Fields', { socket, show, fields });
    await stage.accept();
    await stage.drop();
    const retry = socket.getSnapshot().nextRetry as NextRetry;
    expect(retry).toMatchObject({ reason: 'network', delay: expect.any(Number) });
    await stage.advance(retry.delay);
    await stage.accept();
    expect(shown).toEqual([
      ['connecting', false, 0, null],
      ['open', false, 0, null],
      ['closed', true, 1, retry],
      ['connecting', true, 1, null],
      ['open', false, 0, null],
    ]);
  });

  it('a close by the server is shown with its code and reason', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    await stage.mount('Fields', { socket, show, fields: ['status', 'lastClose'] });
    await stage.accept();
    await stage.act(() => stage.server.serverClose(4400, 'banned'));
    expect(shown.at(-1)).toEqual([
      'closed',
      { code: 4400, reason: 'banned', wasClean: true, cause: 'server' },
    ]);
  });

  it('a late joiner sees the present at its first render', async () => {
    const socket = stage.createSocket();
    await stage.mount('Status', { socket, show: stage.show });
    await stage.accept();
    await stage.say('hello');
    const { show, shown } = shownBy();
    await stage.mount('Fields', { socket, show, fields: ['status', 'lastMessage'] });
    expect(shown).toEqual([['open', 'hello']]);
  });

  it('an open between render and subscription is seen', async () => {
    const socket = stage.createSocket();
    socket.open();
    const onRendered = () => {
      stage.server.accept();
      stage.server.message('early');
    };
    const page = await stage.mount('Gap', { socket, show: stage.show, onRendered });
    await turn();
    expect(page.text()).toMatch(/^open early/);
    await stage.act(() => socket.close());
  });

  it('a close between render and subscription is seen', async () => {
    const socket = stage.createSocket();
    socket.open();
    await stage.accept();
    const onRendered = () => stage.server.serverClose(4400);
    const page = await stage.mount('Gap', { socket, show: stage.show, onRendered });
    await turn();
    expect(page.text()).toMatch(/^closed/);
    socket.close();
  });

  it('a field that is read for the first time shows the present', async () => {
    const socket = stage.createSocket();
    const { show, shown } = shownBy();
    const page = await stage.mount('Fields', { socket, show, fields: ['status'] });
    // Since the last render something has changed, and nothing that was read.
    await stage.act(() => socket.send('a'));
    await stage.advance(16);
    expect(shown).toHaveLength(1);
    await page.update({ fields: ['status', 'queued'] });
    expect(shown.at(-1)).toEqual(['connecting', 1]);
    await stage.act(() => socket.send('b'));
    await stage.advance(16);
    expect(shown.at(-1)).toEqual(['connecting', 2]);
  });

  it('lastMessage that is read for the first time is the last', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Fields', { socket, show: stage.show, fields: ['status'] });
    await stage.accept();
    await stage.say('a', 'b');
    await stage.advance(16);
    await page.update({ fields: ['lastMessage'] });
    expect(page.text()).toBe('b');
    await stage.advance(16);
    await stage.say('c');
    expect(page.text()).toBe('c');
  });
}
