import { BOXES, diagramWords, STAGES, VIEW_BOX, WAYS } from '../shared/diagram.js';
import { type Machine, stageOf } from '../shared/machine.js';

export function StatesDiagram({ machine }: { machine: Machine }) {
  const { state, way } = machine;

  return (
    <svg className="diagram" viewBox={VIEW_BOX} role="img">
      <title>{diagramWords(machine)}</title>
      {WAYS.map(({ name, path, label, x, y }) => (
        <g key={name} className={name === way ? 'way taken' : 'way'}>
          <path d={path} />
          <text x={x} y={y}>
            {label}
          </text>
        </g>
      ))}
      {BOXES.map(({ phase, x, y, width, height, textY }) => (
        <g key={phase} className={`phase ${phase} ${phase === state.phase ? 'present' : ''}`}>
          <rect x={x} y={y} width={width} height={height} rx={9} />
          <text x={x + width / 2} y={textY}>
            {phase}
          </text>
        </g>
      ))}
      {STAGES.map(({ stage, x, width }) => (
        <g key={stage} className={stage === stageOf(state) ? 'stage present' : 'stage'}>
          <rect x={x} y={40} width={width} height={22} rx={6} />
          <text x={x + width / 2} y={54}>
            {stage}
          </text>
        </g>
      ))}
    </svg>
  );
}
