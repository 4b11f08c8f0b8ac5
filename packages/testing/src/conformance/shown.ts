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

/** A fold that puts texts together. */
export const putTogether = (whole: string, message: string): string => whole + message;
