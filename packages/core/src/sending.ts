import type { Connection } from './connection.js';
import { TowlineError } from './errors.js';
import type { DropReason } from './events.js';
import type { InspectedEffect } from './inspection.js';
import { acceptance } from './machine/acceptance.js';
import { type Accepted, createOutbox, type Outbox } from './outbox.js';
import { type Codec, copyOf, encodeWith } from './policies/codec.js';
import type { QueuedMessage, QueueOptions } from './policies/queue.js';
import { OPEN } from './snapshot.js';
import type { SendOptions, SendResult } from './towline-socket.js';
import { assertSignal, oneOf } from './valid-option.js';
import { watchEnd } from './warnings.js';

/** From `send` to the wire, or to the queue. */
export interface Sending<Outgoing> {
  readonly outbox: Outbox<Outgoing>;
  send(message: Outgoing, options?: SendOptions): SendResult;
  /** Past the queue: what belongs to the connection itself. */
  transmit(message: Outgoing): void;
  /** The same, and tells what goes wrong. */
  announce(message: Outgoing): void;
}

/** What is around the sending. */
export interface SendingSurroundings<Outgoing> {
  connection(): Pick<
    Connection<never>,
    'driver' | 'snapshots' | 'link' | 'giveUp' | 'tell' | 'inspectors'
  >;
  setTimer(callback: () => void, delay: number): () => void;
  sent(message: Outgoing): void;
  dropped(message: Outgoing, reason: DropReason): void;
}

export function createSending<Outgoing>(
  codec: Pick<Codec<unknown, Outgoing>, 'encode'>,
  queue: QueueOptions,
  { connection, setTimer, sent, dropped }: SendingSurroundings<Outgoing>,
): Sending<Outgoing> {
  const outbox: Outbox<Outgoing> = createOutbox(queue, {
    setTimer,
    sent,
    dropped,
    link: () => connection().link(),
    transmits: () => acceptance(connection().driver.state) === 'transmit',
    started: () => connection().driver.state.id > 0,
    now: () => connection().driver.now(),
    later(task) {
      const { driver, snapshots } = connection();
      driver.post(() => {
        const { length } = outbox.queue;
        task();
        // Where it came too late nothing is shown, and after a close no frame is asked for.
        if (outbox.queue.length !== length) snapshots.touch();
      });
    },
    failed,
  });

  function failed(cause: unknown) {
    const message =
      'The platform refused to send. It connects anew and tries once more; then the message is dropped.';
    connection().giveUp(new TowlineError('send-failed', message, { cause }));
  }

  function transmit(message: Outgoing) {
    const data = encodeWith(codec, message);
    const socket = connection().link()?.socket;
    if (socket?.readyState === OPEN) socket.send(data as never);
  }

  const droppedAt = watchEnd();

  function accept(entry: QueuedMessage<Outgoing>, known?: 'drop'): Accepted {
    const { driver, snapshots, inspectors } = connection();
    const { state } = driver;
    const { data } = entry;
    const [result, tell] = outbox.accept(entry, known ?? acceptance(state));
    if (result === 'sent' || result === 'queued') snapshots.touch();
    if (result === 'dropped') droppedAt(state);
    if (inspectors.size > 0) {
      const input = { type: 'send', data } as const;
      inspectors.emit({ before: state, input, after: state, effects: EFFECTS[result] });
    }
    return [result, tell];
  }

  function acceptNow(entry: QueuedMessage<Outgoing>): Accepted[0] {
    const [result, tell] = accept(entry);
    tell();
    return result;
  }

  /** A message handed over by a listener: those after it hear first what they were called for. */
  function acceptNested(entry: QueuedMessage<Outgoing>): Accepted[0] {
    const [result, tell] = accept(entry);
    connection().driver.post(tell);
    return result;
  }

  /** A message handed over while something waited in the mailbox, at its turn. */
  function acceptLater(entry: QueuedMessage<Outgoing>, fate?: 'drop') {
    const [result, tell] = accept(entry, fate);
    tell();
    // It was answered 'queued', so its end is told.
    if (result === 'sent') sent(entry.message);
    if (result === 'refused') dropped(entry.message, 'overflow');
  }

  return {
    outbox,
    send(message, { signal, priority } = {}) {
      const { driver } = connection();
      assertSignal(signal);
      if (priority !== undefined) oneOf('priority', priority, PRIORITIES);
      const entry = { message, signal, priority, data: encodeWith(codec, message) };
      if (driver.behind()) {
        const ends = signal?.aborted || acceptance(driver.expected()) === 'drop';
        // Its turn comes when the caller may have changed them.
        entry.data = copyOf(entry.data);
        driver.post(() => acceptLater(entry, ends ? 'drop' : undefined));
        return ends ? 'dropped' : 'queued';
      }
      const result = driver.busy() ? acceptNested(entry) : driver.callOut(acceptNow, entry);
      if (result !== 'refused') return result;
      throw new TowlineError(
        'queue-full',
        'The queue is full, and its overflow is "refuse": nothing was taken in. Keep the message and send it again after the next "sent" or "drop" event.',
        { data: message },
      );
    },
    transmit,
    announce(message) {
      try {
        transmit(message);
      } catch (error) {
        const { driver, tell } = connection();
        // The caller may be in the middle of an event.
        if (error instanceof TowlineError) driver.post(() => tell(error));
        else failed(error);
      }
    },
  };
}

const PRIORITIES = ['normal', 'low'];

const EFFECTS: Readonly<Record<Accepted[0], readonly InspectedEffect[]>> = {
  sent: [{ type: 'transmit' }],
  queued: [{ type: 'enqueue' }],
  dropped: [{ type: 'drop' }],
  refused: [],
};
