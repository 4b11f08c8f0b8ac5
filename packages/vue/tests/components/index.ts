import type { ComponentName } from '@towline/suites/conformance';
import type { Component } from 'vue';
import Account from './Account.vue';
import Branch from './Branch.vue';
import Channel from './Channel.vue';
import Countdown from './Countdown.vue';
import Fields from './Fields.vue';
import Gap from './Gap.vue';
import Handed from './Handed.vue';
import Kept from './Kept.vue';
import Letters from './Letters.vue';
import Listener from './Listener.vue';
import Messages from './Messages.vue';
import Outside from './Outside.vue';
import Own from './Own.vue';
import Reducer from './Reducer.vue';
import Status from './Status.vue';
import Trio from './Trio.vue';

export const components: { readonly [Name in ComponentName]: Component } = {
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
  Kept,
  Trio,
  Gap,
};
