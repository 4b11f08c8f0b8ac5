import * as page from './react-towline.js';
import { workerOptions } from './support/worker-options.js';

export const { framework, useRow, useShared } = page;

/** @param {string} url */
export function useLast(url) {
  return page.useLast(url, workerOptions);
}

/** @param {string} url */
export function createShared(url) {
  return page.createShared(url, workerOptions);
}
