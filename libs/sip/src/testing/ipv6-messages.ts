import type { ParseFailureCode } from '../message/index.js';

/** A message of our own on what a section of RFC 5118 is about. */
export interface Ipv6Message {
  readonly name: string;
  readonly section: string;
  readonly data: Buffer;
  readonly refused?: { readonly code: ParseFailureCode; readonly header?: string };
  /** What a server with an application behind it answers in the end. */
  readonly answer: number;
}

let count = 0;

function message(start: string, change: Readonly<Record<string, string>> = {}, sdp: readonly string[] = []): Buffer {
  count += 1;
  const method = start.split(' ')[0] ?? '';
  const body = sdp.map((line) => `${line}\r\n`).join('');
  const headers: Record<string, string> = {
    Via: `SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bK-six-${count}`,
    'Max-Forwards': '70',
    From: `<sip:caller@example.net>;tag=six-${count}`,
    To: '<sip:callee@example.com>',
    'Call-ID': `six-${count}@[2001:db8::9:1]`,
    CSeq: `98176 ${method}`,
    Contact: '<sip:caller@[2001:db8::9:1]>',
    ...(body === '' ? {} : { 'Content-Type': 'application/sdp' }),
    'Content-Length': String(body.length),
    ...change,
  };
  return Buffer.from([start, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n'));
}

const CALLEE = 'INVITE sip:callee@[2001:db8::10] SIP/2.0';
const session = (connection: string): string[] => [
  'v=0',
  'o=six 971731711378798081 0 IN IP6 2001:db8::20',
  's=six',
  `c=${connection}`,
  't=3338481189 3370017201',
];

export const IPV6_MESSAGES: readonly Ipv6Message[] = [
  {
    name: 'a reference as Request-URI, Via and Contact',
    section: '4.1',
    answer: 200,
    data: message('REGISTER sip:[2001:db8::10] SIP/2.0'),
  },
  {
    name: 'an address without its brackets as Request-URI',
    section: '4.2',
    refused: { code: 'request-uri' },
    answer: 400,
    data: message('REGISTER sip:2001:db8::10 SIP/2.0'),
  },
  {
    name: 'an address without its brackets in Contact, which nobody could tell from a port',
    section: '4.2',
    answer: 400,
    data: message('OPTIONS sip:callee@2001:db8::10 SIP/2.0'),
    refused: { code: 'request-uri' },
  },
  {
    name: 'an address without its brackets in Via',
    section: '4.2',
    refused: { code: 'bad-header', header: 'Via' },
    answer: 400,
    data: message('REGISTER sip:[2001:db8::10] SIP/2.0', { Via: 'SIP/2.0/UDP 2001:db8::9:1;branch=z9hG4bK-six-bare' }),
  },
  // All of it is the address: a port would stand behind the bracket.
  {
    name: 'what looks like a port inside the brackets',
    section: '4.3',
    answer: 200,
    data: message('REGISTER sip:[2001:db8::10:5070] SIP/2.0'),
  },
  { name: 'a port behind the brackets', section: '4.4', answer: 200, data: message('REGISTER sip:[2001:db8::10]:5070 SIP/2.0') },
  {
    name: 'received with brackets, which the grammar does not have but elements write',
    section: '4.5',
    answer: 200,
    data: message('OPTIONS sip:[2001:db8::10] SIP/2.0', {
      Via: 'SIP/2.0/UDP [2001:db8::9:1]:5060;received=[2001:db8::9:255];branch=z9hG4bK-six-a',
    }),
  },
  {
    name: 'received without brackets',
    section: '4.5',
    answer: 200,
    data: message('OPTIONS sip:[2001:db8::10] SIP/2.0', {
      Via: 'SIP/2.0/UDP [2001:db8::9:1]:5060;received=2001:db8::9:255;branch=z9hG4bK-six-b',
    }),
  },
  {
    name: 'addresses in the session description',
    section: '4.6',
    answer: 200,
    data: message(CALLEE, {}, [
      ...session('IN IP6 2001:db8::20'),
      'm=audio 6000 RTP/AVP 0 2',
      'm=video 6024 RTP/AVP 107',
      'a=rtpmap:107 H263-1998/90000',
    ]),
  },
  {
    name: 'addresses of both families in one head',
    section: '4.7',
    answer: 200,
    data: message(
      CALLEE,
      {
        Via: 'SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bK-six-c, SIP/2.0/UDP 192.0.2.1;received=2001:db8::9:255;branch=z9hG4bKbd',
        Route: '<sip:[2001:db8::1:1];lr>, <sip:192.0.2.7:5070;lr>, <sips:p@[::1]:5061;lr>',
      },
      [...session('IN IP6 2001:db8::20'), 'm=audio 6000 RTP/AVP 0 2'],
    ),
  },
  {
    name: 'addresses of both families in one session description',
    section: '4.8',
    answer: 200,
    data: message(CALLEE, {}, [
      ...session('IN IP4 192.0.2.1'),
      'm=audio 22334 RTP/AVP 0',
      'm=video 6024 RTP/AVP 107',
      'c=IN IP6 2001:db8::20',
      'a=rtpmap:107 H263-1998/90000',
    ]),
  },
  {
    name: 'an IPv4 address mapped into IPv6',
    section: '4.9',
    answer: 200,
    data: message(
      'INVITE sip:callee@example.com SIP/2.0',
      { Via: 'SIP/2.0/UDP [::ffff:192.0.2.10]:19823;branch=z9hG4bK-six-d', Contact: '"Caller" <sip:caller@[::ffff:192.0.2.10]:19823>' },
      [...session('IN IP6 ::ffff:192.0.2.10'), 'm=audio 45004 RTP/AVP 8'],
    ),
  },
  {
    name: 'two colons before an IPv4 part, as RFC 5954 corrects the grammar',
    section: '4.10',
    answer: 200,
    data: message('OPTIONS sip:callee@[2001:db8::192.0.2.1] SIP/2.0'),
  },
  // Whoever follows RFC 3261 to the letter may write this; it is read, and never written by us.
  {
    name: 'three colons, which the grammar of RFC 3261 led to',
    section: '4.10',
    answer: 200,
    data: message('OPTIONS sip:callee@[2001:db8:::192.0.2.1] SIP/2.0'),
  },
];
