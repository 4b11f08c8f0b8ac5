import { useSyncExternalStore } from 'react';
import type { SettingsStore } from '../shared/settings.js';
import { Market } from './Market.js';
import { Switches } from './Switches.js';

export function Ticker({ settings }: { settings: SettingsStore }) {
  const { rate, delivery, worker } = useSyncExternalStore(settings.subscribe, settings.getSnapshot);
  return (
    <>
      <Switches settings={settings} />
      {/* What a socket reads once needs another socket. */}
      <Market key={`${delivery} ${worker}`} rate={rate} delivery={delivery} worker={worker} />
    </>
  );
}
