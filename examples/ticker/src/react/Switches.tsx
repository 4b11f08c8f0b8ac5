import { useSyncExternalStore } from 'react';
import { type Choice, DELIVERIES, RATES, type SettingsStore } from '../shared/settings.js';

export function Switches({ settings }: { settings: SettingsStore }) {
  const { rate, delivery, worker } = useSyncExternalStore(settings.subscribe, settings.getSnapshot);
  return (
    <section className="switches" aria-label="Switches">
      <Choices
        name="Messages a second"
        choices={RATES}
        chosen={rate}
        onChoose={(value) => settings.change({ rate: value })}
      />
      <Choices
        name="Delivery"
        choices={DELIVERIES}
        chosen={delivery}
        onChoose={(value) => settings.change({ delivery: value })}
      />
      <label className="switch">
        <input
          type="checkbox"
          checked={worker}
          onChange={({ target }) => settings.change({ worker: target.checked })}
        />
        In a worker
      </label>
    </section>
  );
}

interface ChoicesProps<Value> {
  name: string;
  choices: readonly Choice<Value>[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

function Choices<Value>({ name, choices, chosen, onChoose }: ChoicesProps<Value>) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <div className="choices">
        {choices.map(({ value, label }) => (
          <label key={label}>
            <input
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
