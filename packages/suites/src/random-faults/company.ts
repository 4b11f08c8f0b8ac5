import { createWebSocket, type TowlineSocket, type WebSocketOptions } from '@towline/core';
import type { Binding, Controls } from '../conformance/binding.js';

/** Those who make a socket and listen to it, besides the talker itself. */
export interface Company {
  readonly heard: Readonly<Record<string, readonly string[]>>;
  /** The text that shows the last 100 messages, and all of them in one. */
  shown(): { readonly kept: Record<string, string>; readonly folded: Record<string, string> };
  /** Everybody leaves, and so ends the connection. */
  stop(): Promise<void>;
}

/** Makes the socket, hands it over before anything comes through it, and opens it. */
export type Gather = (
  url: string,
  options: WebSocketOptions,
  meet: (socket: TowlineSocket) => void,
) => Promise<Company>;

/** The core alone. */
export const gatherNobody: Gather = async (url, options, meet) => {
  const socket = createWebSocket(url, options);
  meet(socket);
  socket.open();
  return {
    heard: {},
    shown: () => ({ kept: {}, folded: {} }),
    async stop() {
      socket.close();
    },
  };
};

/** A component of a binding with a connection of its own, and others that share it. */
export function gatherComponents(binding: Pick<Binding, 'mount'>): Gather {
  return async (url, options, meet) => {
    const heard = { owner: [] as string[], component: [] as string[] };
    let controls: Controls | undefined;
    const own = await binding.mount('Own', {
      url,
      options,
      // Everybody is there when it opens.
      enabled: false,
      show: (_status, _lastMessage, messages) => String(messages),
      onMessage: (message) => heard.owner.push(message),
      onSetup(given) {
        if (!controls) meet(given.socket);
        controls = given;
      },
    });
    if (!controls) throw new Error('The component did not tell its socket.');
    const { socket } = controls;
    const listener = await binding.mount('Listener', {
      socket,
      onMessage: (message) => heard.component.push(message),
    });
    const messages = await binding.mount('Messages', { socket, show: String });
    const reducer = await binding.mount('Reducer', { socket, show: String });
    await own.update({ enabled: true });
    const textOf = ({ page }: Pick<typeof own, 'page'>) => page.textContent?.trim() ?? '';
    return {
      heard,
      shown: () => ({
        kept: { 'own messages': textOf(own), messages: textOf(messages) },
        folded: { reducer: textOf(reducer) },
      }),
      async stop() {
        for (const each of [reducer, messages, listener, own]) await each.unmount();
      },
    };
  };
}
