import type { ComponentName, Components } from '@towline/testing/conformance';
import type { ComponentType } from 'react';
import { Branch } from './Branch.js';
import { Fields } from './Fields.js';
import { Gap } from './Gap.js';
import { Kept } from './Kept.js';
import { Listener } from './Listener.js';
import { Messages } from './Messages.js';
import { Own } from './Own.js';
import { Status } from './Status.js';
import { Trio } from './Trio.js';

export const components: { readonly [Name in ComponentName]: ComponentType<Components[Name]> } = {
  Status,
  Fields,
  Messages,
  Listener,
  Own,
  Branch,
  Kept,
  Trio,
  Gap,
};
