import { warn } from '@towline/core';
import { customRef, type ShallowRef } from 'vue';

/**
 * A ref that shows what `read` answers, and how to tell that this is something else. To write it does nothing; it is no
 * `shallowReadonly`, since a proxy for each field costs more than all else of a component's connection.
 */
export function createShownRef<Value>(
  read: () => Value,
): [shown: Readonly<ShallowRef<Value>>, trigger: () => void] {
  let changed: () => void = () => {};
  const shown = customRef((track, trigger) => {
    changed = trigger;
    const get = () => {
      track();
      return read();
    };
    return { get, set: () => warn(READONLY) };
  });
  return [shown as Readonly<ShallowRef<Value>>, changed];
}

const READONLY =
  'The refs of a connection only show it: nothing was written. Use send(), open(), close() and reconnect().';
