import { fireEvent, within } from '@testing-library/dom';
import type { TowlineSocket } from '@towline/core';
import type { MockServer } from '@towline/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS, type Framework, NAMES } from '../../theme/framework';
import type { Demo } from '../../theme/playground/demo';
import { pictureOf, textOf } from './picture';

/** A demo on its page, as the playground shows it. */
export interface Stage {
  readonly demo: Demo;
  readonly server: MockServer;
  readonly socket: TowlineSocket<unknown>;
  readonly host: HTMLElement;
  readonly page: ReturnType<typeof within>;
  /** Lets time pass, and the framework render. */
  pass(ms: number): Promise<void>;
  /** Presses a button of the demo, or a checkbox. */
  press(label: string): Promise<void>;
  /** Presses one of the server's buttons. */
  ask(label: string): Promise<void>;
  /** As the playground's button: those who are there are lost, and those who knock are refused. */
  refuse(): Promise<void>;
  /** All that the demo says. */
  text(): string;
  /** What it says in a list, of the `nth` such term. */
  figure(term: string, nth?: number): string | undefined;
  /** Takes the demo off its page; twice does no harm. */
  leave(): Promise<void>;
}

/** What renders takes its turns by itself: setImmediate and microtasks are real. */
const FAKE = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Date',
  'performance',
  'requestAnimationFrame',
  'cancelAnimationFrame',
] as const;

/** ms until all that is under way has arrived and been shown. */
const SOON = 40;
/** ms until each demo has its connection: one of them fetches a token. */
const CONNECTED = 500;
/** ms until what nobody uses is closed: `linger`, and the closing handshake. */
const GONE = 1100;

/**
 * Tests a demo in each framework, and that it looks the same in all of them.
 *
 * @param tour what to do with it; it looks the same after each `yield`
 * @param tell the tests; `stage` is another one in each
 */
export function tellDemo(
  name: string,
  tour: (stage: Stage) => AsyncIterable<void>,
  tell: (stage: Stage) => void,
): void {
  let present: Stage;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: [...FAKE] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    vi.spyOn(console, 'warn');
    vi.spyOn(console, 'error');
  });
  afterEach(async () => {
    await present.leave();
    present.server.reset();
    expect(console.warn).not.toHaveBeenCalled();
    expect(console.error).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const frameworks = FRAMEWORKS.map((framework) => [NAMES[framework], framework] as const);
  describe.each(frameworks)(`the demo of ${name} in %s`, (_, framework) => {
    const stage = {} as Stage;
    beforeEach(async () => {
      present = Object.assign(stage, await show(await load(name), framework));
    });

    tell(stage);

    it('leaves no connection and no timer behind', async () => {
      await stage.pass(CONNECTED);
      expect(openOnes(stage)).toBeGreaterThan(0);
      await stage.leave();
      expect(openOnes(stage)).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    });

    it('connects again where one comes back to its page', async () => {
      await stage.pass(CONNECTED);
      // As the playground does, at once.
      const left = stage.leave();
      stage.server.reset();
      await left;
      present = await show(stage.demo, framework);
      await present.pass(CONNECTED);
      expect(present.socket.getSnapshot().status).toBe('open');
    });
  });

  it(`the demo of ${name} keeps its connection when the tab of another framework is chosen`, async () => {
    present = await show(await load(name), 'react');
    const { demo, server } = present;
    await present.pass(CONNECTED);
    const changed = vi.fn();
    demo.socket.on('statechange', changed);
    for (const framework of ['vue', 'svelte'] as const) {
      const left = present.leave();
      present = await show(demo, framework, server);
      await left;
      await present.pass(CONNECTED);
    }
    expect(changed.mock.calls.filter(([{ status }]) => status !== 'open')).toEqual([]);
    expect(demo.socket.getSnapshot().status).toBe('open');
  });

  it(`the demo of ${name} looks the same in React, Vue and Svelte`, async () => {
    const pictures: string[][] = [];
    for (const framework of FRAMEWORKS) {
      present = await show(await load(name), framework);
      const seen = [pictureOf(present.host)];
      for await (const _ of tour(present)) seen.push(pictureOf(present.host));
      pictures.push(seen);
      await present.leave();
      present.server.reset();
    }
    const [react, vue, svelte] = pictures;
    expect(new Set(react).size).toBeGreaterThan(1);
    expect(vue).toEqual(react);
    expect(svelte).toEqual(react);
  });
}

function openOnes({ server }: Stage): number {
  return server.connections.filter(({ readyState }) => readyState !== 3).length;
}

/** As on a page that was just opened: nothing has happened yet. */
async function load(name: string): Promise<Demo> {
  vi.resetModules();
  const { loadDemo } = await import('../../theme/playground/demo');
  return loadDemo(name);
}

/** Shows a demo, with a server of its own where none is given. */
async function show(
  demo: Demo,
  framework: Framework,
  server: MockServer = demo.server.createServer(),
): Promise<Stage> {
  server.install();
  const host = document.body.appendChild(document.createElement('main'));
  const { islands } = await import('../../theme/playground/islands');
  const island = await islands[framework]();
  const unmount = island.mount(await demo.component(framework), host);
  const page = within(host);
  let left = false;

  async function pass(ms: number) {
    await rendered();
    await vi.advanceTimersByTimeAsync(ms);
    await rendered();
  }

  await pass(0);
  return {
    demo,
    server,
    socket: demo.socket,
    host,
    page,
    pass,
    async press(label) {
      fireEvent.click(page.queryByLabelText(label) ?? page.getByText(label));
      await pass(SOON);
    },
    async ask(label) {
      const act = demo.server.actions[label];
      if (!act) throw new Error(`There is no button "${label}".`);
      act(server);
      await pass(SOON);
    },
    async refuse() {
      server.handshake = 'refuse';
      server.drop();
      await pass(SOON);
    },
    text: () => textOf(host),
    figure(term, nth = 0) {
      return page.getAllByText(term)[nth]?.nextElementSibling?.textContent ?? undefined;
    },
    async leave() {
      if (left) return;
      left = true;
      unmount();
      await pass(GONE);
      host.remove();
    },
  };
}

/** React takes a task of its own for effects, and for what they set. */
async function rendered() {
  for (let round = 0; round < 4; round += 1) await new Promise(setImmediate);
}
