import type { Credentials } from '../../protocol.js';

const ANIMALS = [
  'otter',
  'heron',
  'lynx',
  'robin',
  'seal',
  'ibex',
  'wren',
  'marten',
  'puffin',
  'hare',
];

export const NAME_LENGTH = 24;

/** Who this pane is, for as long as its tab lives. */
export interface Identity extends Credentials {
  rename(name: string): void;
}

export function createIdentity(framework: string): Identity {
  const animal = ANIMALS[Math.floor(Math.random() * ANIMALS.length)];
  const client = remember(`${framework}.client`, newId());
  let name = remember(`${framework}.name`, `${framework}-${animal}`);
  return {
    client,
    get name() {
      return name;
    },
    rename(next) {
      name = next;
      sessionStorage.setItem(`${framework}.name`, next);
    },
  };
}

function remember(key: string, fallback: string): string {
  const known = sessionStorage.getItem(key);
  if (known === null) sessionStorage.setItem(key, fallback);
  return known ?? fallback;
}

/** `crypto.randomUUID` is missing where the page comes by plain http from another machine. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
