/** An input made to cost more than its size. */
export interface Attack {
  readonly name: string;
  readonly data: Buffer;
  readonly isStream?: boolean;
}

const CORE = ['Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1', 'From: <sip:a@h>;tag=1', 'To: <sip:b@h>', 'Call-ID: 1', 'CSeq: 1 INVITE'];
const START = 'INVITE sip:b@h SIP/2.0';
const message = (lines: readonly string[], body = '', start = START): Buffer =>
  Buffer.from([start, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
/** Another core header instead of the usual one. */
const instead = (line: string): string[] => {
  const name = line.slice(0, line.indexOf(':') + 1);
  return CORE.map((usual) => (usual.startsWith(name) ? line : usual));
};
const times = (text: string, count: number): string => text.repeat(count);
/** As many lines as a head may have bytes. */
const filled = (line: string): string[] => new Array<string>(Math.min(500, Math.floor(60_000 / (line.length + 2)))).fill(line);
/** A value as long as a header may be. */
const LINE = 8_000;
const upTo = (text: string): string => times(text, Math.floor(LINE / text.length));

const one = (name: string, line: string): Attack => ({ name, data: message([...CORE, line]) });
const many = (name: string, line: string): Attack => ({ name: `${name}, as often as fits`, data: message([...CORE, ...filled(line)]) });

const sdp = (...lines: readonly string[]): string => ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', ...lines, ''].join('\r\n');
const large = (name: string, body: string): Attack => ({
  name,
  data: message([...CORE, 'Content-Type: application/sdp'], body),
  isStream: true,
});

export const ATTACKS: readonly Attack[] = [
  { name: '64 KB of commas without a line end', data: Buffer.from(`${START}\r\n${times(',', 65_000)}`) },
  { name: '64 KB of commas in headers', data: message([...CORE, ...new Array<string>(8).fill(`Route: <sip:h>${upTo(',')}`)]) },
  one('commas in Contact', `Contact: <sip:a@h>${upTo(',')}`),
  many('a star in Contact', 'Contact: *'),
  many('a Contact line', 'Contact: <sip:a@h>;expires=5'),
  many('a long list of contacts', `Contact: ${times('<sip:a@h>;q=0.1,', 400)}<sip:a@h>`),
  many('a Via line', 'Via: SIP/2.0/UDP h;branch=z9hG4bK2'),
  {
    name: 'thousands of Vias on lines together',
    data: message(filled(`Via: ${times('SIP/2.0/UDP h;branch=z9hG4bK1,', 250)}SIP/2.0/UDP h`).concat(CORE.slice(1))),
  },
  many('a Route line', 'Route: <sip:h;lr>'),
  many('a list of routes', `Route: ${times('<sip:h;lr>, ', 600)}<sip:h>`),
  { name: 'a From of quotes that never close', data: message(instead(`From: ${upTo('"')}`)) },
  { name: 'a From of escaped quotes', data: message(instead(`From: "${upTo('\\"')}" <sip:a@h>;tag=1`)) },
  { name: 'a From of brackets', data: message(instead(`From: ${upTo('<')}`)) },
  { name: 'a From with nested comments', data: message(instead(`From: ${upTo('(')}${upTo(')').slice(0, 100)} <sip:a@h>`)) },
  {
    name: 'a From with thousands of parameters',
    data: message(instead(`From: <sip:a@h>;tag=1${Array.from({ length: 1_200 }, (_, i) => `;p${i}`).join('')}`)),
  },
  { name: 'a From with the same parameter thousands of times', data: message(instead(`From: <sip:a@h>${upTo(';tag=1')}`)) },
  {
    name: 'a Via with thousands of parameters',
    data: message(instead(`Via: SIP/2.0/UDP h${Array.from({ length: 1_200 }, (_, i) => `;p${i}=1`).join('')}`)),
  },
  { name: 'a To of semicolons and blanks', data: message(instead(`To: <sip:b@h>${upTo('; ')}`)) },
  { name: 'a bare To of semicolons', data: message(instead(`To: sip:b@h${upTo(';')}`)) },
  { name: 'a CSeq of thousands of digits', data: message(instead(`CSeq: ${upTo('9')} INVITE`)) },
  { name: 'a CSeq of thousands of zeros', data: message(instead(`CSeq: ${upTo('0')}1 INVITE`)) },
  {
    name: 'a Content-Length of thousands of digits',
    data: Buffer.from([START, ...CORE, `Content-Length: ${upTo('9')}`, '', ''].join('\r\n')),
  },
  { name: 'a Call-ID of 8 KB', data: message(instead(`Call-ID: ${upTo('x')}`)) },
  one('folded lines, as many as fit', `Subject: x${upTo('\r\n x')}`),
  one('folded lines of white space', `Subject: x${upTo('\r\n \t ')}x`),
  many('a folded From', 'From:\r\n <sip:a@h>\r\n ;tag=1'),
  { name: 'a header of blanks', data: message([...CORE, `Subject: ${upTo(' ')}x`]) },
  { name: 'names without colon', data: Buffer.from(`${START}\r\n${times('x\r\n', 20_000)}\r\n`) },
  { name: 'line ends only', data: Buffer.from(times('\r\n', 32_000)) },
  { name: 'line ends and then a message', data: Buffer.concat([Buffer.from(times('\r\n', 30_000)), message(CORE)]) },
  { name: 'bytes of 255', data: Buffer.alloc(65_000, 255) },
  { name: 'bytes of 0', data: Buffer.alloc(65_000) },
  many('a name that is not UTF-8', 'Subject: \u00ff\u00fe'),
  {
    name: 'a Request-URI of thousands of parameters',
    data: message(CORE, '', `INVITE sip:b@h${Array.from({ length: 1_200 }, (_, i) => `;p${i}`).join('')} SIP/2.0`),
  },
  { name: 'a Request-URI of escapes', data: message(CORE, '', `INVITE sip:${upTo('%41')}@h SIP/2.0`) },
  { name: 'a Request-URI of escapes that are no UTF-8', data: message(CORE, '', `INVITE sip:${upTo('%ff')}@h SIP/2.0`) },
  { name: 'a Request-URI of at signs', data: message(CORE, '', `INVITE sip:${upTo('@')} SIP/2.0`) },
  { name: 'a Request-URI of colons', data: message(CORE, '', `INVITE sip:[${upTo(':')}] SIP/2.0`) },
  { name: 'a start line of blanks', data: message(CORE, '', `INVITE${upTo(' ')}SIP/2.0`) },
  { name: 'a status line of 8 KB', data: message(CORE, '', `SIP/2.0 200 ${upTo('x')}`) },
  one('credentials of thousands of parameters', `Authorization: Digest ${Array.from({ length: 900 }, (_, i) => `p${i}="1"`).join(',')}`),
  one('credentials of commas', `Authorization: Digest a="b"${upTo(',')}`),
  one('credentials of escapes', `Authorization: Digest username="${upTo('\\x')}"`),
  many('a challenge of qops', `WWW-Authenticate: Digest realm="r",nonce="n",qop="${times('auth,', 1_400)}"`),
  one('a Replaces of semicolons', `Replaces: 1${upTo(';')}`),
  large('2 MB of body', times('x', 2_000_000)),
  large('2 MB of line ends', times('\r\n', 1_000_000)),
  large('2 MB of attributes', sdp('m=audio 1 RTP/AVP 0', times('a=x\r\n', 390_000))),
  large('2 MB of media', sdp(times('m=a 1 b 0\r\n', 180_000))),
  large('2 MB of payload types', sdp(`m=audio 1 RTP/AVP${times(' 0', 990_000)}`)),
  large('60 KB of media', sdp(times('m=a 1 RTP/AVP 0\r\n', 3_500))),
  large('60 KB of payload types and their maps', sdp(`m=audio 1 RTP/AVP${times(' 96', 10_000)}`, times('a=rtpmap:96 x/1\r\n', 1_700))),
  large('60 KB of attributes and media', sdp(times('a=x\r\n', 6_000), times('m=a 1 b 0\r\n', 2_500))),
];
