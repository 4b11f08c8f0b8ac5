import type { ComponentName, Components } from '@towline/suites/conformance';
import type { ComponentType } from 'react';
import { Account } from './Account.js';
import { Branch } from './Branch.js';
import { Channel } from './Channel.js';
import { Countdown } from './Countdown.js';
import { Fields } from './Fields.js';
import { Gap } from './Gap.js';
import { Handed } from './Handed.js';
import { Kept } from './Kept.js';
import { Letters } from './Letters.js';
import { Listener } from './Listener.js';
import { Messages } from './Messages.js';
import { Outside } from './Outside.js';
import { Own } from './Own.js';
import { Reducer } from './Reducer.js';
import { Status } from './Status.js';
import { Trio } from './Trio.js';

export const components: { readonly [Name in ComponentName]: ComponentType<Components[Name]> } = {
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
