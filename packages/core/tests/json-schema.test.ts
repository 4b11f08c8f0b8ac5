import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type Codec, createWebSocket, type JsonSchemas, json, TowlineError } from '@towline/core';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import { decodeWith, encodeWith } from '../src/policies/codec.js';
import { createOpen, settle } from './harness.js';
import { watchRejections } from './rejections.js';

/** A schema of nobody's library. */
function schema<Input, Output = Input>(
  validate: StandardSchemaV1.Props<Input, Output>['validate'],
): StandardSchemaV1<Input, Output> {
  return { '~standard': { version: 1, vendor: 'towline', validate } };
}

const isAsync = { path: [], message: 'is asynchronous' };

/** The same schemas of each library: a point is there as text on the wire, and as numbers here. */
const libraries = {
  zod: {
    point: z.object({ x: z.number(), label: z.string().optional() }),
    received: z.object({ at: z.string().transform((text) => new Date(text)) }),
    sent: z.object({ at: z.date().transform((date) => date.toISOString()) }),
    slow: z.string().refine(async () => true),
  },
  valibot: {
    point: v.object({ x: v.number(), label: v.optional(v.string()) }),
    received: v.object({
      at: v.pipe(
        v.string(),
        v.transform((text) => new Date(text)),
      ),
    }),
    sent: v.object({
      at: v.pipe(
        v.date(),
        v.transform((date) => date.toISOString()),
      ),
    }),
    slow: v.pipeAsync(
      v.string(),
      v.checkAsync(async () => true),
    ),
  },
  arktype: {
    point: type({ x: 'number', 'label?': 'string' }),
    received: type({ at: type('string').pipe((text) => new Date(text)) }),
    sent: type({ at: type('Date').pipe((date) => date.toISOString()) }),
    // ArkType has no asynchronous schemas.
    slow: schema<string>(async (value) => ({ value: String(value) })),
  },
  'a hand-written schema': {
    point: schema<{ x: number; label?: string | undefined }>((value) => {
      const { x } = value as { x?: unknown };
      return typeof x === 'number'
        ? { value: value as { x: number } }
        : { issues: [{ message: 'Expected a number', path: [{ key: 'x' }] }] };
    }),
    received: schema<{ at: string }, { at: Date }>((value) => ({
      value: { at: new Date((value as { at: string }).at) },
    })),
    sent: schema<{ at: Date }, { at: string }>((value) => ({
      value: { at: (value as { at: Date }).at.toISOString() },
    })),
    slow: schema<string>(async (value) => ({ value: value as string })),
  },
};

const NOON = '2030-01-01T12:00:00.000Z';

watchRejections();

describe.each(Object.entries(libraries))('with %s, json', (_name, schemas) => {
  const { point, received, sent, slow } = schemas as (typeof libraries)['zod'];

  test('gives listeners what the schema makes of a message', () => {
    const codec = json({ receive: received });
    expect(decodeWith(codec, `{"at":"${NOON}"}`)).toEqual({ at: new Date(NOON) });
  });

  test('puts on the wire what the schema makes of a message', () => {
    const codec = json({ send: sent });
    expect(encodeWith(codec, { at: new Date(NOON) })).toBe(`{"at":"${NOON}"}`);
  });

  test('checks both ways with two schemas, and only one way with one', () => {
    const both = json({ receive: point, send: point });
    const bad = { x: 'no' } as never;
    expect(() => encodeWith(both, bad)).toThrow(TowlineError);
    expect(() => decodeWith(both, '{"x":"no"}')).toThrow(TowlineError);
    expect(encodeWith(json({ receive: point }), bad)).toBe('{"x":"no"}');
    expect(decodeWith(json({ send: point }), '{"x":"no"}')).toEqual(bad);
  });

  test('tells of a message that does not fit, with the issues and the text as it came', () => {
    const { socket, world, log } = createOpen({
      codec: json({ receive: point }) as Codec<never, never>,
    });
    for (const text of ['{"x":1}', '{"x":"no"}', '{"x":2}']) world.socket.message(text);
    expect(log.of('message')).toEqual([{ x: 1 }, { x: 2 }]);
    const [error] = log.of('error');
    expect(error).toMatchObject({ code: 'decode-failed', data: '{"x":"no"}' });
    // Of ArkType they are an array of another class.
    expect([...issuesOf(error)]).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/number/i) }),
    ]);
    expect(issuesOf(error)[0]?.path).toHaveLength(1);
    expect(error?.message).toContain(`(x: ${issuesOf(error)[0]?.message})`);
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', lastError: error });
  });

  test('refuses to send what does not fit, with the issues, and nothing changes', () => {
    const { socket, world, log } = createOpen({
      codec: json({ send: point }) as Codec<never, never>,
    });
    const before = socket.getSnapshot();
    const message = { x: 'no' } as never;
    const error = caught(() => socket.send(message));
    expect(error).toMatchObject({ code: 'encode-failed' });
    expect(error?.data).toBe(message);
    expect(issuesOf(error)).toHaveLength(1);
    expect([world.socket.received, log.entries]).toEqual([[], []]);
    expect(socket.getSnapshot()).toBe(before);
  });

  test('refuses a schema that answers with a promise, both ways', () => {
    const { socket, world, log } = createOpen({
      codec: json({ receive: slow, send: slow }) as Codec<never, never>,
    });
    expect(caught(() => socket.send('a' as never))).toMatchObject({
      code: 'async-schema',
      data: 'a',
      message: expect.stringContaining('asynchronously'),
    });
    world.socket.message('"a"');
    expect(log.of('error')).toEqual([
      expect.objectContaining({ code: 'async-schema', data: '"a"' }),
    ]);
    expect([world.socket.received, log.of('message')]).toEqual([[], []]);
    expect(socket.getSnapshot().status).toBe('open');
  });
});

describe('json with a schema', () => {
  test.each(['', '{', 'undefined', new ArrayBuffer(2)])(
    'does not ask it about %j, which is no JSON',
    (data) => {
      const receive = schema(() => expect.unreachable());
      expect(caught(() => decodeWith(json({ receive }), data))).toMatchObject({
        code: 'decode-failed',
        data,
        cause: expect.not.objectContaining({ issues: expect.anything() }),
      });
    },
  );

  test('asks it once for each message', () => {
    const asked: unknown[] = [];
    const seen = schema<unknown>((value) => {
      asked.push(value);
      return { value };
    });
    const { socket, world } = createOpen({
      codec: json({ receive: seen, send: seen }) as Codec<never, never>,
    });
    socket.on('message', () => {});
    socket.on('message', () => {});
    world.socket.message('"in"');
    socket.send('out' as never);
    expect(asked).toEqual(['in', 'out']);
  });

  test('encodes when send is called, so that later changes do not go out', () => {
    const { socket, world } = createOpen({
      codec: json({ send: schema<unknown>((value) => ({ value })) }) as Codec<never, never>,
    });
    world.socket.drop();
    const message = { text: 'as it was' };
    socket.send(message as never);
    message.text = 'changed';
    world.clock.advance(750);
    world.socket.accept();
    expect(world.socket.received).toEqual(['{"text":"as it was"}']);
  });

  test('that makes of a message what has no JSON refuses it', () => {
    const codec = json({ send: schema<string, undefined>(() => ({ value: undefined })) });
    expect(caught(() => encodeWith(codec, 'a'))).toMatchObject({
      code: 'encode-failed',
      data: 'a',
    });
  });

  test('takes falsy values as they are', () => {
    const anything = schema<unknown>((value) => ({ value }));
    const codec = json({ receive: anything, send: anything });
    for (const value of [null, 0, false, '']) {
      expect(decodeWith(codec, encodeWith(codec, value) as string)).toBe(value);
    }
  });

  test.each([
    [[{ message: 'Too long' }], '(Too long)'],
    [[{ message: 'Too long', path: [] }], '(Too long)'],
    [[{ message: 'Too long', path: ['list', 0, { key: 'text' }] }], '(list.0.text: Too long)'],
    [[{ message: 'Too long', path: [Symbol('s')] }], '(Symbol(s): Too long)'],
    [[{ message: 'First' }, { message: 'Second' }], '(First)'],
    [[{ message: '', path: ['list'] }], '(list)'],
    [[], '()'],
  ])('names the first of the issues %j', (issues, text) => {
    const error = caught(() => decodeWith(json({ receive: schema(() => ({ issues })) }), '0'));
    expect(error?.message).toContain(text);
    expect(issuesOf(error)).toBe(issues);
  });

  test('that throws is an error like any other', () => {
    const cause = new RangeError('a bug in the schema');
    const broken = schema<unknown>(() => {
      throw cause;
    });
    const codec = json({ receive: broken, send: broken });
    expect(caught(() => decodeWith(codec, '0'))).toMatchObject({ code: 'decode-failed', cause });
    expect(caught(() => encodeWith(codec, 0))).toMatchObject({ code: 'encode-failed', cause });
  });

  test.each([undefined, null, 'valid', true])('that answers %s is one that fails', (answer) => {
    const receive = schema(() => answer as never);
    expect(caught(() => decodeWith(json({ receive }), '0'))).toMatchObject({
      code: 'decode-failed',
      data: '0',
    });
  });

  test.each([
    ['resolves', () => Promise.resolve({ value: 1 })],
    ['resolves with issues', () => Promise.resolve({ issues: [isAsync] })],
    ['is rejected', () => Promise.reject(new Error('later'))],
    ['never settles', () => new Promise<never>(() => {})],
  ])('that answers with what %s later is refused, and nobody hears the answer', async (_, slow) => {
    const { socket, world, log } = createOpen({
      codec: json({ receive: schema(slow), send: schema(slow) }) as Codec<never, never>,
    });
    expect(caught(() => socket.send(0 as never))).toMatchObject({ code: 'async-schema' });
    world.socket.message('0');
    await settle();
    expect(log.types()).toEqual(['error']);
    expect(log.of('error')[0]).toMatchObject({ code: 'async-schema', data: '0' });
    expect(world.socket.received).toEqual([]);
    expect(socket.queued).toBe(0);
  });
});

describe('the types of json', () => {
  const { zod, valibot, arktype } = libraries;
  const own = libraries['a hand-written schema'];

  test('come from the schemas: what comes out of receive, and what goes into send', () => {
    type Wanted = Codec<{ at: Date }, { at: Date }>;
    expectTypeOf(json({ receive: zod.received, send: zod.sent })).toEqualTypeOf<Wanted>();
    expectTypeOf(json({ receive: valibot.received, send: valibot.sent })).toEqualTypeOf<Wanted>();
    expectTypeOf(json({ receive: arktype.received, send: arktype.sent })).toEqualTypeOf<Wanted>();
    expectTypeOf(json({ receive: own.received, send: own.sent })).toEqualTypeOf<Wanted>();
  });

  test('are unknown where there is no schema', () => {
    expectTypeOf(json()).toEqualTypeOf<Codec<unknown, unknown>>();
    expectTypeOf(json({ receive: zod.received })).toEqualTypeOf<Codec<{ at: Date }, unknown>>();
    expectTypeOf(json({ send: arktype.sent })).toEqualTypeOf<Codec<unknown, { at: Date }>>();
  });

  test('are promised by whoever gives them', () => {
    interface Incoming {
      readonly text: string;
    }
    expectTypeOf(json<Incoming, number>()).toEqualTypeOf<Codec<Incoming, number>>();
    expectTypeOf(json<Incoming>()).toEqualTypeOf<Codec<Incoming, unknown>>();
    const codec: Codec<{ at: Date }, number> = json({ receive: zod.received });
    expect(encodeWith(codec, 1)).toBe('1');
  });

  test('reach the socket', () => {
    const socket = createWebSocket(null, {
      codec: json({ receive: zod.received, send: valibot.sent }),
    });
    socket.on('message', (message) => expectTypeOf(message).toEqualTypeOf<{ at: Date }>());
    expectTypeOf(socket.send).parameter(0).toEqualTypeOf<{ at: Date }>();
    expectTypeOf(socket.lastMessage.getSnapshot()).toEqualTypeOf<{ at: Date } | null>();
    // @ts-expect-error: the input of the schema is a Date
    expect(() => socket.send({ at: NOON })).toThrow(TowlineError);
  });

  test('do not accept what is no schema', () => {
    // @ts-expect-error: a function is not enough
    json({ receive: (value: unknown) => value });
    // @ts-expect-error: a slip of the pen
    json({ recieve: zod.received });
  });

  test('of the schemas have a name', () => {
    const schemas: JsonSchemas = { receive: zod.point };
    expectTypeOf(schemas.send).toEqualTypeOf<StandardSchemaV1 | undefined>();
  });
});

function caught(action: () => unknown): TowlineError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(TowlineError);
    return error as TowlineError;
  }
  throw new Error('Nothing was thrown.');
}

function issuesOf(error: TowlineError | undefined): readonly StandardSchemaV1.Issue[] {
  const { issues } = (error?.cause ?? {}) as { issues?: readonly StandardSchemaV1.Issue[] };
  return issues ?? expect.unreachable();
}
