import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse-message.js';
import type { ParseFailureCode } from './types.js';

/** `takes` = a message for us; else the rule that refuses it, and the header it names. Sections are of RFC 4475. */
type Expected = { readonly takes: true } | { readonly refuses: ParseFailureCode; readonly header?: string };
const takes: Expected = { takes: true };
const refuses = (code: ParseFailureCode, header?: string): Expected => ({ refuses: code, ...(header ? { header } : {}) });

const EXPECTED: Readonly<Record<string, Expected>> = {
  // 3.1.1 valid
  wsinv: takes,
  intmeth: takes,
  esc01: takes,
  escnull: takes,
  esc02: takes,
  lwsdisp: takes,
  longreq: takes,
  dblreq: takes,
  semiuri: takes,
  transports: takes,
  mpart01: takes,
  unreason: takes,
  noreason: takes,
  // 3.1.2 invalid
  badinv01: refuses('bad-header', 'Via'),
  clerr: refuses('content-length', 'Content-Length'),
  ncl: refuses('content-length', 'Content-Length'),
  scalar02: refuses('bad-header', 'CSeq'),
  scalarlg: refuses('bad-header', 'CSeq'),
  quotbal: refuses('bad-header', 'To'),
  ltgtruri: refuses('request-uri'),
  lwsruri: refuses('request-uri'),
  lwsstart: refuses('request-uri'),
  trws: refuses('start-line'),
  escruri: refuses('request-uri'),
  // §3.1.2.12: the zone is wrong, but nothing here reads Date, so the message is taken (the RFC allows both).
  baddate: takes,
  regbadct: refuses('bad-header', 'Contact'),
  badaspec: refuses('bad-header', 'To'),
  baddn: refuses('bad-header', 'From'),
  badvers: refuses('version'),
  mismatch01: refuses('bad-header', 'CSeq'),
  mismatch02: refuses('bad-header', 'CSeq'),
  bigcode: refuses('start-line'),
  // 3.2 transaction layer
  badbranch: refuses('bad-header', 'Via'),
  // 3.3 application layer: syntactically whole unless a header is missing or doubled
  insuf: refuses('missing-header'),
  unkscm: takes,
  novelsc: takes,
  unksm2: takes,
  bext01: takes,
  invut: takes,
  regaut01: takes,
  multi01: refuses('duplicate-header'),
  mcl01: refuses('duplicate-header', 'Content-Length'),
  bcast: takes,
  zeromf: takes,
  cparam01: takes,
  cparam02: takes,
  regescrt: takes,
  sdp01: takes,
  // 3.4 backward compatibility
  inv2543: takes,
};

const folder = fileURLToPath(new URL('../../../../../shared/data/rfc4475/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) process.stdout.write('RFC 4475 messages are absent (shared/data/rfc4475 beside the project): their cases are skipped' + '\n');

describe('the torture messages of RFC 4475', () => {
  it('are all 49 listed', () => {
    expect(Object.keys(EXPECTED)).toHaveLength(49);
  });

  it.runIf(isThere)('are exactly the files of the corpus', () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.dat$/, ''));
    expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.runIf(isThere).each(Object.entries(EXPECTED))('%s gives %o', (name, expected) => {
    const parsed = parseMessage(readFileSync(`${folder}${name}.dat`));
    if ('takes' in expected) {
      expect(parsed.ok ? 'taken' : parsed.error).toBe('taken');
      return;
    }
    if (parsed.ok) expect.fail(`was taken, not refused as ${expected.refuses}`);
    expect(parsed.error.code).toBe(expected.refuses);
    if (expected.header) expect(parsed.error.header).toBe(expected.header);
  });
});
