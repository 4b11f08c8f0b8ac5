import { fireEvent, screen } from '@testing-library/dom';
import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, ServerMessage } from 'docs/recipes/collaborative-cursor/protocol';
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { file, show } = useRecipe('collaborative-cursor', server);

beforeEach(() => {
  const board = { left: 0, top: 0, width: 200, height: 100 } as DOMRect;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(board);
});

async function move(clientX: number, clientY: number) {
  const board = screen.getByRole('group', { name: 'Board' });
  await act(async () => fireEvent.pointerMove(board, { clientX, clientY }));
}

const point = (x: number, y: number) => ({ type: 'point', x, y });
const cursor = (id: string, x: number, y: number): ServerMessage => ({
  type: 'cursor',
  cursor: { id, name: id, x, y },
});
const cursorsOnBoard = () =>
  [...document.querySelectorAll<HTMLElement>('[aria-hidden] span')].map(
    ({ textContent, style }) => `${textContent.trim()} ${style.left} ${style.top}`,
  );

async function send(...messages: readonly ServerMessage[]) {
  for (const message of messages) server.send(message);
  await pass(100);
}

describe.each(FRAMEWORKS)('collaborative cursors in %s', (framework) => {
  it('shows where each of the others points, and nobody who has gone', async () => {
    await show(framework, 'Board');
    await send(cursor('Ada', 0.5, 0.25), cursor('Bob', 0, 1), cursor('Ada', 0.75, 0.5));
    expect(cursorsOnBoard()).toEqual(['➤ Ada 75% 50%', '➤ Bob 0% 100%']);
    await send({ type: 'gone', id: 'Ada' });
    expect(cursorsOnBoard()).toEqual(['➤ Bob 0% 100%']);
    server.drop();
    await pass(100);
    expect(cursorsOnBoard()).toEqual([]);
  });

  it('tells of the first place at once, then of the newest every 50 ms, and of the last', async () => {
    await show(framework, 'Board');
    for (let x = 0; x <= 100; x += 10) {
      await move(x, 50);
      await pass(8);
    }
    await pass(200);
    expect(server.received[0]).toEqual(point(0, 0.5));
    expect(server.received.at(-1)).toEqual(point(0.5, 0.5));
    // 88 ms of moves: one at once, one after 50 ms, and the last.
    expect(server.received).toHaveLength(3);
  });

  it('says that one has left the board', async () => {
    await show(framework, 'Board');
    await move(100, 100);
    const board = screen.getByRole('group', { name: 'Board' });
    // Browsers fire both; React listens to the first.
    await act(async () => fireEvent.pointerOut(board));
    await act(async () => fireEvent.pointerLeave(board));
    await pass(200);
    expect(server.received).toEqual([point(0.5, 1), { type: 'gone' }]);
  });

  it('keeps nothing for another connection', async () => {
    await show(framework, 'Board');
    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    await move(100, 100);
    await pass(200);
    server.handshake = 'accept';
    await pass(1000);
    expect(server.received).toEqual([]);
  });

  it('takes an older place back where the link takes nothing more', async () => {
    await show(framework, 'Board');
    const { board } =
      await file<typeof import('docs/recipes/collaborative-cursor/socket')>('socket.ts');
    server.freeze();
    for (let x = 0; x < 200; x += 1) {
      await move(x, 50);
      await pass(50);
    }
    expect(board.bufferedAmount).toBeGreaterThan(4096);
    expect(board.queued).toBe(1);
    server.thaw();
    await pass(200);
    expect(server.received.at(-1)).toEqual(point(0.995, 0.5));
  });
});
