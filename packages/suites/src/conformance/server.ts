import { createLog, createReducer, createWebSocket, keyed } from '@towline/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeEnvironment, type FakeEnvironment } from '../index.js';
import type { ComponentName, Components, ServerBinding } from './binding.js';
import { watchConsole } from './console.js';
import { createOwnProps } from './own.js';
import { joined, putTogether } from './shown.js';
import { turn } from './turn.js';

/** All but `Kept`: keeping hidden components is a matter of pages. */
const COMPONENTS: readonly ComponentName[] = [
  'Status',
  'Fields',
  'Messages',
  'Reducer',
  'Countdown',
  'Outside',
  'Channel',
  'Letters',
  'Handed',
  'Account',
  'Listener',
  'Own',
  'Branch',
  'Trio',
  'Gap',
];

/** What every binding does alike on a server: nothing, but render. Needs a runtime without a page. */
export function serverConformance(binding: ServerBinding): void {
  describe(`${binding.name} on a server`, () => {
    const constructed = vi.fn();
    let world: FakeEnvironment;
    watchConsole();

    beforeEach(() => {
      world = createFakeEnvironment();
      vi.stubGlobal('WebSocket', constructed);
    });
    afterEach(() => {
      vi.unstubAllGlobals();
      expect(constructed).not.toHaveBeenCalled();
      expect(world.sockets).toHaveLength(0);
      expect(world.clock.timers).toBe(0);
    });

    it.each(COMPONENTS)('renders the state of before anything happened: %s', async (name) => {
      const html = await binding.render(name, propsOf(name, { environment: world.environment }));
      // What the page's part of the suite hydrates.
      await expect(html).toMatchFileSnapshot(`./server-html/${name}.html`);
    });

    it('shows what is about to open as connecting, and what is off as closed', async () => {
      const own = propsOf('Own', { environment: world.environment });
      expect(await binding.render('Own', own)).toContain('connecting');
      expect(await binding.render('Own', { ...own, enabled: false })).toContain('closed');
      expect(await binding.render('Own', { ...own, url: null })).toContain('closed');
    });

    it.each(COMPONENTS)('opens nothing, also where there is a WebSocket: %s', async (name) => {
      const timers = vi.spyOn(globalThis, 'setTimeout');
      await binding.render(name, propsOf(name, {}));
      await turn();
      expect(timers).not.toHaveBeenCalled();
      timers.mockRestore();
    });
  });
}

function propsOf<Name extends ComponentName>(
  name: Name,
  options: Components['Own']['options'],
): Components[Name] {
  const common = { socket: createWebSocket('/a', options), show: joined };
  const { props: Own } = createOwnProps({ url: '/a', options });
  const props: Components = {
    Status: common,
    Fields: { ...common, fields: ['status', 'attempt', 'queued', 'lastMessage', 'url'] },
    Messages: common,
    Reducer: common,
    Countdown: common,
    Outside: {
      log: createLog(common.socket),
      reducer: createReducer(common.socket, putTogether, ''),
      show: joined,
      onMessage() {},
    },
    Channel: {
      topics: keyed(common.socket, () => ''),
      room: 'a',
      show: joined,
      onMessage() {},
    },
    Letters: { view: createReducer(common.socket, putTogether, ''), show: joined },
    Handed: common,
    Account: { user: 'ann', options, show: joined, onSetup() {}, onSignOut() {} },
    Listener: { socket: common.socket, onMessage() {} },
    Own,
    Branch: { ...common, shown: true },
    Kept: { ...common, shown: true },
    Trio: common,
    Gap: { ...common, onRendered() {} },
  };
  return props[name];
}
