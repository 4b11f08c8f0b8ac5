import { wordsOf } from './errors.js';
import type { Pulse } from './machine/beat.js';
import type { WebSocketOptions } from './options.js';
import { warn } from './warn.js';

const VALUES = [
  'delivery',
  'maxMessageBytes',
  'connectTimeout',
  'closeTimeout',
  'healthyAfter',
  'linger',
] as const;
const GROUPS = {
  queue: ['maxMessages', 'maxBytes', 'overflow', 'timeToLive'],
  heartbeat: ['interval', 'timeout'],
} as const;

type Options = Pick<WebSocketOptions, (typeof VALUES)[number] | 'queue'> & {
  readonly heartbeat?: Pick<Pulse, 'interval' | 'timeout'> | undefined;
};

/**
 * Warns, once for each, of options that changed although they are read once. Codecs, environments and
 * functions inside of options are new objects in each render, so that nobody can tell whether they changed.
 */
export function watchFixedOptions(initial: Options): (options: Options) => void {
  const before = read(initial);
  const warned = new Set<string>();
  return (options) => {
    for (const [name, value] of read(options)) {
      if (Object.is(before.get(name), value) || warned.has(name)) continue;
      if (!((name.split('.')[0] as string) in options)) continue;
      warned.add(name);
      warn(
        `The option ${name} changed from ${wordsOf(before.get(name))} to ${wordsOf(value)}, but it is read once, when the socket is made. Make another socket for it (in React: a new key).`,
      );
    }
  };
}

/** What can be compared, by name. */
function read(options: Options): Map<string, unknown> {
  const values = new Map<string, unknown>(VALUES.map((name) => [name, options[name]]));
  for (const [group, names] of Object.entries(GROUPS)) {
    const object = options[group as keyof typeof GROUPS] as Record<string, unknown> | undefined;
    for (const name of names) values.set(`${group}.${name}`, object?.[name]);
  }
  return values;
}
