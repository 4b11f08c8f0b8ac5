import fc from 'fast-check';

/** A text of any units of UTF-16: halves of pairs, controls, what URLs and tokens are made of. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.nat(0xffff),
      fc.nat(0x7f),
      fc.integer({ min: 0xd7f0, max: 0xe010 }),
      fc.constantFrom(0x20, 0x0a, 0x2c, 0x22, 0xfeff),
    ),
    { maxLength: 40 },
  )
  .map((units) => String.fromCharCode(...units));

const part = (...parts: string[]) => fc.constantFrom(...parts);

/** Put together out of what URLs are made of, rightly and wrongly. */
const builtUrl = fc
  .tuple(
    part(
      '',
      'ws:',
      'wss:',
      'WS:',
      'http:',
      'https:',
      'ftp:',
      'javascript:',
      'data:',
      'file:',
      'blob:',
      'ws',
      ':',
      'ws+unix:',
    ),
    part('', '/', '//', '///', '\\', '\\\\'),
    part('', '', 'user@', 'user:secret@', ':@', '@', 'a%00b@'),
    part(
      '',
      'example.invalid',
      'EXAMPLE.invalid',
      'münchen.invalid',
      '例え.invalid',
      'xn--a',
      '127.0.0.1',
      '0x7f.1',
      '256.1.1.1',
      '[::1]',
      '[::1',
      '[::g]',
      'a b.invalid',
      'a%20b',
      'a<b',
      'a^b',
      'a|b',
      'a\u00adb.invalid',
      'a..b.invalid',
      'localhost.',
      '\ud800.invalid',
    ),
    part('', '', ':', ':0', ':80', ':443', ':8080', ':65535', ':65536', ':port', ':-1'),
    part('', '/', '/chat', '/../..', '/a b', '/ä/%zz', '/%00', '\\chat', '/\ud83d', '//'),
    part('', '?', '?a=1&b=ä', '?\ud800', '?#', '?a#b'),
    part('', '', '', '#', '#top'),
  )
  .map((parts) => parts.join(''));

/** Put together rightly: of the others most are refused for one part or another. */
const soundUrl = fc
  .tuple(
    part('ws:', 'wss:', 'http:', 'https:'),
    part('//example.invalid', '//user@münchen.invalid', '//127.0.0.1', '//[::1]', '//localhost'),
    part('', ':80', ':443', ':8080'),
    part('', '/', '/chat', '/a b', '/ä/%zz'),
    part('', '?', '?a=1&b=ä'),
  )
  .map((parts) => parts.join(''));

/** Whitespace and controls, where the standard strips them and where it does not. */
const spacedUrl = fc
  .tuple(builtUrl, part('', ' ', '\n', '\t', '\u0000', '\u001f', '\ufeff', '\u00a0'), fc.nat(60))
  .map(([url, space, at]) => url.slice(0, at) + space + url.slice(at));

/** Anything that may be taken for a URL. */
export const anyUrl: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: builtUrl },
  { weight: 3, arbitrary: spacedUrl },
  { weight: 3, arbitrary: soundUrl },
  anyText,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);

/** Anything that may be taken for a subprotocol. */
const anyProtocol = fc.oneof(
  part('chat.v1', 'v2', 'a', 'A', '0', "!#$%&'*+-.^_`|~"),
  part(
    '',
    ' ',
    'a b',
    'a,b',
    'a;b',
    'a"b',
    'a/b',
    '(a)',
    '[a]',
    '{a}',
    'a@b',
    'a\\b',
    'a=b',
    'a?b',
    'a:b',
    '<a>',
  ),
  part('ä', '\u0000', '\u007f', 'a\n', '\ta', '\ud800', '💬', 'a\u0080'),
  fc.integer({ min: 0, max: 0x17f }).map((unit) => `a${String.fromCharCode(unit)}`),
  anyText,
);

/** A few of them: there are twins among them now and then. */
export const anyProtocols: fc.Arbitrary<string | string[]> = fc.oneof(
  anyProtocol,
  fc.array(anyProtocol, { maxLength: 4 }),
  fc.array(part('a', 'b', 'c'), { maxLength: 3 }),
  fc.subarray(['a', 'b', 'c']),
);
