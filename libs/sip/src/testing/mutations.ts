import { HEADERS } from '../headers/index.js';
import { METHODS } from '../headers/methods.js';
import { pick, type Random } from './seeded.js';

/** What SIP grammars are made of, and what breaks readers of them. */
const PIECES = [
  '\r\n',
  '\r',
  '\n',
  '\n\r',
  '\r\n ',
  '\r\n\t',
  '\r\n\r\n',
  '\0',
  '\x7f',
  '\x1b',
  '"',
  '\\',
  '\\"',
  '<',
  '>',
  '<>',
  '<<',
  ';',
  ';;',
  ';=',
  ',',
  ',,',
  '=',
  ':',
  '::',
  ':::',
  '%',
  '%00',
  '%2',
  '%zz',
  '%c3%28',
  ' ',
  '\t',
  '   ',
  '[',
  ']',
  '[::1]',
  '[::ffff:1.2.3.4]',
  '@',
  '?',
  '*',
  '#',
  '/',
  '-1',
  '0',
  '00',
  '255',
  '256',
  '65535',
  '65536',
  '2147483647',
  '2147483648',
  '4294967295',
  '4294967296',
  '99999999999999999999',
  '1e9',
  '0x10',
  'é',
  '\xff',
  '\xc3',
  '\ud800',
  'SIP/2.0',
  'sip/2.0',
  'SIP/3.0',
  'sip:',
  'sips:',
  'tel:',
  'urn:',
  'z9hG4bK',
  ';branch=z9hG4bK',
  ';tag=',
  ';tag=x',
  ';tag',
  ';rport',
  ';rport=',
  ';received=1.1.1.1',
  ';lr',
  ';expires=',
  ';expires=5',
  ';q=0.5',
  ';maddr=h',
  '__proto__',
  'constructor',
  'Digest ',
  'Digest a="b"',
  'auth',
  'Contact: *',
  'Via: ',
  'l: 3\r\n',
  'Content-Length: 0\r\n',
] as const;
const SHORT = ['v', 'f', 't', 'i', 'm', 'l', 'c', 'x', 'k', 'o', 'r', 'b', 'z'];
const NAMES = [...Object.values(HEADERS), ...SHORT, 'X-Own', 'X', '__proto__'];
const METHOD_NAMES = [...Object.values(METHODS), 'invite', 'DANCE', 'X!'];

type Lines = string[];

/** Changes of one message as lines of a head: names, order, folding, values of others. */
const LINE_CHANGES: ReadonlyArray<(lines: Lines, other: Lines, random: Random) => void> = [
  (lines, _other, random) => void lines.splice(random(lines.length), 1),
  (lines, _other, random) => void lines.splice(random(lines.length), 0, pick(random, lines)),
  (lines, other, random) => void lines.splice(random(lines.length) + 1, 0, pick(random, other)),
  (lines, other, random) => void (lines[random(lines.length)] = pick(random, other)),
  (lines, other) => void (lines[0] = other[0] ?? ''),
  (lines, _other, random) => {
    const at = random(lines.length);
    const colon = lines[at]?.indexOf(':') ?? -1;
    if (colon > 0) lines[at] = pick(random, NAMES) + (lines[at] as string).slice(colon);
  },
  (lines, _other, random) => {
    const at = random(lines.length);
    const line = lines[at] as string;
    const to = random(line.length + 1);
    lines[at] = `${line.slice(0, to)}\r\n ${line.slice(to)}`;
  },
  (lines, other, random) => {
    // A header's value joined with that of another: lists, and what should be none.
    const at = random(lines.length);
    const value = pick(random, other).replace(/^[^:]*:/, '');
    lines[at] += pick(random, [',', ', ', ';', ' ', '?', '>,<']) + value;
  },
  (lines, _other, random) => {
    const at = random(lines.length);
    lines[at] = pick(random, [(lines[at] as string).toUpperCase(), (lines[at] as string).toLowerCase()]);
  },
  (lines, _other, random) => {
    const [a, b] = [random(lines.length), random(lines.length)];
    [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  },
  (lines, _other, random) => {
    const method = pick(random, METHOD_NAMES);
    lines[0] = (lines[0] as string).replace(/^\S*/, method);
    const at = lines.findIndex((line) => /^cseq/i.test(line));
    if (at > 0) lines[at] = `CSeq: ${random(100)} ${method}`;
  },
  (lines, _other, random) => {
    const parameter = `;${pick(random, ['tag', 'branch', 'expires', 'lr', 'p'])}=${pick(random, PIECES)}`;
    lines[random(lines.length)] += parameter.repeat(1 + random(4));
  },
  (lines, _other, random) => {
    const at = random(lines.length);
    lines[at] = (lines[at] as string).replace(
      /\d+/,
      pick(random, ['0', '1', '69', '255', '256', '2147483648', '4294967296', '9'.repeat(30)]),
    );
  },
];

const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).trim().toLowerCase();
const COMPACT = [
  ['via', 'v'],
  ['from', 'f'],
  ['to', 't'],
  ['call-id', 'i'],
  ['contact', 'm'],
  ['content-length', 'l'],
  ['content-type', 'c'],
] as const;

/** Changes after which a message is still one, so that what is made of messages is tried as much as how others are refused. */
const GENTLE_CHANGES: ReadonlyArray<(lines: Lines, other: Lines, random: Random) => void> = [
  (lines, _other, random) => {
    const [line = ''] = lines.splice(1 + random(lines.length - 1), 1);
    lines.splice(1 + random(lines.length), 0, line);
  },
  (lines, other, random) => {
    const line = pick(random, other);
    if (line.includes(':') && other[0] !== line && !lines.some((mine) => nameOf(mine) === nameOf(line) || nameOf(line).length === 1))
      lines.push(line);
  },
  (lines, _other, random) => {
    const at = 1 + random(lines.length - 1);
    lines[at] = (lines[at] as string).replace(/(?<=[:,;] ?)(?=[^ \r\n])/, pick(random, [' ', '  ', '\t', '\r\n ']));
  },
  (lines, _other, random) => {
    const [long, short] = pick(random, COMPACT);
    const at = lines.findIndex((line) => nameOf(line) === long);
    if (at > 0)
      lines[at] = (lines[at] as string).replace(
        /^[^:]*/,
        pick(random, [short, short.toUpperCase(), long, long.toUpperCase(), `${short} `]),
      );
  },
  (lines, _other, random) => {
    const at = lines.findIndex((line) => ['from', 'to', 'f', 't', 'contact', 'm', 'via', 'v'].includes(nameOf(line)));
    if (at > 0 && random(2)) lines[at] += pick(random, [';p', ';p="a, b"', ';q=0.5', ';X-Own=1', ' ; p2 = x', ';lr']);
  },
  (lines, _other, random) => {
    const name = pick(random, ['Route', 'Record-Route', 'Via', 'Path', 'P-Asserted-Identity', 'Supported', 'X-Own', 'Subject']);
    const value =
      name === 'Via'
        ? 'SIP/2.0/TCP h2.example.net:5070;branch=z9hG4bK77'
        : pick(random, ['<sip:h;lr>', '"a, b" <sip:x@h>;p', '<sip:h>, <sip:i;lr>']);
    lines.splice(lines.length - random(2), 0, `${name}: ${value}`);
  },
];

function changeLines(data: Buffer, other: Buffer, random: Random, changes = LINE_CHANGES): Buffer {
  const headEnd = data.indexOf('\r\n\r\n');
  const head = data.toString('latin1', 0, headEnd < 0 ? data.length : headEnd);
  const lines = head.split('\r\n');
  const otherEnd = other.indexOf('\r\n\r\n');
  const others = other.toString('latin1', 0, otherEnd < 0 ? other.length : otherEnd).split('\r\n');
  for (let n = 1 + random(random(3) + 1); n > 0; n--) if (lines.length > 2) pick(random, changes)(lines, others, random);
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), headEnd < 0 ? Buffer.alloc(0) : data.subarray(headEnd)]);
}

function changeBytes(data: Buffer, other: Buffer, random: Random): Buffer {
  let bytes = data;
  for (let n = 1 + random(random(4) + 1); n > 0; n--) {
    const at = random(bytes.length + 1);
    const length = random(16);
    const piece = Buffer.from(pick(random, PIECES), random(2) ? 'utf8' : 'latin1');
    switch (random(7)) {
      case 0:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 2:
        bytes = Buffer.from(bytes);
        if (at < bytes.length) bytes[at] = random(256);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      case 4: {
        const from = random(other.length + 1);
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + random(80)), bytes.subarray(at + length)]);
        break;
      }
      case 5: {
        const run = Buffer.concat(new Array<Buffer>(1 + random(random(20) === 0 ? 600 : 12)).fill(piece));
        bytes = Buffer.concat([bytes.subarray(0, at), run, bytes.subarray(at)]);
        break;
      }
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + length)]);
    }
  }
  return bytes;
}

/** One input made of two messages: gently, by lines, by bytes, or both. Inputs do not grow without end. */
export function mutate(data: Buffer, other: Buffer, random: Random): Buffer {
  if (random(3) === 0) return changeLines(data, other, random, GENTLE_CHANGES);
  const kind = random(8);
  let changed = kind < 5 ? changeLines(data, other, random) : data;
  if (kind > 3) changed = changeBytes(changed, other, random);
  return changed.length > 70_000 ? changed.subarray(0, 70_000) : changed;
}

/** Bytes without any order, often with something of SIP among them. */
export function noise(random: Random): Buffer {
  const parts: Buffer[] = [];
  for (let n = random(40); n > 0; n--) {
    if (random(3) > 0) parts.push(Buffer.from(pick(random, PIECES), 'latin1'));
    else parts.push(Buffer.from(Array.from({ length: random(12) }, () => random(256))));
  }
  return Buffer.concat(parts);
}
