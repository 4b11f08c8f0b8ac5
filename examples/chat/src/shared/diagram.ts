import type { Phase } from '@towline/core';
import type { Machine } from './machine.js';

/** A phase's box in the diagram, in the units of its viewBox. */
export interface Box {
  readonly phase: Phase;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where its name is written. */
  readonly textY: number;
}

/** A way from one phase to another. */
export interface Way {
  readonly name: string;
  readonly path: string;
  /** What leads along it, and where that is written. */
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export const VIEW_BOX = '0 0 360 212';

export const BOXES: readonly Box[] = [
  { phase: 'idle', x: 2, y: 22, width: 60, height: 34, textY: 43 },
  { phase: 'connecting', x: 98, y: 6, width: 170, height: 66, textY: 27 },
  { phase: 'open', x: 298, y: 22, width: 60, height: 34, textY: 43 },
  { phase: 'waiting', x: 136, y: 112, width: 76, height: 34, textY: 133 },
  { phase: 'closed', x: 136, y: 174, width: 76, height: 34, textY: 195 },
  { phase: 'closing', x: 286, y: 174, width: 72, height: 34, textY: 195 },
];

/** The stages of an attempt, inside of its box. */
export const STAGES = [
  { stage: 'prepare', x: 106, width: 43 },
  { stage: 'connect', x: 153, width: 43 },
  { stage: 'authenticate', x: 200, width: 60 },
] as const;

/** The ways that are often taken; the others are in docs/transitions.md. */
export const WAYS: readonly Way[] = [
  { name: 'idle/connecting', path: 'M62 39H94', label: 'open', x: 78, y: 33 },
  { name: 'connecting/open', path: 'M268 39H294', label: '', x: 0, y: 0 },
  { name: 'connecting/waiting', path: 'M160 72V108', label: 'failed', x: 140, y: 95 },
  { name: 'waiting/connecting', path: 'M188 112V76', label: 'retry', x: 207, y: 95 },
  { name: 'open/waiting', path: 'M312 56C308 110 270 128 216 129', label: 'lost', x: 268, y: 108 },
  { name: 'open/closing', path: 'M334 56V170', label: 'close', x: 318, y: 150 },
  { name: 'closing/closed', path: 'M286 191H216', label: 'closed', x: 250, y: 185 },
  { name: 'waiting/closed', path: 'M174 146V170', label: 'close', x: 193, y: 162 },
  {
    name: 'closed/connecting',
    path: 'M136 191C104 188 82 130 112 76',
    label: 'open',
    x: 82,
    y: 130,
  },
];

/** The diagram in words, for who cannot see it. */
export function diagramWords({ state }: Machine): string {
  const phases = BOXES.map(({ phase }) => phase).join(', ');
  const stage = state.phase === 'connecting' ? `, in the stage ${state.stage}` : '';
  return `The phases of a connection: ${phases}. It is ${state.phase} now${stage}.`;
}
