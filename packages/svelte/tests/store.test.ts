import { LINGER, setStage, shownBy, turn } from '@towline/suites/conformance';
import { webSocketStore } from '@towline/svelte';
import { describe, expect, it } from 'vitest';
import { binding } from './binding.js';
import Store from './components/Store.svelte';
import { setPage } from './page.js';

describe('Svelte as a store', () => {
  const stage = setStage(binding);
  const show = setPage();

  it('a store calls at once, and then at each change, also unbound', async () => {
    const { subscribe } = webSocketStore('/a', stage.options);
    const seen: string[] = [];
    const leave = subscribe(({ status }) => seen.push(status));
    // The first is from before anything happened, the second of the retain: both read connecting.
    expect(new Set(seen)).toEqual(new Set(['connecting']));
    await stage.accept();
    leave();
    expect(seen.at(-1)).toBe('open');
  });

  it('a store opens on subscribe, and closes after the last unsubscribe and the linger', async () => {
    const chat = webSocketStore('/a', stage.options);
    expect(stage.world.sockets).toHaveLength(0);
    const leaveOne = chat.subscribe(() => {});
    const leaveTwo = chat.subscribe(() => {});
    await stage.accept();
    leaveOne();
    leaveOne();
    await stage.advance(2 * LINGER);
    expect(stage.live).toHaveLength(1);
    leaveTwo();
    await stage.advance(LINGER - 1);
    expect(stage.live).toHaveLength(1);
    await stage.advance(1);
    expect(stage.live).toHaveLength(0);
  });

  it('$chat.status follows, and messages render nothing where only status is read', async () => {
    const { show: showStatus, shown } = shownBy();
    const page = show(Store, { chat: webSocketStore('/a', stage.options), show: showStatus });
    await stage.accept();
    expect(page.text()).toBe('open');
    shown.length = 0;
    for (let index = 0; index < 1000; index += 1) {
      stage.server.message('a');
      await turn();
    }
    await stage.advance(16);
    expect(shown).toHaveLength(0);
  });

  it('$chat.lastMessage follows', async () => {
    const page = show(Store, {
      chat: webSocketStore('/a', stage.options),
      show: stage.show,
      messages: true,
    });
    await stage.accept();
    await stage.say('a');
    expect(page.text()).toBe('open a');
    await stage.advance(16);
    await stage.say('b');
    expect(page.text()).toBe('open b');
  });
});
