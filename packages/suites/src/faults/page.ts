// The client of the matrix in a page; Playwright works it from Node.
import {
  type ClientOptions,
  type FaultClient,
  type Show,
  type Sighting,
  startClient,
} from './client.js';

export { showSnapshots } from './client.js';
export { showComponents } from './component.js';

/** What the page has for `page.evaluate`. */
export interface FaultPage {
  start(id: number, options: ClientOptions): Promise<void>;
  send(id: number, message: string): void;
  /** Of all clients at once, by id. */
  sightings(): Readonly<Record<number, Sighting>>;
  stop(id: number): Promise<void>;
}

declare global {
  var faultPage: FaultPage;
}

export function installFaultPage(show: Show): void {
  const clients = new Map<number, FaultClient>();
  globalThis.faultPage = {
    async start(id, options) {
      clients.set(id, await startClient(options, show));
    },
    send: (id, message) => clients.get(id)?.send(message),
    sightings: () =>
      Object.fromEntries([...clients].map(([id, client]) => [id, client.sighting()])),
    async stop(id) {
      await clients.get(id)?.stop();
      clients.delete(id);
    },
  };
}
