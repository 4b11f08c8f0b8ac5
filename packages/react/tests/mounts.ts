import { type MountedName, offerMounts } from '@towline/suites/mounts';
import { type ComponentType, createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Handed } from './components/Handed.js';
import { Listener } from './components/Listener.js';
import { Messages } from './components/Messages.js';
import { Own } from './components/Own.js';

const components: Readonly<Record<MountedName, unknown>> = { Own, Handed, Messages, Listener };

offerMounts((name, props, target) => {
  const root = createRoot(target);
  const component = components[name] as ComponentType<typeof props>;
  // Mounts twice in development, and once in production.
  root.render(createElement(StrictMode, null, createElement(component, props)));
  return () => root.unmount();
});
