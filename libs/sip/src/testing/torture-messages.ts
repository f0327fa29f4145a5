import type { ParseFailureCode } from '../message/index.js';

/** What becomes of a message whose subject is one of the 49 of RFC 4475. */
export interface TortureMessage {
  /** The name of the RFC's message. */
  readonly name: string;
  /** The section of RFC 4475 that says what is to be done. */
  readonly section: string;
  /** A message of our own about the same; theirs may lie beside the project. */
  readonly own: Buffer;
  /** The rule by which the parser refuses it, and the header it names; absent: it is taken. */
  readonly refused?: { readonly code: ParseFailureCode; readonly header?: string };
  /** What a server with an application behind it answers in the end; `silence` for what may not be answered. */
  readonly answer: number | 'silence';
  /** Header and text that the answer has. */
  readonly says?: readonly [string, string];
}

interface Parts {
  /** Instead of the usual header of that name; `undefined` leaves it out. Others come below. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Whole lines, below all headers. */
  readonly lines?: readonly string[];
  readonly body?: string;
}

const SDP = ['v=0', 'o=- 7 7 IN IP4 192.0.2.9', 's=-', 'c=IN IP4 192.0.2.9', 't=0 0', 'm=audio 41000 RTP/AVP 0', ''].join('\r\n');

function message(name: string, start: string, { headers = {}, lines = [], body = '' }: Parts = {}): Buffer {
  const method = start.split(' ')[0] ?? '';
  const usual: Record<string, string | undefined> = {
    Via: `SIP/2.0/UDP client.example.net:5060;branch=z9hG4bK-own-${name}`,
    'Max-Forwards': '70',
    From: `"Caller" <sip:caller@example.net>;tag=from-${name}`,
    To: '<sip:callee@example.com>',
    'Call-ID': `own-${name}@client.example.net`,
    CSeq: `17 ${method}`,
    ...(method === 'INVITE' ? { Contact: '<sip:caller@client.example.net>' } : {}),
    ...headers,
  };
  if (body !== '' && !('Content-Type' in headers)) usual['Content-Type'] = 'application/sdp';
  if (!('Content-Length' in headers)) usual['Content-Length'] = String(Buffer.byteLength(body, 'latin1'));
  const written = Object.entries(usual).flatMap(([header, value]) => (value === undefined ? [] : [`${header}: ${value}`]));
  return Buffer.from([start, ...written, ...lines, '', body].join('\r\n'), 'latin1');
}

const INVITE = 'INVITE sip:callee@example.com SIP/2.0';
const OPTIONS = 'OPTIONS sip:callee@example.com SIP/2.0';
const REGISTER = 'REGISTER sip:example.com SIP/2.0';
const response = (name: string, status: string, parts: Parts = {}): Buffer =>
  message(name, `SIP/2.0 ${status}`, { ...parts, headers: { CSeq: '17 INVITE', ...parts.headers } });

const VALID: readonly TortureMessage[] = [
  {
    name: 'wsinv',
    section: '3.1.1.1',
    // It has a To tag, but there is no such dialog (RFC 3261 §12.2.2).
    answer: 481,
    own: message('wsinv', 'INVITE sip:callee@example.com;strange SIP/2.0', {
      headers: {
        Via: undefined,
        To: undefined,
        From: undefined,
        'Max-Forwards': '0000070',
        CSeq: '0009\r\n  INVITE',
        Contact: '"A \\"B\\" C" <sip:caller@client.example.net;own;key=*%25x> ; new = "2,1"',
      },
      lines: [
        'TO :',
        '   sip:callee@example.com ;   tag    = to-wsinv',
        'f: "J \\\\\\"R"       <sip:caller@example.net>',
        '  ;',
        '  tag = from-wsinv',
        's :',
        'NewFangled:   more of it',
        ' goes on "\\\\\\"',
        'v:  SIP  / 2.0  / UDP',
        '    client.example.net ; branch  =  z9hG4bK-own-wsinv',
        'Via : SIP/2.0/TCP [2001:db8::1]:6000;branch=z9hG4bK1 , sip / 2.0 / udp 192.0.2.2 : 5071 ; maddr = 192.0.2.3',
      ],
      body: SDP,
    }),
  },
  {
    name: 'intmeth',
    section: '3.1.1.2',
    answer: 501,
    own: message('intmeth', "%!Odd.Method-1_~*'`+ sip:%2E!~*'()&=+$,;?/%3b:pa%20ss&=+$,@example.com:5060 SIP/2.0", {
      headers: { From: "!+%.*_-`'~ <sip:caller@example.net>;tag=_~+!.%-`'*", 'X.%-_~!': 'odd' },
    }),
  },
  {
    name: 'esc01',
    section: '3.1.1.3',
    answer: 200,
    own: message('esc01', 'INVITE sip:sips%3Aa%40example.com@example.net SIP/2.0', {
      headers: { To: '<sip:%75se%72@example.com>', Contact: '<sip:caller@client.example.net;l%72;n=v%25%31>' },
      body: SDP,
    }),
  },
  {
    name: 'escnull',
    section: '3.1.1.4',
    answer: 200,
    own: message('escnull', REGISTER, {
      headers: { To: 'sip:n%00ll@example.com', From: 'sip:n%00ll@example.com;tag=1', Contact: '<sip:%00@host.example.com>' },
      lines: ['Contact: <sip:%00%00@host.example.com>'],
    }),
  },
  {
    name: 'esc02',
    section: '3.1.1.5',
    answer: 501,
    own: message('esc02', 'O%50TIONS sip:callee@example.com SIP/2.0', { headers: { From: '"%Z%45" <sip:caller@example.net>;tag=f%31' } }),
  },
  {
    name: 'lwsdisp',
    section: '3.1.1.6',
    answer: 200,
    own: message('lwsdisp', OPTIONS, { headers: { From: 'caller<sip:caller@example.net>;tag=1' } }),
  },
  {
    name: 'longreq',
    section: '3.1.1.7',
    answer: 200,
    own: message('longreq', `INVITE sip:${'very'.repeat(60)}@example.com;p${'q'.repeat(200)}=${'v'.repeat(200)} SIP/2.0`, {
      headers: { 'Call-ID': `own-${'0123456789'.repeat(60)}`, To: `"${'long name '.repeat(60)}" <sip:callee@example.com:5060>` },
      lines: [
        `X-${'Header'.repeat(50)}: ${'value'.repeat(300)}`,
        ...Array.from({ length: 60 }, (_, i) => `v: SIP/2.0/TCP host${i}.example.com`),
      ],
      body: SDP,
    }),
  },
  {
    name: 'dblreq',
    section: '3.1.1.8',
    answer: 200,
    own: Buffer.concat([
      message('dblreq', REGISTER, { headers: { Contact: '<sip:a@client.example.net>' } }),
      message('dblreq-2', INVITE, { body: SDP }),
    ]),
  },
  {
    name: 'semiuri',
    section: '3.1.1.9',
    answer: 200,
    own: message('semiuri', 'OPTIONS sip:user;par=u%40example.net;x@example.com SIP/2.0'),
  },
  {
    name: 'transports',
    section: '3.1.1.10',
    answer: 200,
    own: message('transports', OPTIONS, {
      lines: ['TCP', 'SCTP', 'TLS', 'QUIC-OF-SORTS'].map(
        (transport) => `Via: SIP/2.0/${transport} h.example.com;branch=z9hG4bK${transport}`,
      ),
    }),
  },
  {
    name: 'mpart01',
    section: '3.1.1.11',
    answer: 200,
    own: message('mpart01', 'MESSAGE sip:callee@example.com SIP/2.0', {
      headers: { 'Content-Type': 'multipart/mixed;boundary="7-7"' },
      body: '--7-7\r\nContent-Type: text/plain\r\n\r\nhello\r\n--7-7\r\nContent-Type: application/octet-stream\r\n\r\n\x00\x01\r\n\r\n\xff\xfe\x80\r\n--7-7--\r\n',
    }),
  },
  {
    name: 'unreason',
    section: '3.1.1.12',
    answer: 'silence',
    own: response('unreason', `200 = 2**3 * 5**2 ${Buffer.from('но сто').toString('latin1')}`, { body: SDP }),
  },
  { name: 'noreason', section: '3.1.1.13', answer: 'silence', own: response('noreason', '100 ') },
];

const bad = (header: string): NonNullable<TortureMessage['refused']> => ({ code: 'bad-header', header });
const badLength = { code: 'content-length', header: 'Content-Length' } as const;
const HUGE = '36893488147419103232';

const INVALID: readonly TortureMessage[] = [
  {
    name: 'badinv01',
    section: '3.1.2.1',
    refused: bad('Via'),
    answer: 400,
    own: message('badinv01', INVITE, {
      headers: { Via: 'SIP/2.0/UDP 192.0.2.15;;,;,,', Contact: '"J" <sip:j@example.org>;;;;' },
      body: SDP,
    }),
  },
  {
    name: 'clerr',
    section: '3.1.2.2',
    refused: badLength,
    answer: 400,
    own: message('clerr', INVITE, { headers: { 'Content-Length': '9999' }, body: SDP }),
  },
  {
    name: 'ncl',
    section: '3.1.2.3',
    refused: badLength,
    answer: 400,
    own: message('ncl', INVITE, { headers: { 'Content-Length': '-999' }, body: SDP }),
  },
  {
    name: 'scalar02',
    section: '3.1.2.4',
    refused: bad('CSeq'),
    answer: 400,
    own: message('scalar02', REGISTER, {
      headers: { CSeq: `${HUGE} REGISTER`, 'Max-Forwards': '300', Expires: HUGE, Contact: '<sip:a@h>;expires=280297596632815' },
    }),
  },
  {
    name: 'scalarlg',
    section: '3.1.2.5',
    refused: bad('CSeq'),
    answer: 'silence',
    own: response('scalarlg', '503 Service Unavailable', {
      headers: {
        CSeq: '9292394834772304023312 OPTIONS',
        'Retry-After': '949302838503028349304023988',
        Warning: '1812 overture "In Progress"',
      },
    }),
  },
  {
    name: 'quotbal',
    section: '3.1.2.6',
    refused: bad('To'),
    answer: 400,
    own: message('quotbal', INVITE, { headers: { To: '"Mr. J. Callee <sip:callee@example.com>' }, body: SDP }),
  },
  {
    name: 'ltgtruri',
    section: '3.1.2.7',
    refused: { code: 'request-uri' },
    answer: 400,
    own: message('ltgtruri', 'INVITE <sip:callee@example.com> SIP/2.0', { body: SDP }),
  },
  {
    name: 'lwsruri',
    section: '3.1.2.8',
    refused: { code: 'request-uri' },
    answer: 400,
    own: message('lwsruri', 'INVITE sip:callee@example.com; lr SIP/2.0', { body: SDP }),
  },
  {
    name: 'lwsstart',
    section: '3.1.2.9',
    refused: { code: 'request-uri' },
    answer: 400,
    own: message('lwsstart', 'INVITE  sip:callee@example.com  SIP/2.0', { body: SDP }),
  },
  { name: 'trws', section: '3.1.2.10', refused: { code: 'start-line' }, answer: 400, own: message('trws', `${OPTIONS}  `) },
  {
    name: 'escruri',
    section: '3.1.2.11',
    refused: { code: 'request-uri' },
    answer: 400,
    own: message('escruri', 'INVITE sip:callee@example.com?Route=%3Csip:example.net%3E SIP/2.0', { body: SDP }),
  },
  // Nothing here reads Date, so a wrong zone harms nobody: the RFC leaves the choice.
  {
    name: 'baddate',
    section: '3.1.2.12',
    answer: 200,
    own: message('baddate', INVITE, { headers: { Date: 'Fri, 01 Jan 2010 16:00:00 EST' }, body: SDP }),
  },
  {
    name: 'regbadct',
    section: '3.1.2.13',
    refused: bad('Contact'),
    answer: 400,
    own: message('regbadct', REGISTER, { headers: { Contact: 'sip:callee@example.com?Route=%3Csip:sip.example.com%3E' } }),
  },
  {
    name: 'badaspec',
    section: '3.1.2.14',
    refused: bad('To'),
    answer: 400,
    own: message('badaspec', OPTIONS, { headers: { To: '"Callee, Thomas" < sip:callee@example.org >' } }),
  },
  {
    name: 'baddn',
    section: '3.1.2.15',
    refused: bad('From'),
    answer: 400,
    own: message('baddn', OPTIONS, { headers: { From: 'Caller, Ada <sip:caller@example.net>;tag=43' } }),
  },
  {
    name: 'badvers',
    section: '3.1.2.16',
    refused: { code: 'version' },
    answer: 505,
    own: message('badvers', 'OPTIONS sip:callee@example.com SIP/7.0', {
      headers: { Via: 'SIP/7.0/UDP client.example.net;branch=z9hG4bK-own-badvers' },
    }),
  },
  {
    name: 'mismatch01',
    section: '3.1.2.17',
    refused: bad('CSeq'),
    answer: 400,
    own: message('mismatch01', OPTIONS, { headers: { CSeq: '8 INVITE' } }),
  },
  {
    name: 'mismatch02',
    section: '3.1.2.18',
    refused: bad('CSeq'),
    answer: 501,
    own: message('mismatch02', 'NOVELTY sip:callee@example.com SIP/2.0', { headers: { CSeq: '8 INVITE' } }),
  },
  {
    name: 'bigcode',
    section: '3.1.2.19',
    refused: { code: 'start-line' },
    answer: 'silence',
    own: response('bigcode', '4294967301 better not break the receiver'),
  },
];

const APPLICATION: readonly TortureMessage[] = [
  {
    name: 'badbranch',
    section: '3.2.1',
    refused: bad('Via'),
    answer: 400,
    own: message('badbranch', OPTIONS, { headers: { Via: 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK' } }),
  },
  {
    name: 'insuf',
    section: '3.3.1',
    refused: { code: 'missing-header' },
    answer: 400,
    own: message('insuf', INVITE, { headers: { 'Call-ID': undefined, From: undefined, To: undefined }, body: SDP }),
  },
  { name: 'unkscm', section: '3.3.2', answer: 416, own: message('unkscm', 'OPTIONS schemeOfNobody:opaque-all-over SIP/2.0') },
  { name: 'novelsc', section: '3.3.3', answer: 416, own: message('novelsc', 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0') },
  {
    name: 'unksm2',
    section: '3.3.4',
    answer: 400,
    own: message('unksm2', REGISTER, {
      headers: { To: 'isbn:2983792873', From: '<http://www.example.com>;tag=1', Contact: '<name:J_Callee>' },
    }),
  },
  {
    name: 'bext01',
    section: '3.3.5',
    answer: 420,
    says: ['unsupported', 'nothing'],
    own: message('bext01', OPTIONS, { headers: { Require: 'nothing-of-this, nothing-of-that', 'Proxy-Require': 'no-proxy-of-ours' } }),
  },
  {
    name: 'invut',
    section: '3.3.6',
    answer: 415,
    says: ['accept', 'application/sdp'],
    own: message('invut', INVITE, { headers: { 'Content-Type': 'application/of-nobody' }, body: '<audio port="443"/>\r\n' }),
  },
  {
    name: 'regaut01',
    section: '3.3.7',
    answer: 401,
    own: message('regaut01', REGISTER, {
      headers: { Contact: '<sip:a@client.example.net>', Authorization: 'SchemeOfNobody opaque-data=here' },
    }),
  },
  {
    name: 'multi01',
    section: '3.3.8',
    refused: { code: 'duplicate-header' },
    answer: 400,
    own: message('multi01', INVITE, {
      lines: [
        'CSeq: 59 INVITE',
        'Call-ID: another',
        'To: <sip:other@example.com>',
        'From: <sip:other@example.net>;tag=2',
        'Max-Forwards: 5',
        'Contact: <sip:other@h>',
      ],
      body: SDP,
    }),
  },
  {
    name: 'mcl01',
    section: '3.3.9',
    refused: { code: 'duplicate-header', header: 'Content-Length' },
    answer: 400,
    own: message('mcl01', OPTIONS, { lines: ['Content-Length: 5'], body: 'hello' }),
  },
  // It claims to have come by way of everybody: nothing may be sent there.
  {
    name: 'bcast',
    section: '3.3.10',
    answer: 'silence',
    own: response('bcast', '200 OK', {
      headers: { Via: 'SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1' },
      lines: ['Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK2'],
      body: SDP,
    }),
  },
  // An endpoint serves it; the 483 of a proxy is tried apart.
  { name: 'zeromf', section: '3.3.11', answer: 200, own: message('zeromf', OPTIONS, { headers: { 'Max-Forwards': '0' } }) },
  {
    name: 'cparam01',
    section: '3.3.12',
    answer: 200,
    says: ['contact', ';unknown'],
    own: message('cparam01', REGISTER, { headers: { Contact: 'sip:+19725550100@gw.example.net;unknown' } }),
  },
  {
    name: 'cparam02',
    section: '3.3.13',
    answer: 200,
    says: ['contact', ';unknown'],
    own: message('cparam02', REGISTER, { headers: { Contact: '<sip:+19725550100@gw.example.net;unknown>' } }),
  },
  {
    name: 'regescrt',
    section: '3.3.14',
    answer: 200,
    says: ['contact', '?Route=%3Csip:'],
    own: message('regescrt', REGISTER, { headers: { Contact: '<sip:callee@example.com?Route=%3Csip:sip.example.com%3E>' } }),
  },
  { name: 'sdp01', section: '3.3.15', answer: 406, own: message('sdp01', INVITE, { headers: { Accept: 'text/of-nobody' }, body: SDP }) },
  {
    name: 'inv2543',
    section: '3.4.1',
    answer: 200,
    own: message('inv2543', INVITE, {
      headers: {
        Via: 'SIP/2.0/UDP iftgw.example.com',
        From: '<sip:+13035550100@ift.client.example.net;user=phone>',
        'Max-Forwards': undefined,
        Contact: undefined,
      },
      body: SDP,
    }),
  },
];

/** All 49. */
export const TORTURE_MESSAGES: readonly TortureMessage[] = [...VALID, ...INVALID, ...APPLICATION];
