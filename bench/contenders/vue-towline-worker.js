import { workerOptions } from './support/worker-options.js';
import * as page from './vue-towline.js';

export const { framework, useRow, useShared } = page;

/** @param {string} url */
export function useLast(url) {
  return page.useLast(url, workerOptions);
}

/** @param {string} url */
export function createShared(url) {
  return page.createShared(url, workerOptions);
}
