import { createWebSocket, type Environment, json, type WebSocketOptions } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { readOptions } from '../src/options.js';

const invalidOption = expect.objectContaining({ name: 'TowlineError', code: 'invalid-option' });

describe('options', () => {
  test('have defaults', () => {
    expect(readOptions({})).toEqual({
      environment: expect.any(Object),
      delivery: 'frame',
      queue: {},
      maxMessageBytes: Number.POSITIVE_INFINITY,
      connectTimeout: 10_000,
      closeTimeout: 2000,
      healthyAfter: 5000,
      linger: 1000,
    });
  });

  test('take undefined for the default', () => {
    expect(readOptions({ linger: undefined, delivery: undefined })).toMatchObject({
      linger: 1000,
      delivery: 'frame',
    });
  });

  test('take 0 and Infinity at their word', () => {
    expect(readOptions({ linger: 0, connectTimeout: Number.POSITIVE_INFINITY })).toMatchObject({
      linger: 0,
      connectTimeout: Number.POSITIVE_INFINITY,
    });
  });

  test.each(['connectTimeout', 'closeTimeout', 'healthyAfter', 'linger'])(
    'refuse a wrong %s',
    (name) => {
      for (const value of [-1, Number.NaN, '1000']) {
        const options = { [name]: value } as WebSocketOptions;
        expect(() => createWebSocket('/ws', options)).toThrow(invalidOption);
      }
      expect(() => createWebSocket('/ws', { [name]: -1 })).toThrow(name);
    },
  );

  test.each(['maxMessages', 'maxBytes', 'timeToLive'])('refuse a wrong queue.%s', (name) => {
    for (const value of [Number.NaN, '10', null]) {
      const queue = { [name]: value } as WebSocketOptions['queue'];
      expect(() => createWebSocket('/ws', { queue })).toThrow(invalidOption);
    }
    for (const value of [0, Number.POSITIVE_INFINITY, undefined]) {
      const queue = { [name]: value } as WebSocketOptions['queue'];
      expect(() => createWebSocket('/ws', { queue })).not.toThrow();
    }
    expect(() => createWebSocket('/ws', { queue: { [name]: -1 } })).toThrow(invalidOption);
    expect(() => createWebSocket('/ws', { queue: { [name]: -1 } })).toThrow(`queue.${name}`);
  });

  test.each([
    ['delivery', (value: unknown) => ({ delivery: value }), ['frame', 'sync', 'microtask']],
    [
      'queue.overflow',
      (value: unknown) => ({ queue: { overflow: value } }),
      ['drop-oldest', 'drop-newest', 'refuse'],
    ],
  ] as const)('take one of the words for %s only', (name, optionsWith, words) => {
    const making = (value: unknown) => () =>
      createWebSocket('/ws', optionsWith(value) as WebSocketOptions);
    for (const value of [...words, undefined]) expect(making(value)).not.toThrow();
    for (const value of ['drop', '', [], true, null]) {
      expect(making(value)).toThrow(invalidOption);
      expect(making(value)).toThrow(`${name} is ${value}. Give one of ${words.join(', ')}`);
    }
  });

  test('fill a partial environment up with the runtime’s own, without reading it', () => {
    const given: Partial<Environment> = {
      get WebSocket(): never {
        throw new Error('read too early');
      },
      random: () => 0.25,
    };
    const { environment } = readOptions({ environment: given });
    expect(environment.random()).toBe(0.25);
    expect(environment.wallTime()).toBeGreaterThan(Date.UTC(2020, 0));
    expect(() => environment.WebSocket).toThrow('read too early');
  });
});

test.each([
  { codec: null },
  { heartbeat: null },
  { linger: Symbol('s') },
  { connectTimeout: Object.create(null) },
  { delivery: Symbol('s') },
])('what is no option is refused by a clear error', (options) => {
  expect(() => readOptions(options as never)).toThrow(invalidOption);
});

test('a queue of null is the default queue', () => {
  expect(readOptions({ queue: null as never }).queue).toEqual({});
});

test.each([{ heartbeat: { message: 'ping' } }, { codec: json }, { codec: {} }])(
  '%j is refused: nothing made it',
  (options) => {
    expect(() => readOptions(options as never)).toThrow(invalidOption);
  },
);
