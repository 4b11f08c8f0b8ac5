import { scrollByKeys } from '../shared/elements.js';
import type { Machine } from '../shared/machine.js';
import { stateWords } from '../shared/state-words.js';
import { StatesDiagram } from './StatesDiagram.js';

export function StatesPanel({ machine }: { machine: Machine }) {
  return (
    <div className="states" ref={scrollByKeys}>
      <StatesDiagram machine={machine} />
      <p className="now">
        <strong>{machine.state.phase}</strong> {stateWords(machine.state)}
      </p>
      <h3>Steps, the latest first</h3>
      <ol aria-label="Steps">
        {machine.steps.map((step) => (
          <li key={step.key}>
            <time>{step.time}</time>
            <code>
              {step.before} + <b>{step.input}</b> → <b className="after">{step.after}</b>
              {step.times > 1 && ` ×${step.times}`}
            </code>
            {step.effects && <p>{step.effects}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}
