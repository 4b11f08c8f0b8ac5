import type { Components, Controls } from './binding.js';
import { joined } from './shown.js';

type Props = Components['Own'];

/** Props of an Own, and a hand on what it gave out. */
export function createOwnProps(given: Partial<Props> & Pick<Props, 'url' | 'options'>): {
  readonly props: Props;
  controls(): Controls;
} {
  let controls: Controls | undefined;
  return {
    props: {
      show: joined,
      onMessage() {},
      onSetup(given) {
        controls = given;
      },
      ...given,
    },
    controls() {
      if (!controls) throw new Error('Own is not set up yet.');
      return controls;
    },
  };
}
