import type { ServedConnection } from './server.js';
import type { Ending, Fate, Span, Told } from './told.js';

/** Both sides of a conversation that is over. */
export interface Conversation {
  readonly told: Told;
  /** What the server saw, by connection. */
  readonly connections: ReadonlyMap<number, ServedConnection>;
  /** When the network was not well. */
  readonly rough: readonly Span[];
  /**
   * Whether what the client was told is sent arrives before its answer to a close of the server's, as with `ws`. In
   * a browser the answer comes from another process, which lets go what the page says meanwhile.
   */
  readonly answersLast: boolean;
}

/** What does not add up, in words; empty where all does. */
export function problemsOf(conversation: Conversation): string[] {
  return [
    ...problemsOfSending(conversation),
    ...problemsOfArrival(conversation),
    ...problemsOfHearing(conversation),
  ];
}

/** Each message is sent, queued or dropped; each queued one has one end, each dropped one a reason. */
function problemsOfSending({ told }: Conversation): string[] {
  return told.fates.flatMap((fate, number) =>
    isWell(fate)
      ? []
      : [`message ${number}: ${fate.result}, then ${fate.ends.join(', ') || 'nothing'}`],
  );
}

function isWell({ result, ends }: Fate): boolean {
  switch (result) {
    case 'sent':
      return ends.length === 0;
    case 'queued':
      return ends.length === 1;
    case 'dropped':
      return ends.length === 1 && ends[0] !== 'sent';
  }
}

/**
 * Whether a message that was handed to a dying connection has arrived, nobody can know. But it arrives at most
 * once, in order, with none left out before it. All have arrived where the client began to close and the server
 * answered; where the server began, if the client's answer comes last and the network was well until the end.
 */
function problemsOfArrival({ told, connections, rough, answersLast }: Conversation): string[] {
  const { fates } = told;
  const handed = new Map(told.handed);
  const endings = new Map(told.endings);
  const problems: string[] = [];
  const all = [...handed].sort(([a], [b]) => a - b).flatMap(([, numbers]) => numbers);
  if (!isAscending(all)) problems.push('messages were handed over twice, or in another order');
  const expected = fates.filter(({ result, ends }) => result === 'sent' || ends[0] === 'sent');
  if (all.length !== expected.length) {
    problems.push(`${all.length} were handed over, ${expected.length} said to be sent`);
  }
  for (const [id, numbers] of handed) {
    const received = connections.get(id)?.received ?? [];
    if (!isPrefix(received, numbers)) problems.push(`${id}: received ${received} of ${numbers}`);
    const ending = endings.get(id);
    const answered = !connections.get(id)?.closes || (answersLast && !metAny(ending, rough));
    if (ending?.wasClean && answered && received.length !== numbers.length) {
      problems.push(`${id}: closed cleanly, ${received.length} of ${numbers.length} arrived`);
    }
  }
  for (const [id, { received }] of connections) {
    if (received.length > 0 && !handed.has(id))
      problems.push(`${id}: received ${received}, unsent`);
  }
  return problems;
}

function metAny(ending: Ending | undefined, spans: readonly Span[]): boolean {
  const [from, to] = ending?.span ?? [0, 0];
  return spans.some(([begin, end]) => begin <= to && end >= from);
}

/** What was heard of each connection: from its first message on, in order, with none left out. */
function problemsOfHearing({ told, connections }: Conversation): string[] {
  const problems: string[] = [];
  const { first = [], ...others } = told.heard;
  const endings = new Map(told.endings);
  for (const [name, messages] of Object.entries(others)) {
    if (!isSame(messages, first)) problems.push(`the ${name} heard something else than the first`);
  }
  for (const [name, text] of Object.entries(told.kept)) {
    if (text !== first.slice(-100).join(' ')) problems.push(`the ${name} has something else`);
  }
  for (const [name, text] of Object.entries(told.folded)) {
    if (text !== first.join('')) problems.push(`the ${name} has something else`);
  }
  const next = new Map<number, number>();
  let latest = 0;
  for (const message of first) {
    const [id = 0, number = 0] = message.split(':').map(Number);
    if (id < latest) problems.push(`heard ${message} after ${latest} had begun`);
    latest = id;
    if (number !== (next.get(id) ?? 0))
      problems.push(`heard ${message} instead of ${next.get(id)}`);
    next.set(id, number + 1);
  }
  for (const [id, { said }] of connections) {
    const count = next.get(id) ?? 0;
    if (count > said) problems.push(`${id}: heard ${count}, although ${said} were said`);
    const ending = endings.get(id);
    if (ending?.wasClean && ending.byServer && count !== said) {
      problems.push(`${id}: closed cleanly by the server, ${count} of ${said} heard`);
    }
  }
  return problems;
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] as number));
}

function isPrefix(part: readonly number[], whole: readonly number[]): boolean {
  return part.length <= whole.length && part.every((number, index) => number === whole[index]);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
