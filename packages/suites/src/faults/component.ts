import type { Binding, Field } from '../conformance/binding.js';
import { type Show, stateWords } from './client.js';

const FIELDS: readonly Field[] = ['status', 'reconnecting', 'lastClose'];

/** One at a time, as `act` of React asks. */
let mounting: Promise<unknown> = Promise.resolve();

function inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
  const result = mounting.then(action);
  mounting = result.catch(() => {});
  return result;
}

/** Components of a binding, whose text on the page is what is shown. */
export function showComponents(binding: Pick<Binding, 'mount'>): Show {
  return (socket, watch) =>
    inTurn(async () => {
      const state = await binding.mount('Fields', {
        socket,
        fields: FIELDS,
        show: (...values) => stateWords(values[0], values[1], values[2]),
      });
      watch(() => state.page.textContent?.trim() ?? '');
      const messages = await binding.mount('Messages', { socket, show: String });
      return {
        messages: () => messages.page.textContent?.trim() ?? '',
        stop: () =>
          inTurn(async () => {
            await state.unmount();
            await messages.unmount();
          }),
      };
    });
}
