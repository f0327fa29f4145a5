import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse-message.js';
import type { ParseFailureCode } from './types.js';

const CORE: Readonly<Record<string, string>> = {
  Via: 'SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1',
  From: '<sip:101@example.com>;tag=a',
  To: '<sip:102@example.com>',
  'Call-ID': 'c1@example.com',
  CSeq: '1 OPTIONS',
};

/** A request that is right but for what is given; `undefined` leaves a header out. `extra` are raw lines after the core ones. */
function request(
  change: Readonly<Record<string, string | undefined>>,
  extra: readonly string[] = [],
  start = 'OPTIONS sip:102@example.com SIP/2.0',
): Buffer {
  const lines = Object.entries({ ...CORE, ...change }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return Buffer.from([start, ...lines, ...extra, '', ''].join('\r\n'));
}

describe('messages that must be refused', () => {
  const cases: ReadonlyArray<readonly [string, Buffer, ParseFailureCode, string?]> = [
    ['nothing', Buffer.alloc(0), 'start-line'],
    ['line ends only', Buffer.from('\r\n\r\n'), 'start-line'],
    ['binary noise', Buffer.from([0, 255, 254, 1, 2, 3, 13, 10, 13, 10]), 'start-line'],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'start-line'],
    ['a method with a slash', request({}, [], 'IN/VITE sip:a@b SIP/2.0'), 'start-line'],
    ['a status of two digits', request({}, [], 'SIP/2.0 20 OK'), 'start-line'],
    ['a status of four digits', request({}, [], 'SIP/2.0 2000 OK'), 'start-line'],
    ['status 099', request({}, [], 'SIP/2.0 099 Low'), 'start-line'],
    ['status 700', request({}, [], 'SIP/2.0 700 High'), 'start-line'],
    ['SIP/3.0', request({}, [], 'OPTIONS sip:102@example.com SIP/3.0'), 'version'],
    ['a Request-URI without scheme', request({}, [], 'OPTIONS 102@example.com SIP/2.0'), 'request-uri'],
    ['a Request-URI without host', request({}, [], 'OPTIONS sip:102@ SIP/2.0'), 'request-uri'],
    ['a Request-URI with an unclosed IPv6 reference', request({}, [], 'OPTIONS sip:102@[::1 SIP/2.0'), 'request-uri'],
    ['a Request-URI with port 0', request({}, [], 'OPTIONS sip:102@h:0 SIP/2.0'), 'request-uri'],
    ['a Request-URI with port 65536', request({}, [], 'OPTIONS sip:102@h:65536 SIP/2.0'), 'request-uri'],
    ['a Request-URI with a broken escape', request({}, [], 'OPTIONS sip:1%4@h SIP/2.0'), 'request-uri'],
    ['a Request-URI with a tab', request({}, [], 'OPTIONS sip:102@h\t SIP/2.0'), 'request-uri'],
    ['a Request-URI with a doubled transport', request({}, [], 'OPTIONS sip:h;transport=udp;transport=tcp SIP/2.0'), 'request-uri'],
    ['no Via', request({ Via: undefined }), 'missing-header', 'Via'],
    ['no From', request({ From: undefined }), 'missing-header', 'From'],
    ['no To', request({ To: undefined }), 'missing-header', 'To'],
    ['no Call-ID', request({ 'Call-ID': undefined }), 'missing-header', 'Call-ID'],
    ['no CSeq', request({ CSeq: undefined }), 'missing-header', 'CSeq'],
    ['an empty To', request({ To: '' }), 'missing-header', 'To'],
    ['two To', request({}, ['t: <sip:103@example.com>']), 'duplicate-header', 'To'],
    ['two From, one compact', request({}, ['F: <sip:103@example.com>;tag=b']), 'duplicate-header', 'From'],
    ['two Call-ID', request({}, ['i: other']), 'duplicate-header', 'Call-ID'],
    ['two CSeq', request({}, ['cseq: 1 OPTIONS']), 'duplicate-header', 'CSeq'],
    ['two Max-Forwards', request({}, ['Max-Forwards: 1', 'max-forwards: 70']), 'duplicate-header', 'Max-Forwards'],
    ['two Content-Length that agree', request({}, ['l: 0', 'Content-Length: 0']), 'duplicate-header', 'Content-Length'],
    ['a Via of another protocol', request({ Via: 'HTTP/1.1/TCP h;branch=z9hG4bK1' }), 'bad-header', 'Via'],
    ['a Via without host', request({ Via: 'SIP/2.0/UDP ;branch=z9hG4bK1' }), 'bad-header', 'Via'],
    ['a Via with a word as port', request({ Via: 'SIP/2.0/UDP h:sip;branch=z9hG4bK1' }), 'bad-header', 'Via'],
    ['a Via with an empty branch', request({ Via: 'SIP/2.0/UDP h;branch=' }), 'bad-header', 'Via'],
    ['a Via with two branches', request({ Via: 'SIP/2.0/UDP h;branch=z9hG4bK1;branch=z9hG4bK2' }), 'bad-header', 'Via'],
    ['a From with an unclosed bracket', request({ From: '<sip:101@example.com;tag=a' }), 'bad-header', 'From'],
    ['a From with text after its bracket', request({ From: '<sip:101@example.com> x;tag=a' }), 'bad-header', 'From'],
    ['a From with a quote in the middle of its name', request({ From: 'Al"ice" <sip:101@example.com>' }), 'bad-header', 'From'],
    ['a To that is two addresses', request({ To: '<sip:1@h>, <sip:2@h>' }), 'bad-header', 'To'],
    ['a CSeq without method', request({ CSeq: '1' }), 'bad-header', 'CSeq'],
    ['a CSeq of 2^31', request({ CSeq: '2147483648 OPTIONS' }), 'bad-header', 'CSeq'],
    ['a negative CSeq', request({ CSeq: '-1 OPTIONS' }), 'bad-header', 'CSeq'],
    ['a CSeq of another case', request({ CSeq: '1 options' }), 'bad-header', 'CSeq'],
    ['a Call-ID with a space', request({ 'Call-ID': 'a b' }), 'bad-header', 'Call-ID'],
    ['Max-Forwards 256', request({}, ['Max-Forwards: 256']), 'bad-header', 'Max-Forwards'],
    ['Max-Forwards -1', request({}, ['Max-Forwards: -1']), 'bad-header', 'Max-Forwards'],
    ['an Expires of 2^32', request({}, ['Expires: 4294967296']), 'bad-header', 'Expires'],
    ['a star among contacts', request({}, ['Contact: *, <sip:1@h>']), 'bad-header', 'Contact'],
    ['a Contact that expires in words', request({}, ['Contact: <sip:1@h>;expires=soon']), 'bad-header', 'Contact'],
    ['a Route without URI', request({}, ['Route: <>']), 'bad-header', 'Route'],
    ['a negative Content-Length', request({}, ['Content-Length: -1']), 'content-length', 'Content-Length'],
    ['a Content-Length in hexadecimal', request({}, ['Content-Length: 0x10']), 'content-length', 'Content-Length'],
    ['an empty Content-Length', request({}, ['Content-Length:']), 'content-length', 'Content-Length'],
    ['a Content-Length beyond the data', request({}, ['Content-Length: 1']), 'content-length', 'Content-Length'],
    ['a line without colon', request({}, ['Nonsense']), 'header-line'],
    ['a header name with a space inside', request({}, ['X Y: 1']), 'header-line'],
    ['a line that starts with a colon', request({}, [': 1']), 'header-line'],
    ['a lone LF inside a header', request({}, ['X-A: 1\nVia: x']), 'header-line', 'X-A'],
    ['a lone CR inside a header', request({}, ['X-A: 1\rVia: x']), 'header-line', 'X-A'],
    ['a NUL inside a header', request({}, ['X-A: 1\0']), 'header-line', 'X-A'],
    ['no empty line at the end', Buffer.from('OPTIONS sip:h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n'), 'header-line'],
    ['a header of 9 kB', request({}, ['X-A: ' + 'x'.repeat(9000)]), 'header-too-large', 'X-A'],
    [
      'headers of 70 kB',
      request(
        {},
        Array.from({ length: 10 }, (_, i) => `X-${i}: ` + 'x'.repeat(7000)),
      ),
      'head-too-large',
    ],
    ['a header of 70 kB', request({}, ['X-A: ' + 'x'.repeat(70_000)]), 'head-too-large'],
    [
      '600 header lines',
      request(
        {},
        Array.from({ length: 600 }, () => 'X: 1'),
      ),
      'too-many-headers',
    ],
    ['3 MB', Buffer.concat([request({}), Buffer.alloc(3_000_000)]), 'too-large'],
  ];

  it.each(cases.map(([title, data, code, header]) => ({ title, data, code, header })))('$title', ({ data, code, header }) => {
    const parsed = parseMessage(data);
    if (parsed.ok) expect.fail('was taken');
    expect(parsed.error.code).toBe(code);
    expect(parsed.error.header).toBe(header);
    expect(parsed.error.text.length).toBeGreaterThan(10);
  });

  it('leave enough to answer with: Via, From, To, Call-ID and CSeq of what could be read', () => {
    const parsed = parseMessage(request({}, ['Nonsense', 'Content-Length: -5']));
    if (parsed.ok) expect.fail('was taken');
    const { partial, status } = parsed.error;
    expect(status).toBe(400);
    expect(partial?.via()?.branch).toBe('z9hG4bK1');
    expect(partial?.get('from')).toBe(CORE['From']);
    expect(partial?.get('cseq')).toBe('1 OPTIONS');
    expect(partial?.callId()).toBe('c1@example.com');
  });

  it('name 505 for another version and 513 for too much', () => {
    const version = parseMessage(request({}, [], 'OPTIONS sip:h SIP/3.0'));
    expect(!version.ok && version.error.status).toBe(505);
    expect(!version.ok && version.error.partial?.method).toBe('OPTIONS');
    const large = parseMessage(request({}, ['X: ' + 'x'.repeat(70_000)]));
    expect(!large.ok && large.error.status).toBe(513);
  });
});

describe('messages that must be taken', () => {
  const cases: ReadonlyArray<readonly [string, Buffer]> = [
    ['with the version in lower case', request({}, [], 'OPTIONS sip:102@h sip/2.0')],
    ['with the scheme in capitals', request({}, [], 'OPTIONS SIP:102@h SIP/2.0')],
    [
      'to an IPv6 reference with port',
      request({ Via: 'SIP/2.0/UDP [2001:db8::9:1]:5070;branch=z9hG4bK1' }, [], 'OPTIONS sip:[2001:db8::10]:5070 SIP/2.0'),
    ],
    ['to a tel URI', request({}, [], 'OPTIONS tel:+34-944-048-182;ext=1 SIP/2.0')],
    ['to a feature code with a bare #', request({}, [], 'OPTIONS sip:*22#@h SIP/2.0')],
    ['after empty lines', Buffer.concat([Buffer.from('\r\n\r\n'), request({})])],
    ['with an unknown method', request({ CSeq: '7 DANCE' }, [], 'DANCE sip:h SIP/2.0')],
    ['with rport alone, empty and filled', request({ Via: 'SIP/2.0/UDP h;rport=;branch=z9hG4bK1;received=10.0.0.1' })],
    [
      'with bytes that are no UTF-8 in a display name',
      Buffer.concat([request({}).subarray(0, -2), Buffer.from('X-Name: Jos\xe9\r\n\r\n', 'latin1')]),
    ],
    ['with two tags in To, as peers write that add theirs to one that is there', request({ To: '<sip:102@example.com>;tag=a;tag=b' })],
    ['with Contact: *', request({}, ['Contact: *'])],
    ['with a comma in a quoted name', request({ From: '"Bell, Alexander" <sip:a@h>;tag=1' })],
    ['with brackets in a quoted name', request({ From: '"<sip:evil@h>" <sip:a@h>;tag=1' })],
    ['with an empty unknown header', request({}, ['X-Empty:'])],
    ['with white space before the colon and a tab after it', request({}, ['Subject \t:\thello'])],
    ['with a Content-Length shorter than the datagram', Buffer.concat([request({}, ['l: 2']), Buffer.from('okNO')])],
    ['without Max-Forwards, tags and branch, as RFC 2543 wrote', request({ Via: 'SIP/2.0/UDP h', From: 'sip:1@h' })],
  ];
  it.each(cases)('%s', (_, data) => {
    const parsed = parseMessage(data);
    expect(parsed.ok ? 'taken' : parsed.error).toBe('taken');
  });

  it('keep bytes that are no UTF-8 as they came', () => {
    const data = Buffer.concat([request({}).subarray(0, -2), Buffer.from('X-Name: Jos\xe9\r\nl: 0\r\n\r\n', 'latin1')]);
    const parsed = parseMessage(data);
    expect(parsed.ok && parsed.value.toBuffer().equals(data)).toBe(true);
  });

  it('take the rest of a datagram without Content-Length as body, and need the header on a stream', () => {
    const data = Buffer.concat([request({}), Buffer.from('body')]);
    const datagram = parseMessage(data);
    expect(datagram.ok && datagram.value.body.toString()).toBe('body');
    const stream = parseMessage(data, { stream: true });
    expect(!stream.ok && stream.error.code).toBe('content-length');
  });
});
