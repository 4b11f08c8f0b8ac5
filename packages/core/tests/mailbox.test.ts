import { expect, test } from 'vitest';
import { createMailbox } from '../src/mailbox.js';

function fail(error: unknown): void {
  throw error;
}

test('runs a task at once when nothing else runs', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => ran.push(task), fail);
  mailbox.post('a');
  expect([ran, mailbox.busy]).toEqual([['a'], false]);
});

test('runs each task to its end before the next, in order', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => {
    ran.push(`${task} begins`);
    if (task === 'a') {
      mailbox.post('b');
      mailbox.post('c');
      expect([mailbox.waiting, mailbox.busy]).toEqual([['b', 'c'], true]);
    }
    ran.push(`${task} ends`);
  }, fail);
  mailbox.post('a');
  expect(ran).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('calls out at once, and runs what that posts afterwards', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => ran.push(task), fail);
  mailbox.callOut((name) => {
    mailbox.post('posted');
    mailbox.callOut((inner) => ran.push(inner), 'nested');
    ran.push(name);
  }, 'called');
  expect(ran).toEqual(['nested', 'called', 'posted']);
});

test('works on after something threw', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => ran.push(task), fail);
  expect(() =>
    mailbox.callOut(() => {
      mailbox.post('waits');
      throw new Error('oops');
    }, undefined),
  ).toThrow('oops');
  expect([ran, mailbox.busy]).toEqual([['waits'], false]);
  mailbox.post('next');
  expect(ran).toEqual(['waits', 'next']);
});

test('goes on with what waits where a task throws, and reports it', () => {
  const ran: string[] = [];
  const reported: unknown[] = [];
  const mailbox = createMailbox<string>(
    (task) => {
      ran.push(task);
      if (task === 'a') {
        mailbox.post('b');
        throw new Error('oops');
      }
    },
    (error) => reported.push(error),
  );
  mailbox.post('a');
  expect([ran, reported, mailbox.busy]).toEqual([['a', 'b'], [new Error('oops')], false]);
});
