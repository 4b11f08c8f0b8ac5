import fc from 'fast-check';
import type { Settings } from './settings.js';

/** What a user does with what stands over a socket. `which` picks one of those there are. */
export type MessageAction =
  /** `channel`: which one is used, or which use of one ends. */
  { readonly channel: 'retain' | 'release'; readonly which: number };

/** What is called by Towline only where there is what stands over a socket. */
export const MESSAGE_LISTENERS = ['join', 'leave'] as const;

type Features = Pick<Settings, 'channels'>;

/** What there is to do with these features, and how often. */
export function messageActions({
  channels,
}: Features): { weight: number; arbitrary: fc.Arbitrary<MessageAction> }[] {
  return [
    ...(channels === undefined
      ? []
      : [
          {
            weight: 8,
            arbitrary: fc.record({
              channel: fc.constantFrom<'retain' | 'release'>('retain', 'retain', 'release'),
              which: fc.nat(3),
            }),
          },
        ]),
  ];
}

/** Who is called by Towline with these features. */
export function messageListeners({ channels }: Features): (typeof MESSAGE_LISTENERS)[number][] {
  return [...(channels === undefined ? [] : (['join', 'leave'] as const))];
}
