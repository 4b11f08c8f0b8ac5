import { describe, expect, test, vi } from 'vitest';
import { createDestination, resolveUrl, sameDestination } from '../src/destination.js';

const invalidUrl = expect.objectContaining({ name: 'TowlineError', code: 'invalid-url' });
const invalidProtocol = expect.objectContaining({ name: 'TowlineError', code: 'invalid-protocol' });

describe('a destination', () => {
  test('keeps the URL as it was given, and null for off', () => {
    expect(createDestination('/chat')).toEqual({ url: '/chat', protocols: [] });
    expect(createDestination(new URL('wss://example.com/a'))).toEqual({
      url: 'wss://example.com/a',
      protocols: [],
    });
    expect(createDestination(null)).toEqual({ url: null, protocols: [] });
  });

  test('takes subprotocols as one name or as a list, and copies the list', () => {
    const list = ['a', 'b'];
    const destination = createDestination(null, list);
    list.push('c');
    expect(destination.protocols).toEqual(['a', 'b']);
    expect(createDestination(null, 'chat.v1').protocols).toEqual(['chat.v1']);
  });

  test.each([
    'ftp://example.com',
    'mailto:a@example.com',
    'javascript:alert(1)',
    'http://',
    'ws://a b/',
  ])('is not %s', (url) => {
    expect(() => createDestination(url)).toThrow(invalidUrl);
  });

  test.each(['ws://example.com/#top', '/chat#top', 'ws://example.com/#'])(
    'has no fragment, as in %s',
    (url) => {
      expect(() => createDestination(url)).toThrow(invalidUrl);
    },
  );

  test.each(['', 'a b', 'a,b', 'ä', 'a/b', 'a"'])('refuses %j as a subprotocol', (protocol) => {
    expect(() => createDestination(null, [protocol])).toThrow(invalidProtocol);
  });

  test.each([5, null, {}, [5], [null], ['5', 5], [['a']]])(
    'refuses %j as subprotocols: they are no texts',
    (protocols) => {
      expect(() => createDestination(null, protocols as never)).toThrow(invalidProtocol);
    },
  );

  test.each([Symbol('s'), Object.create(null), { href: Symbol('s') }])(
    'is not what cannot even be shown',
    (url) => {
      expect(() => createDestination(url as never)).toThrow(invalidUrl);
    },
  );

  test('is not an object whose href throws', () => {
    const cause = new Error('oops');
    const url = {
      get href(): string {
        throw cause;
      },
    };
    expect(() => createDestination(url as never)).toThrow(
      expect.objectContaining({ code: 'invalid-url', cause }),
    );
  });

  test('may be relative on encrypted pages only, as https:chat is', () => {
    expect(createDestination('https:chat').url).toBe('https:chat');
    expect(resolveUrl('https:chat', 'https://example.com/a/')).toBe('wss://example.com/a/chat');
    expect(() => resolveUrl('https:', 'http://example.com/')).toThrow(invalidUrl);
  });

  test('refuses a subprotocol that is there twice', () => {
    expect(() => createDestination(null, ['a', 'b', 'a'])).toThrow(invalidProtocol);
  });

  test('is the same where URL and subprotocols are equal', () => {
    const a = createDestination('/chat', ['a', 'b']);
    expect(sameDestination(a, createDestination('/chat', ['a', 'b']))).toBe(true);
    expect(sameDestination(a, createDestination('/chat', ['b', 'a']))).toBe(false);
    expect(sameDestination(a, createDestination('/chat', ['a']))).toBe(false);
    expect(sameDestination(a, createDestination('/talk', ['a', 'b']))).toBe(false);
    expect(sameDestination(a, createDestination(null, ['a', 'b']))).toBe(false);
  });
});

describe('the URL to connect to', () => {
  test.each([
    ['/ws?a=1', 'https://example.com/page', 'wss://example.com/ws?a=1'],
    ['/ws', 'http://example.com:8080/page', 'ws://example.com:8080/ws'],
    ['next', 'https://example.com/a/b', 'wss://example.com/a/next'],
    ['http://other.example/', 'http://example.com', 'ws://other.example/'],
    ['https://other.example/', undefined, 'wss://other.example/'],
    ['wss://other.example', undefined, 'wss://other.example/'],
    ['WS://Other.Example/A', undefined, 'ws://other.example/A'],
    ['ws://10.example.com/', 'http://example.com', 'ws://10.example.com/'],
  ])('of %s on the page %s is %s', (text, base, url) => {
    expect(resolveUrl(text, base)).toBe(url);
  });

  test('cannot be relative where there is no page', () => {
    expect(() => resolveUrl('/ws', undefined)).toThrow(invalidUrl);
    expect(() => resolveUrl('/ws', undefined)).toThrow('without a page');
  });

  test('cannot be relative to a page that has no host', () => {
    expect(() => resolveUrl('/ws', 'file:///home/page.html')).toThrow(invalidUrl);
    expect(() => resolveUrl('/ws', 'about:blank')).toThrow(invalidUrl);
  });

  test('is refused without encryption on an encrypted page, and says why', () => {
    const insecure = expect.objectContaining({ code: 'insecure-url' });
    for (const url of [
      'ws://example.com/',
      'http://example.com/',
      'ws://127.example.com/',
      'ws://10.0.0.1/',
    ]) {
      expect(() => resolveUrl(url, 'https://example.com/')).toThrow(insecure);
    }
    expect(() => resolveUrl('ws://example.com/', 'https://example.com/')).toThrow('https');
  });

  test.each(['ws://localhost:3000/', 'ws://chat.localhost/', 'ws://127.0.0.1/', 'ws://[::1]/'])(
    'may be %s on an encrypted page: it never leaves the machine',
    (url) => {
      expect(resolveUrl(url, 'https://example.com/')).toBe(url);
    },
  );
});

test('an incomplete URL of the platform is a clear error', () => {
  const incomplete = class {
    get href(): string {
      throw new Error('not implemented');
    }
  };
  vi.stubGlobal('URL', incomplete);
  try {
    expect(() => createDestination('wss://example.com/a')).toThrow(invalidUrl);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('a URL that cannot be written to is resolved all the same', () => {
  const url = Object.freeze({
    href: 'https://example.com:8443/a?b',
    protocol: 'https:',
    hostname: 'example.com',
  });
  vi.stubGlobal('URL', function fixed() {
    return url;
  });
  try {
    expect(resolveUrl('https://example.com:8443/a?b', undefined)).toBe(
      'wss://example.com:8443/a?b',
    );
  } finally {
    vi.unstubAllGlobals();
  }
});

test('no text tells a secret', () => {
  const texts = [
    () => resolveUrl('ws://example.com/?t=SECRET', 'https://example.com/'),
    () => resolveUrl('wss://user:SECRET@example.com/#x', undefined),
    () => resolveUrl('nonsense?t=SECRET', undefined),
    () => createDestination('/a', ['v1', 'SECRET==']),
  ].map((attempt) => {
    try {
      return attempt();
    } catch (error) {
      return String(error);
    }
  });
  for (const text of texts) expect(text).toMatch(/^TowlineError(?!.*SECRET)/s);
});
