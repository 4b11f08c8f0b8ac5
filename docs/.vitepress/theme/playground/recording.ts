import { type Inspection, inspect, type Phase, type TowlineSocket } from '@towline/core';

/** A phase of the connection, from `from` until the next one begins; in ms. */
export interface Stretch {
  readonly key: number;
  readonly phase: Phase;
  readonly from: number;
  /** As the snapshot counts them: 0 for the first one, 1 for the first retry. */
  readonly attempt: number | undefined;
}

export type MarkKind = 'received' | 'sent' | 'queued' | 'dropped';

/** Messages of one kind, close together. */
export interface Mark {
  readonly key: number;
  readonly kind: MarkKind;
  readonly at: number;
  readonly count: number;
}

/** A step in words. */
export interface Step {
  readonly key: number;
  readonly at: number;
  readonly before: string;
  readonly input: string;
  readonly after: string;
}

export interface Recording {
  readonly stretches: readonly Stretch[];
  readonly marks: readonly Mark[];
  /** The latest first. */
  readonly steps: readonly Step[];
}

/** ms within which messages are one mark. */
const TOGETHER = 60;
/** Of steps in words. */
const STEPS = 5;

/** What `send` does at once; of what was queued the socket's events tell. */
const KINDS: Readonly<Record<string, MarkKind>> = { transmit: 'sent', enqueue: 'queued' };

/**
 * What happens on a socket, as far back as `span` ms.
 *
 * @param changed is called after each change
 */
export function record(
  socket: TowlineSocket<unknown>,
  now: () => number,
  span: number,
  changed: (recording: Recording) => void,
): () => void {
  let key = 0;
  const { status } = socket.getSnapshot();
  // Before it was ever wanted open it reads "connecting".
  const phase = status === 'open' ? 'open' : 'idle';
  let stretches: readonly Stretch[] = [{ key, phase, from: now(), attempt: undefined }];
  let marks: readonly Mark[] = [];
  let steps: readonly Step[] = [];

  function mark(kind: MarkKind, at: number) {
    const last = marks.findLast((each) => each.kind === kind);
    if (last && at - last.at < TOGETHER) {
      marks = marks.map((each) => (each === last ? { ...last, count: last.count + 1 } : each));
    } else {
      marks = [...marks, { key: ++key, kind, at, count: 1 }];
    }
  }

  function note({ before, input, after, effects }: Inspection) {
    const at = now();
    if (input.type === 'message') mark('received', at);
    for (const { type } of effects) {
      const kind = input.type === 'send' ? KINDS[type] : undefined;
      if (kind) mark(kind, at);
    }
    if (nameOf(before) !== nameOf(after)) {
      const attempt = 'attempt' in after && after.phase !== 'open' ? after.attempt : undefined;
      stretches = [...stretches, { key: ++key, phase: after.phase, from: at, attempt }];
      const step = { key, at, before: nameOf(before), input: input.type, after: nameOf(after) };
      steps = [step, ...steps].slice(0, STEPS);
    }
    const oldest = at - span;
    marks = marks.filter((each) => each.at > oldest);
    stretches = stretches.filter((_, index) => (stretches[index + 1]?.from ?? at) >= oldest);
    changed({ stretches, marks, steps });
  }

  function ended(kind: MarkKind) {
    mark(kind, now());
    changed({ stretches, marks, steps });
  }

  changed({ stretches, marks, steps });
  const stops = [
    inspect(socket, note),
    socket.on('sent', () => ended('sent')),
    socket.on('drop', () => ended('dropped')),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function nameOf(state: Inspection['before']): string {
  return state.phase === 'connecting' ? `connecting (${state.stage})` : state.phase;
}
