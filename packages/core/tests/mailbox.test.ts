import { expect, test } from 'vitest';
import { createMailbox } from '../src/mailbox.js';

test('runs a task at once when nothing else runs', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => ran.push(task));
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
  });
  mailbox.post('a');
  expect(ran).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('calls out at once, and runs what that posts afterwards', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => ran.push(task));
  mailbox.callOut((name) => {
    mailbox.post('posted');
    mailbox.callOut((inner) => ran.push(inner), 'nested');
    ran.push(name);
  }, 'called');
  expect(ran).toEqual(['nested', 'called', 'posted']);
});

test('works on after something threw', () => {
  const ran: string[] = [];
  const mailbox = createMailbox<string>((task) => ran.push(task));
  expect(() =>
    mailbox.callOut(() => {
      mailbox.post('waits');
      throw new Error('oops');
    }, undefined),
  ).toThrow('oops');
  mailbox.post('next');
  expect(ran).toEqual(['waits', 'next']);
});
