import { describe, expect, test } from 'vitest';
import { createEmitter, createListeners } from '../src/emitter.js';

function setUp() {
  const errors: unknown[] = [];
  const calls: string[] = [];
  const emitter = createEmitter<{ a: string; b: string }>((error) => errors.push(error));
  const note = (name: string) => (event: string) => calls.push(`${name} ${event}`);
  return { errors, calls, emitter, note };
}

describe('the emitter', () => {
  test('calls the listeners of a type in the order they came', () => {
    const { emitter, note, calls } = setUp();
    emitter.on('a', note('first'));
    emitter.on('a', note('second'));
    emitter.on('b', note('other'));
    emitter.emit('a', '1');
    expect(calls).toEqual(['first 1', 'second 1']);
  });

  test('counts the same listener as often as it was added, and removes one at a time', () => {
    const { emitter, note, calls } = setUp();
    const listener = note('twice');
    const off = emitter.on('a', listener);
    emitter.on('a', listener);
    emitter.emit('a', '1');
    off();
    off();
    emitter.emit('a', '2');
    expect(calls).toEqual(['twice 1', 'twice 1', 'twice 2']);
  });

  test('calls the others when a listener throws, and reports what it threw', () => {
    const { emitter, note, calls, errors } = setUp();
    emitter.on('a', () => {
      throw 'oops';
    });
    emitter.on('a', note('other'));
    emitter.emit('a', '1');
    expect([calls, errors]).toEqual([['other 1'], ['oops']]);
  });

  test('no longer calls a listener that another one has removed', () => {
    const { emitter, note, calls } = setUp();
    emitter.on('a', () => off());
    const off = emitter.on('a', note('removed'));
    emitter.emit('a', '1');
    expect(calls).toEqual([]);
  });

  test('calls a listener that came meanwhile from the next event on', () => {
    const { emitter, note, calls } = setUp();
    emitter.on('a', () => emitter.on('a', note('new')), { once: true });
    emitter.emit('a', '1');
    emitter.emit('a', '2');
    expect(calls).toEqual(['new 2']);
  });

  test('calls a listener once where that was asked for, also when it emits itself or throws', () => {
    const { emitter, calls, errors } = setUp();
    emitter.on(
      'a',
      (event) => {
        calls.push(event);
        emitter.emit('a', 'nested');
        throw 'oops';
      },
      { once: true },
    );
    emitter.emit('a', '1');
    emitter.emit('a', '2');
    expect([calls, errors]).toEqual([['1'], ['oops']]);
  });

  test('listens until the signal aborts', () => {
    const { emitter, note, calls } = setUp();
    const controller = new AbortController();
    emitter.on('a', note('signalled'), { signal: controller.signal });
    emitter.emit('a', '1');
    controller.abort();
    emitter.emit('a', '2');
    expect(calls).toEqual(['signalled 1']);
  });

  test('never listens where the signal has aborted already', () => {
    const { emitter, note, calls } = setUp();
    emitter.on('a', note('late'), { signal: AbortSignal.abort() })();
    emitter.emit('a', '1');
    expect(calls).toEqual([]);
  });

  test('lets go of the signal when a listener is removed', () => {
    const { emitter, note } = setUp();
    const watched = new Set<unknown>();
    const signal = {
      aborted: false,
      addEventListener: (_type: string, listener: unknown) => watched.add(listener),
      removeEventListener: (_type: string, listener: unknown) => watched.delete(listener),
    } as unknown as AbortSignal;
    emitter.on('a', note('removed'), { signal })();
    emitter.on('a', note('once'), { signal, once: true });
    expect(watched.size).toBe(1);
    emitter.emit('a', '1');
    expect(watched.size).toBe(0);
  });
});

test('a list of listeners knows its size', () => {
  const listeners = createListeners(() => {});
  const remove = listeners.add(() => {});
  listeners.add(() => {});
  expect(listeners.size).toBe(2);
  remove();
  expect(listeners.size).toBe(1);
});
