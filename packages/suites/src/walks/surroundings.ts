// What happens around the connections in a walk: time passes, and the page and the network say something.
import type { FakeEnvironment } from '../index.js';
import type { Action } from './actions.js';

export type PageWord = 'online' | 'offline' | 'wake' | 'hide' | 'show';

export type WorldAction = Extract<
  Action,
  { does: PageWord | 'wait' | 'freeze' | 'throttle' | 'sleep' | 'set back' }
>;

export function createSurroundings(world: FakeEnvironment) {
  const { clock } = world;
  let hidden = false;

  function page(does: PageWord): void {
    if (does === 'hide' || does === 'show') hidden = does === 'hide';
    if (does === 'online' || does === 'offline') world.online = does === 'online';
    world.signal(does === 'online' ? 'wake' : does);
  }

  return {
    page,
    /** Whether the page is in the back/forward cache. */
    get hidden() {
      return hidden;
    },
    happen(action: WorldAction): void {
      switch (action.does) {
        case 'wait':
          clock.advance(action.ms);
          break;
        case 'sleep':
          clock.sleep(action.ms);
          break;
        case 'set back':
          clock.setBack(action.ms);
          break;
        case 'freeze':
          clock.freeze(action.ms);
          if (action.resumesFirst) page('wake');
          clock.advance(0);
          if (!action.resumesFirst) page('wake');
          break;
        case 'throttle':
          clock.freeze(action.ms);
          clock.advance(0);
          break;
        default:
          page(action.does);
      }
    },
  };
}
