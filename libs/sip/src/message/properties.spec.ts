import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote } from '../grammar/index.js';
import { HEADERS } from '../headers/index.js';
import { METHODS } from '../headers/methods.js';
import { formatUri, parseUri } from '../uri/index.js';
import { formatNameAddr, parseNameAddr } from './name-addr.js';
import { parseAsText, parseMessage } from './parse-message.js';
import { SipMessage } from './sip-message.js';
import { StreamFramer } from './stream-framer.js';
import { formatVia, parseVia } from './via.js';

const SEED = 3261;
const check = <T>(property: fc.IProperty<T>, numRuns = 400): void => fc.assert(property, { seed: SEED, numRuns });

const from = (characters: string, min = 1, max = 12): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max });
const ALNUM = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const token = from(`${ALNUM}-.!%*_+\`'~`);
const word = from(ALNUM);
/** Anything a person may be called; no line ends, which a quoted string cannot hold. */
const personName = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\r\n]/.test(text));
const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6().map((address) => `[${address}]`);
const host = fc.oneof(fc.domain(), ipv4, ipv6);
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
const hostPort = fc.tuple(host, port).map(([name, number]) => (number === undefined ? name : `${name}:${number}`));
const paramValue = fc.oneof(word, personName.map(quote));
const params = fc
  .uniqueArray(fc.tuple(word, fc.option(paramValue, { nil: undefined })), { maxLength: 4, selector: ([name]) => name.toLowerCase() })
  .map((all) => all.filter(([name]) => !['tag', 'branch', 'expires', 'rport', 'received'].includes(name.toLowerCase())));
const written = (all: ReadonlyArray<readonly [string, string | undefined]>): string =>
  all.map(([name, value]) => (value === undefined ? `;${name}` : `;${name}=${value}`)).join('');
const user = from(`${ALNUM}-_.!~*'()&=+$,;?/`);
const uri = fc.tuple(
  fc.constantFrom('sip', 'sips'),
  fc.option(user, { nil: '' }),
  hostPort,
  fc.constantFrom('', ';lr', ';transport=tcp', ';user=phone;lr'),
);
const uriText = uri.map(([scheme, name, where, tail]) => `${scheme}:${name === '' ? '' : `${name}@`}${where}${tail}`);
const address = fc
  .tuple(
    fc.oneof(
      fc.constant(''),
      personName.map((name) => `${quote(name)} `),
      token,
    ),
    uriText,
    params,
  )
  .map(([name, target, more]) => `${name}<${target}>${written(more)}`);
const via = fc
  .tuple(
    fc.constantFrom('UDP', 'TCP', 'TLS', 'WS', 'WSS', 'SCTP'),
    hostPort,
    params,
    word,
    fc.constantFrom('', ';rport', ';rport=1;received=192.0.2.1'),
  )
  .map(([protocol, where, more, branch, rport]) => `SIP/2.0/${protocol} ${where}${written(more)};branch=z9hG4bK${branch}${rport}`);
const space = fc.constantFrom(' ', '', '  ', '\t', '\r\n ', ' \r\n\t ');
const spelled = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...names.flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]));
const line = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(name, fc.constantFrom('', '', '', ' '), space, value, fc.constantFrom('', '', ' '))
    .map(([n, before, after, v, tail]) => `${n}${before}:${after}${v}${tail}`);
const bodies = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const other = fc.oneof(
  line(
    spelled(HEADERS.USER_AGENT, HEADERS.SUBJECT, 's', 'X-Own', HEADERS.ALLOW),
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...`${ALNUM} ,;"<>()`) }),
      personName.filter((text) => !/[\p{Cc}]/u.test(text)),
    ),
  ),
  line(
    spelled(HEADERS.ROUTE, HEADERS.RECORD_ROUTE),
    fc.array(address, { minLength: 1, maxLength: 3 }).map((all) => all.join(' , ')),
  ),
  line(spelled(HEADERS.CONTACT, 'm'), address),
  line(spelled(HEADERS.VIA, 'v'), via),
);

interface Generated {
  readonly bytes: Buffer;
  readonly body: Buffer;
}

/** Whole messages in all the ways the grammar lets them be written. */
const message: fc.Arbitrary<Generated> = fc
  .record({
    method: fc.oneof(
      fc.constantFrom(...Object.values(METHODS)),
      token.filter((word) => !word.startsWith('SIP')),
    ),
    target: fc.option(uriText, { nil: undefined }),
    status: fc.integer({ min: 100, max: 699 }),
    reason: fc.string({ unit: fc.constantFrom(...`${ALNUM} -éß`) }),
    top: fc.array(via, { minLength: 1, maxLength: 3 }),
    from: address,
    fromTag: word,
    to: address,
    toTag: fc.option(word, { nil: undefined }),
    callId: from(`${ALNUM}-.@`, 1, 30),
    sequence: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    others: fc.array(other, { maxLength: 6 }),
    order: fc.infiniteStream(fc.nat()),
    spaces: fc.array(space, { minLength: 6, maxLength: 6 }),
    body: bodies,
    hasLength: fc.boolean(),
  })
  .map(
    ({
      method,
      target,
      status,
      reason,
      top,
      from: sender,
      fromTag,
      to,
      toTag,
      callId,
      sequence,
      others,
      order,
      spaces,
      body,
      hasLength,
    }) => {
      const start = target === undefined ? `SIP/2.0 ${status} ${reason}` : `${method} ${target} SIP/2.0`;
      const sequenceText = `${sequence}${'  '.slice(0, 1 + (sequence % 2))}${method}`;
      const core = [
        `Via:${spaces[0]}${top.join(', ')}`,
        `From:${spaces[1]}${sender};tag=${fromTag}`,
        `t:${spaces[2]}${to}${toTag === undefined ? '' : `;tag=${toTag}`}`,
        `Call-ID:${spaces[3]}${callId}`,
        `CSEQ:${spaces[4]}${sequenceText}`,
        ...(hasLength || body.length === 0 ? [`l:${spaces[5]}${body.length}`] : []),
      ];
      const lines = [
        ...core.slice(0, 1),
        ...[...core.slice(1), ...others]
          .map((text) => ({ text, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ text }) => text),
      ];
      const head = Buffer.from([start, ...lines, '', ''].join('\r\n'));
      return { bytes: Buffer.concat([head, body]), body };
    },
  );

const valuesOf = (read: SipMessage): unknown => ({
  start: [read.kind, read.method, read.requestUri, read.status, read.reason],
  lines: read.headers.filter(({ id }) => id !== 'content-length').map(({ id, value }) => `${id}: ${value}`),
  via: formatVia(read.via() ?? { protocol: '', host: '', params: new Map() }),
  parts: [read.branch(), read.sentBy(), read.fromTag(), read.toTag(), read.callId(), read.cseq().seq],
  from: formatNameAddr(read.from()),
  to: formatNameAddr(read.to()),
  contacts: read.contacts().map(formatNameAddr),
  body: read.body.toString('base64'),
});
const parsed = (bytes: Buffer, isText = false): SipMessage => {
  const result = isText ? parseAsText(bytes) : parseMessage(bytes);
  if (!result.ok) throw new Error(`${result.error.header ?? ''} ${result.error.text}: ${result.error.value ?? ''}\n${bytes.toString()}`);
  return result.value;
};

describe('a message in any form the grammar allows', () => {
  it('is taken, with the body it has', () =>
    check(fc.property(message, ({ bytes, body }) => void expect(parsed(bytes).body.equals(body)).toBe(true))));
  it('is the same after it was written and read again', () =>
    check(
      fc.property(message, ({ bytes }) => {
        const first = parsed(bytes);
        expect(valuesOf(parsed(first.toBuffer()))).toEqual(valuesOf(first));
      }),
    ));
  it('is the same to the reader of bytes and the reader of text', () =>
    check(fc.property(message, ({ bytes }) => void expect(valuesOf(parsed(bytes))).toEqual(valuesOf(parsed(bytes, true))))));
  it('is the same when its lines were made objects, and so is its copy', () =>
    check(
      fc.property(message, ({ bytes }) => {
        const exposed = parsed(bytes);
        expect(exposed.headers.length).toBeGreaterThan(4);
        const values = valuesOf(parsed(bytes));
        expect(valuesOf(parsed(exposed.toBuffer()))).toEqual(values);
        expect(valuesOf(parsed(bytes).clone())).toEqual(values);
      }),
    ));
  it('keeps all other lines when a line is added, changed and removed', () =>
    check(
      fc.property(message, via, ({ bytes }, added) => {
        const before = parsed(bytes);
        const after = parsed(bytes);
        after.add('Via', added, 'top');
        after.set('Max-Forwards', '69');
        const again = parsed(after.toBuffer());
        expect(formatVia(again.via()!)).toBe(formatVia(after.via()!));
        expect(again.get('max-forwards')).toBe('69');
        again.removeFirstValue('via');
        again.remove('max-forwards');
        expect(valuesOf(parsed(again.toBuffer()))).toEqual(valuesOf(before));
      }),
    ));
});

describe('parts written from their values', () => {
  it('of a Via read the same', () =>
    check(
      fc.property(via, (text) => {
        const read = parseVia(text);
        if (!read.ok) throw new Error(read.error);
        expect(parseVia(formatVia(read.value))).toEqual(read);
      }),
    ));
  it('of an address read the same', () =>
    check(
      fc.property(address, (text) => {
        const read = parseNameAddr(text);
        if (!read.ok) throw new Error(read.error);
        expect(parseNameAddr(formatNameAddr(read.value))).toEqual(read);
      }),
    ));
  it('of a URI read the same', () =>
    check(
      fc.property(uriText, (text) => {
        const read = parseUri(text);
        if (!read.ok) throw new Error(read.error);
        expect(parseUri(formatUri(read.value))).toEqual(read);
      }),
    ));
});

describe('bytes of any kind', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          ' ',
          ':',
          ';',
          ',',
          '"',
          '<',
          '>',
          'SIP/2.0',
          'INVITE',
          'sip:',
          'Via',
          'From',
          'l: 1',
          '\0',
          '\xff',
          '@',
          '=',
        ),
      )
      .map((all) => Buffer.from(all.join(''), 'latin1')),
    fc.tuple(message, fc.nat(), fc.uint8Array({ maxLength: 6 })).map(([{ bytes }, at, put]) => {
      const where = at % bytes.length;
      return Buffer.concat([bytes.subarray(0, where), put, bytes.subarray(where + put.length)]);
    }),
  );
  it('give a message or a reason, never an exception', () =>
    check(
      fc.property(noise, fc.boolean(), (bytes, stream) => {
        const result = parseMessage(bytes, { stream });
        if (!result.ok) expect(result.error.text).not.toBe('');
      }),
      3_000,
    ));
});

describe('a stream', () => {
  const events = (stream: Buffer, cuts: readonly number[]): string[] => {
    const framer = new StreamFramer();
    const all: string[] = [];
    let at = 0;
    for (const cut of [...cuts, stream.length]) {
      for (const event of framer.push(Buffer.from(stream.subarray(at, cut))))
        all.push(event.type === 'message' ? event.data.toString('latin1') : event.type === 'error' ? event.failure.code : 'ping');
      at = cut;
    }
    return all;
  };
  const framed = fc.array(
    fc.oneof(
      message.map(({ bytes }) => parsed(bytes).toBuffer()),
      fc.constantFrom(Buffer.from('\r\n'), Buffer.from('\r\n\r\n')),
    ),
    { minLength: 1, maxLength: 4 },
  );

  it('gives every message that was put in, whole and in order', () =>
    check(
      fc.property(framed, (parts) => {
        const messages = parts.filter((part) => part.length > 4).map((part) => part.toString('latin1'));
        expect(events(Buffer.concat(parts), []).filter((event) => event !== 'ping')).toEqual(messages);
      }),
    ));
  it('reads the same wherever it is cut in two, and byte by byte', () =>
    check(
      fc.property(framed, (parts) => {
        const stream = Buffer.concat(parts);
        const whole = events(stream, []);
        for (let at = 1; at < stream.length; at += 1) expect(events(stream, [at])).toEqual(whole);
        expect(
          events(
            stream,
            Array.from({ length: stream.length }, (_, i) => i),
          ),
        ).toEqual(whole);
      }),
      8,
    ));
  it('reads the same in any pieces, also when it breaks off in nonsense', () =>
    check(
      fc.property(framed, fc.uint8Array({ maxLength: 80 }), fc.array(fc.nat({ max: 4_000 })), (parts, junk, cuts) => {
        const stream = Buffer.concat([...parts, junk]);
        const at = [...new Set(cuts.map((cut) => cut % (stream.length + 1)))].sort((a, b) => a - b);
        expect(events(stream, at)).toEqual(events(stream, []));
      }),
    ));
});
