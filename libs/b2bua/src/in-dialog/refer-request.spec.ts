import { describe, expect, it } from 'vitest';
import { dialogIdsOf, readReplaces } from './replaces.js';
import { readRefer } from './refer-request.js';

const headers = (lines: Readonly<Record<string, string>>) => ({
  header: (name: string): string | undefined => ({ CSeq: '7 REFER', ...lines })[name],
});

describe('a REFER', () => {
  it.each([
    ['<sip:103@a.test>', { user: '103', host: 'a.test', scheme: 'sip', replaces: undefined }],
    ['sip:103@A.test', { user: '103', host: 'a.test' }],
    ['"Carol" <sip:103@a.test;method=INVITE>', { user: '103' }],
    ['<tel:+34910000103>', { user: '+34910000103', scheme: 'tel' }],
    ['<sip:%2B34@a.test>', { user: '+34' }],
    [
      '<sip:103@a.test?Replaces=call%40host%3Bto-tag%3Db%3Bfrom-tag%3Da>',
      { replaces: { callId: 'call@host', toTag: 'b', fromTag: 'a', earlyOnly: false } },
    ],
    [
      '<sip:103@a.test?X=1&replaces=c%3bfrom-tag=a%3bto-tag=b%3bearly-only>',
      { replaces: { callId: 'c', toTag: 'b', fromTag: 'a', earlyOnly: true } },
    ],
  ])('to %s is read', (value, expected) => {
    const read = readRefer(headers({ 'Refer-To': value }));
    expect(read.ok && read.value).toMatchObject({ id: 7, wantsNews: true, ...expected });
  });

  it.each([
    ['is missing', undefined, /must have one/],
    ['is twice there', '<sip:1@a.test>, <sip:2@a.test>', /only one/],
    ['is not a URI', 'carol', /scheme/],
    ['asks for another method', '<sip:1@a.test;method=BYE>', /only an INVITE/],
    ['holds a Replaces without tags', '<sip:1@a.test?Replaces=abc>', /Replaces: to-tag and from-tag/],
    ['holds escapes that cannot be read', '<sip:1@a.test?Replaces=%E0%A4%41>', /Replaces: its escapes/],
  ])('whose Refer-To %s is malformed', (_what, value, rule) => {
    const read = readRefer(headers(value === undefined ? {} : { 'Refer-To': value }));
    expect(!read.ok && read.error).toMatchObject({ header: 'Refer-To', rule: expect.stringMatching(rule) as string });
  });

  it.each([
    [{ 'Refer-Sub': 'false' }, false],
    [{ 'Refer-Sub': 'true' }, true],
    [{ Require: 'norefersub' }, false],
    [{ Supported: 'norefersub' }, true],
  ] as const)('with %j wants news: %s', (more, wanted) => {
    const read = readRefer(headers({ 'Refer-To': '<sip:1@a.test>', ...more }));
    expect(read.ok && read.value.wantsNews).toBe(wanted);
  });
});

describe('a Replaces', () => {
  it('names the dialog whichever side wrote the tags down', () => {
    const read = readReplaces('abc@host ; to-tag=x ;from-tag=y');
    expect(read.ok && dialogIdsOf(read.value)).toEqual(['abc@host;from-tag=y', 'abc@host;from-tag=x']);
  });

  it.each(['', 'abc', 'abc;to-tag=1', 'abc;to-tag=1;from-tag=', 'abc;to-tag=1;to-tag=2;from-tag=3', 'a b;to-tag=1;from-tag=2'])(
    'of %j is malformed',
    (text) => {
      expect(readReplaces(text).ok).toBe(false);
    },
  );
});
