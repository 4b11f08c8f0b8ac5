import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import page from '../../../docs/reliability.md?raw';

/** Always the same walks; the first that notices is the last. */
const parameters = { seed: 1, numRuns: 300, endOnFailure: true };

/** A file of the binding, and what is in it instead. */
const mutations: Record<string, [file: string, instead: (original: object) => object]> = {
  'a component that releases nothing': ['useRelease.js', () => ({ useRelease() {} })],
  'a component that shows what was': [
    'useFields.js',
    change<typeof import('../src/useFields.js')>(({ useFields }) => ({
      useFields: (socket) => useFields({ ...socket, subscribe: () => () => {} }),
    })),
  ],
  'a handler that is called twice': [
    'useMessage.js',
    change<typeof import('../src/useMessage.js')>(({ useMessage }) => ({
      useMessage(source, handler) {
        useMessage(source, handler);
        useMessage(source, handler);
      },
    })),
  ],
  'a handler whose error nobody is told of': [
    'useMessage.js',
    change<typeof import('../src/useMessage.js')>(({ useMessage }) => ({
      useMessage(source, handler) {
        useMessage(source, (message) => {
          try {
            handler(message);
          } catch {}
        });
      },
    })),
  ],
  'a list that leaves out what came last': [
    'useMessages.js',
    change<typeof import('../src/useMessages.js')>(({ useMessages }) => ({
      useMessages: (source) => useMessages(source, { limit: 0 }),
    })),
  ],
  'a component that opens nothing': [
    'useWebSocket.js',
    change<typeof import('../src/useWebSocket.js')>(({ useWebSocket }) => ({
      useWebSocket: ((...given: Parameters<typeof useWebSocket>) => {
        const result = useWebSocket(...given);
        result.socket.close();
        return result;
      }) as never,
    })),
  ],
};

function change<Module extends object>(instead: (original: Module) => Partial<Module>) {
  return instead as (original: object) => object;
}

const mocked: string[] = [];

afterEach(() => {
  for (const file of mocked.splice(0)) vi.doUnmock(`../src/${file}`);
});

test('the page of reliability says how many parts are broken on purpose', () => {
  expect(page).toContain(` ${Object.keys(mutations).length} of the Vue binding `);
});

test.each(Object.entries(mutations))(
  'walks notice %s',
  { timeout: 120_000 },
  async (_name, [file, instead]) => {
    vi.resetModules();
    mocked.push(file);
    vi.doMock(`../src/${file}`, async (importOriginal) => {
      const original = await importOriginal<object>();
      return { ...original, ...instead(original) };
    });
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { walk, walks } = await import('@towline/suites/walks');
    const { binding } = await import('./binding.js');
    const { failed, errorInstance } = await fc.check(
      fc.asyncProperty(walks, (actions) => walk(binding, actions)),
      parameters,
    );
    expect(failed).toBe(true);
    expect(errorInstance).toMatchObject({ name: 'AssertionError' });
  },
);
