import { expect, test } from 'vitest';
import { acceptance } from '../../src/machine/acceptance.js';
import { closing, connecting, STATES, waiting } from './samples.js';

test('a message is sent when open', () => {
  expect(acceptance(STATES.open[''])).toBe('transmit');
});

test('a message waits where the connection is to come', () => {
  for (const state of [STATES.idle[''], connecting('connect'), waiting]) {
    expect(acceptance(state)).toBe('enqueue');
  }
});

test('a message waits while it closes in order to reopen, or was only released', () => {
  expect(acceptance(closing('client', true))).toBe('enqueue');
  expect(acceptance(closing('released', true))).toBe('enqueue');
  expect(acceptance(closing('released', false))).toBe('enqueue');
});

test('a message is dropped where it is closed for good', () => {
  expect(acceptance(closing('client', false))).toBe('drop');
  expect(acceptance(STATES.closed['by user'])).toBe('drop');
  expect(acceptance(STATES.closed['by policy'])).toBe('drop');
});
