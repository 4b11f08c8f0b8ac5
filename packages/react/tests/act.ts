import { act as reactAct } from 'react';

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined;
}

/**
 * Does something and all that React does for it. Only meanwhile it is an act environment: what a
 * socket says is rendered as in production, which is what the suite counts.
 */
export async function act(callback: () => void | Promise<void>): Promise<void> {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  try {
    await reactAct(async () => callback());
  } finally {
    globalThis.IS_REACT_ACT_ENVIRONMENT = false;
  }
}
