import type { Show } from './binding.js';

/** What there is of the values, as text. */
export const joined: Show = (...values) =>
  values.filter((value) => value !== null && value !== '').join(' ');

/** A `show` that keeps what each render showed. */
export function shownBy(): { readonly show: Show; readonly shown: (readonly unknown[])[] } {
  const shown: (readonly unknown[])[] = [];
  return {
    shown,
    show(...values) {
      shown.push(values);
      return joined(...values);
    },
  };
}

/** The letters of a text, each once. */
export const lettersOf = (text: string): readonly string[] => [...new Set(text)];

export const sameLetters = (one: readonly string[], other: readonly string[]): boolean =>
  one.join() === other.join();

/** What a channel says when it is joined and left. */
export const CHANNEL = {
  join: (room: string) => `join ${room}`,
  leave: (room: string) => `leave ${room}`,
};

/** A fold that puts texts together. */
export const putTogether = (whole: string, message: string): string => whole + message;
