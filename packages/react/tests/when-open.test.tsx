import { useWebSocket, whenOpen } from '@towline/react';
import { setStage } from '@towline/suites/conformance';
import { Suspense, use } from 'react';
import { describe, expect, it } from 'vitest';
import { act } from './act.js';
import { binding } from './binding.js';
import { setPages } from './page.js';

describe('use(whenOpen(socket))', () => {
  const stage = setStage(binding);
  const createPage = setPages();

  function setUp() {
    const page = createPage();
    const socket = stage.createSocket();
    let fallbacks = 0;
    const Waiting = () => {
      fallbacks += 1;
      return 'waiting';
    };
    const Chat = () => {
      use(whenOpen(socket));
      return useWebSocket(socket).status;
    };
    /** Opens it: what suspends has no effects yet. */
    const Room = () => {
      useWebSocket(socket);
      return (
        <Suspense fallback={<Waiting />}>
          <Chat />
        </Suspense>
      );
    };
    const text = () => page.container.textContent;
    return { page, socket, Room, text, fallbacks: () => fallbacks };
  }

  it('suspends until the first connection is open, and not when it comes back', async () => {
    const { page, Room, text, fallbacks } = setUp();
    await page.render(<Room />);
    expect([text(), fallbacks()]).toEqual(['waiting', 1]);
    await act(() => stage.server.accept());
    expect(text()).toBe('open');
    await act(() => stage.server.drop());
    expect(text()).toBe('closed');
    await act(() => stage.world.clock.advance(30_000));
    expect(text()).toBe('connecting');
    await act(() => stage.server.accept());
    await page.render(<Room />);
    expect([text(), fallbacks()]).toEqual(['open', 1]);
  });

  it('does not suspend what comes later', async () => {
    const { page, Room, text, fallbacks, socket } = setUp();
    socket.open();
    await act(() => stage.server.accept());
    await whenOpen(socket);
    await page.render(<Room />);
    expect(text()).toBe('open');
    await page.render(null);
    await act(() => stage.server.drop());
    const before = fallbacks();
    await page.render(<Room />);
    expect([text(), fallbacks()]).toEqual(['closed', before]);
    socket.close();
  });
});
