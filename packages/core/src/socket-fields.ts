import { internalsOf } from './internals.js';
import type { TowlineSocket } from './towline-socket.js';

/** What a socket shows by name, besides its functions. */
export type SocketFields = Pick<
  TowlineSocket,
  | 'destination'
  | 'readyState'
  | 'url'
  | 'protocol'
  | 'extensions'
  | 'bufferedAmount'
  | 'queued'
  | 'queuedBytes'
>;

/** One for all sockets: an object that has getters of its own is slow, and takes some kB. */
export const socketFields: SocketFields & ThisType<TowlineSocket> = {
  get destination() {
    return internalsOf(this).destination();
  },
  get readyState() {
    return this.getSnapshot().readyState;
  },
  get url() {
    return this.getSnapshot().url;
  },
  get protocol() {
    return this.getSnapshot().protocol;
  },
  get extensions() {
    return this.getSnapshot().extensions;
  },
  get bufferedAmount() {
    return internalsOf(this).bufferedAmount();
  },
  get queued() {
    return internalsOf(this).queue.length;
  },
  get queuedBytes() {
    return internalsOf(this).queue.bytes;
  },
};
