import { printWarning } from './env.js';

/**
 * For bindings: tells the developer of a probable mistake, on the console. In production builds it does
 * nothing, and bundlers leave it out together with its texts.
 *
 * @example
 * if (!getCurrentScope()) warn('There is no scope, so nothing will be released.')
 */
export function warn(message: string): void {
  printWarning(`[towline] ${message}`);
}
