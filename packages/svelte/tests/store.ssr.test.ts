import { createFakeEnvironment } from '@towline/suites';
import { joined, watchConsole } from '@towline/suites/conformance';
import { type WebSocketResult, webSocketStore } from '@towline/svelte';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Store from './components/Store.svelte';

describe('a store on a server', () => {
  watchConsole();

  it('calls at once, opens nothing and keeps no subscriber', () => {
    const { environment, sockets, clock, frames } = createFakeEnvironment();
    const chat = webSocketStore('/a', { environment });
    const seen: string[] = [];
    const leave = chat.subscribe(({ status }) => seen.push(status));
    expect(seen).toEqual(['connecting']);
    expect(sockets).toHaveLength(0);
    leave();
    expect([clock.timers, frames.pending]).toEqual([0, 0]);
  });

  it('is rendered as $chat.status', () => {
    const { environment, sockets } = createFakeEnvironment();
    const chat = webSocketStore('/a', { environment });
    const props = { chat, show: joined };
    const component = Store as Component<{ chat: WebSocketResult; show: typeof joined }>;
    expect(render(component, { props }).body).toContain('connecting');
    expect(sockets).toHaveLength(0);
  });
});
