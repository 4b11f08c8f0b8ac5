import { setStage, shownBy } from '@towline/suites/conformance';
import { webSocketStore } from '@towline/svelte';
import { describe, expect, it } from 'vitest';
import { binding } from './binding.js';
import Derived from './components/Derived.svelte';
import HiddenMessages from './components/HiddenMessages.svelte';
import LastInEffect from './components/LastInEffect.svelte';
import Reader from './components/Reader.svelte';
import SendInEffect from './components/SendInEffect.svelte';
import { setPage } from './page.js';

describe('Svelte with runes', () => {
  const stage = setStage(binding);
  const show = setPage();

  it('send in an $effect follows nothing, and goes to the new destination', async () => {
    let runs = 0;
    const onRun = () => {
      runs += 1;
    };
    const page = show(SendInEffect, { room: 'a', options: stage.options, onRun });
    await stage.accept();
    await stage.say('a');
    await stage.advance(100);
    expect(runs).toBe(1);
    page.update({ room: 'b' });
    await stage.accept();
    expect(runs).toBe(2);
    expect(stage.world.sockets.map(({ received }) => received)).toEqual([
      ['child in a', 'parent in a'],
      ['child in b', 'parent in b'],
    ]);
  });

  it('a getter in a $derived follows, and shows the present after it was not read for a while', async () => {
    const socket = stage.createSocket();
    const page = show(Derived, { socket, show: stage.show, shown: true });
    await stage.accept();
    await stage.say('a');
    expect(page.text()).toBe('open a');
    page.update({ shown: false });
    await stage.advance(16);
    await stage.say('b');
    page.update({ shown: true });
    expect(page.text()).toBe('open b');
    await stage.advance(16);
    await stage.say('c');
    expect(page.text()).toBe('open c');
  });

  it('a getter that is read by the first to hear of a change hides it from nobody', async () => {
    const chat = webSocketStore('/a', stage.options);
    const early: string[] = [];
    const leave = chat.subscribe(({ status }) => early.push(status));
    const page = show(Reader, { chat, show: stage.show });
    await stage.accept();
    expect(early.at(-1)).toBe('open');
    expect(page.text()).toBe('open');
    leave();
  });

  it('a getter is followed without a store and without a holder', async () => {
    const chat = webSocketStore('/a', stage.options);
    const { show: showStatus, shown } = shownBy();
    const page = show(Reader, { chat, show: showStatus });
    expect(stage.world.sockets).toHaveLength(0);
    chat.open();
    await stage.accept();
    expect(page.text()).toBe('open');
    expect(shown).toEqual([['connecting'], ['open']]);
    chat.close();
  });

  it('an $effect that reads lastMessage runs for each of equal messages', async () => {
    const seen: (string | null)[] = [];
    const onRun = (message: string | null) => seen.push(message);
    show(LastInEffect, { socket: stage.createSocket(), onRun });
    await stage.accept();
    for (const message of ['a', 'b', 'b']) {
      await stage.say(message);
      await stage.advance(16);
    }
    expect(seen).toEqual([null, 'a', 'b', 'b']);
  });

  it('useMessages goes on while nobody reads it', async () => {
    const page = show(HiddenMessages, { socket: stage.createSocket(), shown: false });
    await stage.accept();
    await stage.say('a', 'b');
    page.update({ shown: true });
    await stage.advance(16);
    expect(page.text()).toBe('a b');
    page.update({ shown: false });
    await stage.say('c');
    page.update({ shown: true });
    await stage.advance(16);
    expect(page.text()).toBe('a b c');
  });
});
