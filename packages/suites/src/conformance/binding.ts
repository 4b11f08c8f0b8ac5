import type { Keyed, Log, RenderedView, TowlineSocket, Url, WebSocketOptions } from '@towline/core';

/** Called in each render with what the component read; answers with the text to render. */
export type Show = (...values: readonly unknown[]) => string;

/** What `useWebSocket` gives besides fields, in every binding. */
export type Controls = Pick<TowlineSocket, 'send' | 'open' | 'close' | 'reconnect'> & {
  readonly socket: TowlineSocket;
};

/** A field of the result of `useWebSocket`. */
export type Field =
  | 'status'
  | 'reconnecting'
  | 'attempt'
  | 'nextRetry'
  | 'lastClose'
  | 'url'
  | 'queued'
  | 'lastMessage';

/** The components that each binding implements, as like each other as the frameworks allow. */
export interface Components {
  /** `status` only; an element of another name when it is open. */
  Status: { readonly socket: TowlineSocket; readonly show: Show };
  /** Whichever fields it is told to read. */
  Fields: {
    readonly socket: TowlineSocket;
    readonly show: Show;
    readonly fields: readonly Field[];
  };
  /** `useMessages`, the list joined by spaces. */
  Messages: { readonly socket: TowlineSocket; readonly show: Show; readonly limit?: number };
  /** `useMessageReducer` that puts all messages together. */
  Reducer: { readonly socket: TowlineSocket; readonly show: Show };
  /** `useRetryCountdown`. */
  Countdown: { readonly socket: TowlineSocket; readonly show: Show };
  /** A log and a reducer made outside, by each hook that takes one. */
  Outside: {
    readonly log: Log<readonly string[], string>;
    readonly reducer: Log<string, string>;
    readonly show: Show;
    readonly onMessage: (message: string) => void;
  };
  /** A channel of its own: its status, last message, `useLatest` of its key, and messages. */
  Channel: {
    readonly topics: Keyed<string, string, string>;
    readonly room: string;
    readonly show: Show;
    readonly onMessage: (message: string) => void;
  };
  /** `useSelector`: the letters of a text, each once, which are equal where they are the same. */
  Letters: { readonly view: RenderedView<string>; readonly show: Show };
  /** The result of `useWebSocket` handed to each hook: status, messages put together, countdown. */
  Handed: { readonly socket: TowlineSocket; readonly show: Show };
  /**
   * The recipe of the docs: a provider, keyed by the user, makes the connection and hands it down by the
   * framework's context; inside, its status, the user and a way to sign out, told by `onSetup`.
   */
  Account: {
    readonly user: string | null;
    readonly options: WebSocketOptions;
    readonly show: Show;
    readonly onSetup: (signOut: () => void) => void;
    readonly onSignOut: () => void;
  };
  /** `useMessage`; nothing to see. */
  Listener: { readonly socket: TowlineSocket; readonly onMessage: (message: string) => void };
  /** A connection of its own: its status, last message and messages. */
  Own: {
    readonly url: Url;
    readonly enabled?: boolean;
    readonly keepQueue?: boolean;
    readonly options: WebSocketOptions;
    readonly show: Show;
    readonly onMessage: (message: string) => void;
    readonly onSetup: (controls: Controls) => void;
  };
  /** Status behind an `{#if}`, a `v-if`, a `&&`. */
  Branch: { readonly socket: TowlineSocket; readonly show: Show; readonly shown: boolean };
  /** Status in what the framework has for keeping hidden components: KeepAlive, Activity. */
  Kept: { readonly socket: TowlineSocket; readonly show: Show; readonly shown: boolean };
  /** Two of Fields (status and lastMessage) and a Messages, in elements of their own. */
  Trio: { readonly socket: TowlineSocket; readonly show: Show };
  /** Status that calls `onRendered` after its render and before its effects, where the framework has such a place. */
  Gap: { readonly socket: TowlineSocket; readonly show: Show; readonly onRendered: () => void };
}

export type ComponentName = keyof Components;

export interface Mounted<Name extends ComponentName = ComponentName> {
  readonly page: Pick<HTMLElement, 'textContent' | 'querySelectorAll'>;
  update(props: Partial<Components[Name]>): Promise<void>;
  unmount(): Promise<void>;
}

/** What the suite needs to know of a binding, in a page. */
export interface Binding {
  readonly name: string;
  /** What the framework lacks is left out. */
  readonly components: readonly ComponentName[];
  mount<Name extends ComponentName>(name: Name, props: Components[Name]): Promise<Mounted<Name>>;
  /** Whether what is mounted twice is the same component with what it had, as in React's strict mode. */
  readonly comesBack?: boolean;
  /** As a framework's strict mode does: mounts, unmounts at once and mounts again. */
  mountTwice<Name extends ComponentName>(
    name: Name,
    props: Components[Name],
  ): Promise<Mounted<Name>>;
  /** Takes over what `ServerBinding.render` gave. */
  hydrate<Name extends ComponentName>(
    name: Name,
    props: Components[Name],
    html: string,
  ): Promise<Mounted<Name>>;
  /** Why no component can know that it is hydrated, if so: stories that depend on it are skipped. */
  readonly hydratesUnawares?: string;
  /** What the server part of the suite stored for a component. */
  serverHtml(name: ComponentName): string;
}

/** What the suite needs to know of a binding, on a server. */
export interface ServerBinding {
  readonly name: string;
  render<Name extends ComponentName>(name: Name, props: Components[Name]): Promise<string>;
}
