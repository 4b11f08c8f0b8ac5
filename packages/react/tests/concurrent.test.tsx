import { useMessage, useWebSocket } from '@towline/react';
import { setStage, turn } from '@towline/suites/conformance';
import { Suspense, use, useLayoutEffect } from 'react';
import { describe, expect, it } from 'vitest';
import { binding } from './binding.js';
import { Fields } from './components/Fields.js';
import { setPages } from './page.js';

describe("React's interrupted renders", () => {
  const stage = setStage(binding);
  const createPage = setPages();

  it('a render that is thrown away leaves nothing behind', async () => {
    const page = createPage();
    const Suspended = () => {
      useWebSocket('/a', stage.options);
      return use(new Promise<string>(() => {}));
    };
    const node = (
      <Suspense fallback="waiting">
        <Suspended />
      </Suspense>
    );
    await page.render(node);
    expect(page.container.textContent).toBe('waiting');
    expect(stage.world.sockets).toHaveLength(0);
    expect(stage.world.clock.timers).toBe(0);
  });

  it('the handler of a render that is not committed is never called', async () => {
    const page = createPage();
    const socket = stage.createSocket();
    const heard: string[] = [];
    const never = new Promise<string>(() => {});
    const Heard = ({ name, waits }: { name: string; waits: boolean }) => {
      useMessage(useWebSocket(socket), (message) => heard.push(`${name}: ${message}`));
      return waits ? use(never) : name;
    };
    const node = (name: string, waits: boolean) => (
      <Suspense>
        <Heard name={name} waits={waits} />
      </Suspense>
    );
    await page.render(node('committed', false));
    await stage.accept();
    await page.transition(node('suspended', true));
    await stage.say('a');
    expect(heard).toEqual(['committed: a']);
  });

  it('a transition during which the socket changes commits one state for all', async () => {
    const socket = stage.createSocket();
    socket.open();
    const page = createPage();
    const committed: string[] = [];
    let interrupt = () => stage.server.accept();
    const Interruption = () => {
      interrupt();
      interrupt = () => {};
      return null;
    };
    const Commit = () => {
      useLayoutEffect(() => {
        committed.push(page.container.textContent ?? '');
      });
      return null;
    };
    const fields = ['status', 'lastMessage'] as const;
    const node = (
      <>
        <Fields socket={socket} show={stage.show} fields={fields} />
        <Interruption />
        <Fields socket={socket} show={stage.show} fields={fields} />
        <Commit />
      </>
    );
    await page.transition(node);
    await turn();
    expect(new Set(committed)).toEqual(new Set(['openopen']));
    socket.close();
  });
});
