/**
 * A WebSocket that a user interface can render: the connection, and what is made of its messages, without a framework.
 *
 * @module @towline/core
 */

// The socket
export { createWebSocket } from './socket.js';
export {
  isSocketSource,
  isTowlineSocket,
  type LiveOptions,
  type SendOptions,
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
export { history, type MessagesOptions } from './history.js';
export { createLog, createReducer, type Log } from './log.js';
export {
  type BudgetedReducer,
  type BudgetOptions,
  createBudgetedReducer,
  type Lag,
} from './budgeted-reducer.js';
export type { BacklogOptions, BacklogPolicy } from './backlog.js';
export { select } from './select.js';
export {
  createLatestView,
  createMessagesView,
  createReducerView,
  isLog,
  type MessageSource,
  type RenderedView,
} from './message-views.js';
export { type IterationOptions, type MessageIterator, messages } from './messages.js';
export type { Collector } from './batches.js';
export type { DeliveryMode } from './delivery.js';

// Over a socket
export { whenOpen, type WhenOpenOptions } from './when-open.js';
export { request, type RequestOptions } from './request.js';
export { drained, type DrainedOptions } from './drained.js';
export { createRetryCountdown } from './retry-countdown.js';
export { createPool, type Pool } from './pool.js';
export { type Keyed, keyed, type MessageOf } from './topics/keyed.js';
export { channel, type ChannelOptions } from './topics/channel.js';
export { inspect, type InspectOptions } from './inspect.js';
export type { InspectedEffect, Inspection, MessageInput } from './inspection.js';
export type { Effect } from './machine/effect.js';
export type { Input } from './machine/input.js';
export type { Phase, State } from './machine/state.js';

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
export type { Overflow, Priority, QueueOptions } from './policies/queue.js';
export {
  type BinaryType,
  type Codec,
  type Encoded,
  text,
  type WireData,
} from './policies/codec.js';
export { json, type JsonSchemas } from './policies/json.js';
export { binary, type Bytes, raw, type RawData } from './policies/binary.js';

// For bindings
export { warn } from './warnings.js';

// The outside world
export {
  type Environment,
  hasWindow,
  type PlatformWebSocket,
  type WebSocketSource,
  type WorldSignal,
} from './env.js';
