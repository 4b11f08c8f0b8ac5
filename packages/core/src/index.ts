// The socket
export { createWebSocket } from './socket.js';
export {
  isTowlineSocket,
  type LiveOptions,
  type SendResult,
  type SocketSource,
  socketOf,
  type TowlineSocket,
} from './towline-socket.js';
export type { CodecOptions, WebSocketOptions } from './options.js';
export type { Destination, Url } from './destination.js';

// What it shows and tells
export {
  CLOSED,
  CLOSING,
  CONNECTING,
  type NextRetry,
  OPEN,
  type ReadyState,
  type Snapshot,
  type Status,
} from './snapshot.js';
export type { DropReason, SocketEvents } from './events.js';
export type { ListenerOptions } from './emitter.js';
export type { CloseCause, CloseInfo } from './close.js';
export { TowlineError, type TowlineErrorCode } from './errors.js';

// Messages as values to render
export { createView, type Fold, type View } from './view.js';
export { history } from './history.js';
export type { Collector, DeliveryMode } from './delivery.js';

// Policies
export { type Heartbeat, heartbeat, type HeartbeatOptions } from './policies/heartbeat.js';
export { backoff, type BackoffOptions, type RetryPolicy } from './policies/backoff.js';
export type {
  Authenticate,
  AuthenticationLink,
  Preparation,
  Prepare,
  Prepared,
} from './stages.js';
export type { QueueOptions } from './policies/queue.js';
export { type Codec, type Encoded, json, text, type WireData } from './policies/codec.js';

// The outside world
export {
  type Environment,
  hasWindow,
  type PlatformWebSocket,
  type WebSocketSource,
  type WorldSignal,
} from './env.js';
