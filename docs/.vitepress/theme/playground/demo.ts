import { isTowlineSocket, type TowlineSocket } from '@towline/core';
import type { MockServer } from '@towline/testing';
import type { Framework } from '../framework';

/** What a demo's server.ts says: the server, and what readers may ask for. */
export interface DemoServer {
  createServer(): MockServer;
  readonly actions: Readonly<Record<string, (server: MockServer) => void>>;
  /** What goes on for a while, over what is shown: sentences, each given when it has come true. */
  readonly stories?: Readonly<Record<string, Story>>;
}

export type Story = (server: MockServer, screen: HTMLElement) => AsyncIterable<string>;

/** One folder of demos/. */
export interface Demo {
  readonly socket: TowlineSocket<unknown>;
  readonly server: DemoServer;
  component(framework: Framework): Promise<unknown>;
}

type Loader<Module> = Readonly<Record<string, () => Promise<Module>>>;
type Exports = Readonly<Record<string, unknown>>;

const sockets = import.meta.glob<Exports>('../../demos/*/socket.ts');
const servers = import.meta.glob<DemoServer>('../../demos/*/server.ts');
const components: Readonly<Record<Framework, Loader<Exports>>> = {
  react: import.meta.glob<Exports>('../../demos/*/React.tsx'),
  vue: import.meta.glob<Exports>('../../demos/*/Vue.vue'),
  svelte: import.meta.glob<Exports>('../../demos/*/Svelte.svelte'),
};
const FILES: Readonly<Record<Framework, string>> = {
  react: 'React.tsx',
  vue: 'Vue.vue',
  svelte: 'Svelte.svelte',
};

export async function loadDemo(name: string): Promise<Demo> {
  const [exported, server] = await Promise.all([
    load(sockets, name, 'socket.ts'),
    load(servers, name, 'server.ts'),
  ]);
  const socket = Object.values(exported).find(isTowlineSocket);
  if (!socket) throw new Error(`The demo ${name} exports no socket.`);
  return {
    socket,
    server,
    async component(framework) {
      // Its only export, by whatever name.
      const [component] = Object.values(await load(components[framework], name, FILES[framework]));
      return component;
    },
  };
}

function load<Module>(loader: Loader<Module>, name: string, file: string): Promise<Module> {
  const get = loader[`../../demos/${name}/${file}`];
  if (!get) throw new Error(`The demo ${name} has no ${file}.`);
  return get();
}
