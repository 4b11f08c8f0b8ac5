import { createWebSocket, type Environment, type WebSocketOptions } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { readOptions } from '../src/options.js';

const invalidOption = expect.objectContaining({ name: 'TowlineError', code: 'invalid-option' });

describe('options', () => {
  test('have defaults', () => {
    expect(readOptions({})).toEqual({
      environment: expect.any(Object),
      delivery: 'frame',
      queue: {},
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

  test.each(['maxMessages', 'maxBytes'])('refuse a wrong queue.%s', (name) => {
    expect(() => createWebSocket('/ws', { queue: { [name]: -1 } })).toThrow(invalidOption);
    expect(() => createWebSocket('/ws', { queue: { [name]: -1 } })).toThrow(`queue.${name}`);
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
