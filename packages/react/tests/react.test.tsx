import { createWebSocket, keyed, useWebSocket, type WebSocketResult } from '@towline/react';
import { LINGER, RETRY, setStage, shownBy } from '@towline/suites/conformance';
import { StrictMode, useEffect } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { binding } from './binding.js';
import { setPages } from './page.js';

describe('only in React', () => {
  const stage = setStage(binding);
  const createPage = setPages();

  it("StrictMode's second mount opens no second WebSocket for a connection of its own", async () => {
    const page = createPage();
    const Own = () => <p>{useWebSocket('/a', stage.options).status}</p>;
    const node = (
      <StrictMode>
        <Own />
      </StrictMode>
    );
    await page.render(node);
    await stage.accept();
    await stage.advance(2 * LINGER);
    expect(stage.world.sockets).toHaveLength(1);
    expect(page.container.textContent).toBe('open');
  });

  it('another key is another channel: the old one is left once it has lingered', async () => {
    const topics = keyed(stage.createSocket(), ([letter = '']) => letter);
    const props = { topics, show: stage.show, onMessage: () => {} };
    const page = await stage.mount('Channel', { ...props, room: 'a' });
    await stage.accept();
    await page.update({ room: 'b' });
    await stage.say('a1', 'b1');
    await stage.advance(LINGER);
    expect(stage.server.received).toEqual(['join a', 'join b', 'leave a']);
    expect(page.text()).toBe('open b1 b1 b1');
  });

  it('warns once of an option that changed although it is read once, and of no other', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const page = createPage();
    const Own = ({ linger, room }: { linger: number; room: string }) => {
      const queue = { maxMessages: 5 };
      const retry = () => linger;
      return <p>{useWebSocket(room, { ...stage.options, linger, queue, retry }).status}</p>;
    };
    await page.render(<Own linger={LINGER} room="/a" />);
    await page.render(<Own linger={LINGER} room="/b" />);
    expect(warn).not.toHaveBeenCalled();
    await page.render(<Own linger={5} room="/b" />);
    await page.render(<Own linger={6} room="/b" />);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('The option linger changed')]]);
    warn.mockClear();
  });

  it('prepare, authenticate and retry are those of the newest render', async () => {
    const page = createPage();
    const told: string[] = [];
    const Own = ({ of }: { of: string }) => {
      const { status } = useWebSocket('/a', {
        ...stage.options,
        prepare: () => void told.push(`prepare ${of}`),
        authenticate: () => told.push(`authenticate ${of}`),
        retry: () => {
          told.push(`retry ${of}`);
          return RETRY;
        },
      });
      return <p>{status}</p>;
    };
    await page.render(<Own of="old" />);
    await stage.accept();
    await page.render(<Own of="new" />);
    await stage.drop();
    await stage.advance(RETRY);
    await stage.accept();
    expect(told).toEqual([
      'prepare old',
      'authenticate old',
      'retry new',
      'prepare new',
      'authenticate new',
    ]);
    expect(page.container.textContent).toBe('open');
  });

  it('what a child sends in its effect goes to the new destination', async () => {
    const page = createPage();
    const Child = ({ room, own }: { room: string; own: WebSocketResult }) => {
      const { send } = own;
      useEffect(() => {
        send(`hello ${room}`);
      }, [room, send]);
      return null;
    };
    const Parent = ({ room }: { room: string }) => (
      <Child room={room} own={useWebSocket(`/${room}`, stage.options)} />
    );
    await page.render(<Parent room="a" />);
    await stage.accept();
    await page.render(<Parent room="b" />);
    await stage.accept();
    expect(stage.world.sockets.map(({ received }) => received)).toEqual([['hello a'], ['hello b']]);
  });

  it('another passed socket is shown at once, and the one before is left', async () => {
    const [one, two] = [stage.createSocket(), createWebSocket('/b', stage.options)];
    const { show, shown } = shownBy();
    const fields = ['status', 'url', 'lastMessage'] as const;
    const page = await stage.mount('Fields', { socket: one, show, fields });
    await stage.accept();
    await stage.say('of one');
    shown.length = 0;
    await page.update({ socket: two });
    expect(shown[0]).toEqual(['connecting', '/b', null]);
    await stage.accept();
    await stage.advance(LINGER);
    expect(page.text()).toBe('open ws://localhost/b');
    expect(stage.live.map(({ url }) => url)).toEqual(['ws://localhost/b']);
  });

  it('the result is the same object until something changes', async () => {
    const socket = stage.createSocket();
    const results: WebSocketResult[] = [];
    const page = createPage();
    const Reader = () => {
      const result = useWebSocket(socket);
      results.push(result);
      return result.status;
    };
    await page.render(<Reader />);
    await stage.accept();
    const open = results.at(-1);
    await page.render(<Reader />);
    expect(results.at(-1)).toBe(open);
    expect(results[0]).not.toBe(open);
    // That of an earlier render stays as it was.
    expect([results[0]?.status, open?.status]).toEqual(['connecting', 'open']);
  });

  it.runIf(binding.components.includes('Kept'))(
    'an Activity that stays hidden is left after the linger, and connects anew when it is shown',
    async () => {
      const socket = stage.createSocket();
      const page = await stage.mount('Kept', { socket, show: stage.show, shown: true });
      await stage.accept();
      await page.update({ shown: false });
      await stage.advance(LINGER);
      await stage.act(() => stage.server.finishClose());
      expect(stage.live).toHaveLength(0);
      await page.update({ shown: true });
      await stage.accept();
      expect(page.text()).toBe('open');
      expect(stage.world.sockets).toHaveLength(2);
    },
  );
});
