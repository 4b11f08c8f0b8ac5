import { createWebSocket, type TowlineSocket } from '@towline/core';
import type { Components } from '../conformance/binding.js';

/** The components that together use every hook. */
export type MountedName = 'Own' | 'Handed' | 'Messages' | 'Listener';

/** Mounts a component as an application does, without the tools of tests; returns how to unmount. */
export type Mount = <Name extends MountedName>(
  name: Name,
  props: Components[Name],
  target: HTMLElement,
) => () => unknown;

declare global {
  /** Mounts and unmounts so many times, for whoever drives the page. */
  var mountAndUnmount: (url: string, times: number) => Promise<void>;
}

/** ms in which a connection opens or closes. */
const PATIENCE = 20_000;

const show = (...values: readonly unknown[]) => values.map(String).join(' ');

/**
 * Makes a page of components that can be mounted many times: one with a connection of its own, and three that
 * share another. Each time both are opened, hear `hello`, and are closed.
 */
export function offerMounts(mount: Mount): void {
  async function mountOnce(url: string) {
    const options = { linger: 0 };
    const shared = createWebSocket(url, options);
    const heard: string[] = [];
    const onMessage = (message: string) => heard.push(message);
    let own: TowlineSocket | undefined;
    const targets: HTMLElement[] = [];
    function enter<Name extends MountedName>(name: Name, props: Components[Name]) {
      const target = document.body.appendChild(document.createElement('main'));
      targets.push(target);
      return mount(name, props, target);
    }
    const unmounts = [
      enter('Handed', { socket: shared, show }),
      enter('Messages', { socket: shared, show }),
      enter('Listener', { socket: shared, onMessage }),
      enter('Own', {
        url,
        options,
        show,
        onMessage,
        onSetup(controls) {
          own = controls.socket;
        },
      }),
    ];
    const shown = () => targets.map(({ textContent }) => textContent?.trim()).join(', ');
    await until(() => shown() === 'open hello null, hello, , open hello hello', shown);
    await until(
      () => heard.join() === 'hello,hello',
      () => heard.join(),
    );
    for (const unmount of unmounts) await unmount();
    for (const target of targets) target.remove();
    await until(
      () => [own, shared].every((socket) => socket?.getSnapshot().status === 'closed'),
      () => 'not closed',
    );
  }

  globalThis.mountAndUnmount = async (url, times) => {
    for (let round = 0; round < times; round += 1) await mountOnce(url);
  };
}

async function until(done: () => boolean, found: () => string) {
  const deadline = performance.now() + PATIENCE;
  while (!done()) {
    if (performance.now() > deadline) throw new Error(`It did not come to it: ${found()}`);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
