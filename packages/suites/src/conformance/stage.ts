import { createWebSocket, type TowlineSocket, type WebSocketOptions } from '@towline/core';
import { afterEach, beforeEach, expect } from 'vitest';
import { createFakeEnvironment, type FakeEnvironment, type FakeSocket } from '../index.js';
import type { Binding, ComponentName, Components, Mounted, Show } from './binding.js';
import { watchConsole } from './console.js';
import { createOwnProps } from './own.js';
import { createScene, type OwnScene, type Scene } from './scene.js';
import { joined } from './shown.js';
import { turn } from './turn.js';

/** The core's default, ms. */
export const LINGER = 1000;

/** Until the first retry in a world where chance is always 0.5, ms. */
export const RETRY = 750;

type Own = Partial<Components['Own']> & Pick<Components['Own'], 'url'>;

/** Where the stories happen: a world for sockets and a page, new for each story. */
export interface Stage {
  readonly binding: Binding;
  readonly world: FakeEnvironment;
  readonly show: Show;
  /** To be given to whatever makes a socket. */
  readonly options: WebSocketOptions;
  /** The newest WebSocket, with the server's hand. */
  readonly server: FakeSocket;
  /** Those that are connecting or open. */
  readonly live: readonly FakeSocket[];
  createSocket(): TowlineSocket;
  mount<Name extends ComponentName>(name: Name, props: Components[Name]): Promise<Scene<Name>>;
  mountTwice<Name extends ComponentName>(name: Name, props: Components[Name]): Promise<Scene<Name>>;
  hydrate<Name extends ComponentName>(name: Name, props: Components[Name]): Promise<Scene<Name>>;
  mountOwn(props: Own): Promise<OwnScene>;
  hydrateOwn(props: Own): Promise<OwnScene>;
  /** Does something, and waits until its consequences are on the page. */
  act(event: () => unknown): Promise<void>;
  accept(): Promise<void>;
  /** The server says these in one task. */
  say(...messages: readonly string[]): Promise<void>;
  drop(): Promise<void>;
  advance(ms: number): Promise<void>;
}

export function setStage(binding: Binding): Stage {
  let world = createFakeEnvironment();
  let mounted: Pick<Scene, 'unmount'>[] = [];

  beforeEach(() => {
    world = createFakeEnvironment();
    mounted = [];
  });
  watchConsole();
  afterEach(async () => {
    for (const { unmount } of mounted) await unmount();
    await stage.advance(LINGER);
    for (const socket of world.sockets) socket.finishClose();
    await stage.advance(0);
    // Whatever the story was, nothing stays behind.
    expect(stage.live).toEqual([]);
    expect(world.listened).toEqual([]);
    expect(world.clock.timers).toBe(0);
    expect(world.frames.pending).toBe(0);
    expect(world.takeErrors()).toEqual([]);
  });

  function enter<Name extends ComponentName>(component: Mounted<Name>): Scene<Name> {
    const scene = createScene(component);
    mounted.push(scene);
    return scene;
  }
  async function ownScene(
    given: Own,
    begin: (name: 'Own', props: Components['Own']) => Promise<Scene<'Own'>>,
  ): Promise<OwnScene> {
    const { props, controls } = createOwnProps({ options: stage.options, ...given });
    return { ...(await begin('Own', props)), controls };
  }

  const stage: Stage = {
    binding,
    show: joined,
    get world() {
      return world;
    },
    get options() {
      return { environment: world.environment };
    },
    get server() {
      return world.socket;
    },
    get live() {
      return world.sockets.filter(({ readyState }) => readyState < 2);
    },
    createSocket: () => createWebSocket('/a', stage.options),
    mount: async (name, props) => enter(await binding.mount(name, props)),
    mountTwice: async (name, props) => enter(await binding.mountTwice(name, props)),
    async hydrate(name, props) {
      const html = binding.serverHtml(name);
      expect(html, `no HTML of ${name}: run the server part first`).not.toBe('');
      return enter(await binding.hydrate(name, props, html));
    },
    mountOwn: (props) => ownScene(props, stage.mount),
    hydrateOwn: (props) => ownScene(props, stage.hydrate),
    async act(event) {
      event();
      await turn();
    },
    accept: () => stage.act(() => stage.server.accept()),
    say: (...messages) =>
      stage.act(() => {
        for (const message of messages) stage.server.message(message);
      }),
    drop: () => stage.act(() => stage.server.drop()),
    advance: (ms) => stage.act(() => world.clock.advance(ms)),
  };
  return stage;
}
