import type { ComponentName, Components } from '@towline/suites/conformance';
import type { Component } from 'svelte';
import Account from './Account.svelte';
import Branch from './Branch.svelte';
import Channel from './Channel.svelte';
import Countdown from './Countdown.svelte';
import Fields from './Fields.svelte';
import Gap from './Gap.svelte';
import Handed from './Handed.svelte';
import Letters from './Letters.svelte';
import Listener from './Listener.svelte';
import Messages from './Messages.svelte';
import Outside from './Outside.svelte';
import Own from './Own.svelte';
import Reducer from './Reducer.svelte';
import Status from './Status.svelte';
import Trio from './Trio.svelte';

type Implemented = Exclude<ComponentName, 'Kept'>;

export const components: { readonly [Name in Implemented]: Component<Components[Name]> } = {
  Status,
  Fields,
  Messages,
  Reducer,
  Countdown,
  Outside,
  Channel,
  Letters,
  Handed,
  Account,
  Listener,
  Own,
  Branch,
  Trio,
  Gap,
};
