import { describe, expect, it } from 'vitest';
import type { Diversion } from '@switchyard/call-flow';
import { readIncoming, type Incoming } from '../incoming.js';
import { inviteHeaders } from '../outgoing-headers.js';
import { askedDiversions } from './asked-diversions.js';
import { askedPrivacy, assertedIdentity, identityOfPhone } from './asked-identity.js';
import { ANONYMOUS, assertedHeader, diversionHeaders, privacyHeader, remotePartyHeader } from './identity-headers.js';

const said = (...headers: string[]): Incoming => {
  const from = headers.some((line) => line.startsWith('From:')) ? [] : ['From: "Alice" <sip:alice@aurora.test>;tag=1'];
  const text = ['INVITE sip:102@aurora.test SIP/2.0', 'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1', ...from, 'To: <sip:102@aurora.test>']
    .concat(['Call-ID: c', 'CSeq: 1 INVITE', ...headers, 'Content-Length: 0', '', ''])
    .join('\r\n');
  const read = readIncoming(text, { source: { protocol: 'udp', address: '192.0.2.1', port: 5060 }, receivedOn: undefined });
  if (!read.ok) throw new Error(`${read.error.header}: ${read.error.rule}`);
  return read.value;
};
const NOBODY = 'From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=1';

describe('who a phone wants to be', () => {
  it.each<[string, string, string, string[]]>([
    ['From', 'alice', 'From', []],
    ['Remote-Party-ID before From', '3', 'Remote-Party-ID', ['Remote-Party-ID: <sip:3@x.test>;party=calling']],
    [
      'P-Preferred-Identity before that',
      '2',
      'P-Preferred-Identity',
      ['Remote-Party-ID: <sip:3@x.test>', 'P-Preferred-Identity: <sip:2@x.test>'],
    ],
    [
      'P-Asserted-Identity before all',
      '1',
      'P-Asserted-Identity',
      ['Remote-Party-ID: <sip:3@x.test>', 'P-Preferred-Identity: <sip:2@x.test>', 'P-Asserted-Identity: <sip:1@x.test>'],
    ],
    ['the first readable value of two', '+34', 'P-Asserted-Identity', ['P-Asserted-Identity: %%, <tel:+34>']],
    ['what is readable at all', '2', 'P-Preferred-Identity', ['P-Asserted-Identity: %%%', 'P-Preferred-Identity: <sip:2@x.test>']],
    ['no anonymous identity', 'alice', 'From', ['P-Asserted-Identity: <sip:anonymous@anonymous.invalid>']],
    ['nobody', '', 'From', [NOBODY]],
    ['who is preferred when From is anonymous', '101', 'P-Preferred-Identity', [NOBODY, 'P-Preferred-Identity: <sip:101@aurora.test>']],
  ])('%s', (_title, user, header, headers) => {
    expect(identityOfPhone(said(...headers))).toMatchObject({ user, header });
  });
  it('is not asserted to a peer by P-Preferred-Identity or From', () => {
    expect(assertedIdentity(said('P-Preferred-Identity: <sip:2@x.test>'))).toBeUndefined();
    expect(assertedIdentity(said('P-Asserted-Identity: "A" <sip:1@x.test>'))).toMatchObject({ user: '1', displayName: 'A' });
  });
});

describe('which privacy is asked for', () => {
  it.each<[string, string[], boolean | undefined, boolean, boolean]>([
    ['nothing', [], undefined, false, false],
    ['id', ['Privacy: id'], true, false, false],
    ['user', ['Privacy: user'], true, false, false],
    ['header, which hides diverters too', ['Privacy: header'], true, false, true],
    ['session, which the media relay gives to all', ['Privacy: session'], undefined, false, false],
    ['none', ['Privacy: none'], false, false, false],
    ['id and critical', ['Privacy: id;critical'], true, true, false],
    ['history', ['Privacy: history'], undefined, false, true],
    ['an anonymous From', [NOBODY], true, false, false],
    ['an anonymous From in our own domain', ['From: <sip:Anonymous@aurora.test>;tag=1'], true, false, false],
    ['an anonymous From with none', [NOBODY, 'Privacy: none'], true, false, false],
    ['privacy=full of Remote-Party-ID', ['Remote-Party-ID: <sip:3@x.test>;privacy=full'], true, false, false],
    ['privacy=off of Remote-Party-ID', ['Remote-Party-ID: <sip:3@x.test>;privacy=off'], undefined, false, false],
  ])('by %s', (_title, headers, withheld, critical, hidesHistory) => {
    expect(askedPrivacy(said(...headers))).toEqual({ withheld, critical, hidesHistory });
  });
});

describe('who diverted', () => {
  const own = (written: string): string | undefined => (written.startsWith('+34') ? written : undefined);
  it.each<[string, string[], readonly Diversion[]]>([
    ['nobody', [], []],
    [
      'a number of ours',
      ['Diversion: <sip:+341@x.test>;reason=no-answer;counter=2'],
      [{ number: '+341', reason: 'no-answer', counter: 2, hidden: false }],
    ],
    ['not a number of others, nor what is behind it', ['Diversion: <sip:+1@x.test>, <sip:+341@x.test>'], []],
    [
      'two of ours, with a reason nobody knows',
      ['Diversion: <sip:+341@x.test>;reason=whim', 'Diversion: <sip:+342@x.test>;privacy=full'],
      [
        { number: '+341', reason: 'unknown', hidden: false },
        { number: '+342', reason: 'unknown', hidden: true },
      ],
    ],
    [
      'History-Info where there is no Diversion',
      ['History-Info: <sip:+341@x.test>;index=1, <sip:9@x.test;cause=302>;index=1.1;mp=1'],
      [{ number: '+341', reason: 'unconditional', hidden: false }],
    ],
    [
      'Diversion where there are both',
      ['Diversion: <sip:+342@x.test>;reason=away', 'History-Info: <sip:+341@x.test>;index=1, <sip:9@x.test;cause=302>;index=1.1;mp=1'],
      [{ number: '+342', reason: 'away', hidden: false }],
    ],
    ['no number as long as a book', [`Diversion: <sip:+34${'1'.repeat(70)}@x.test>`], []],
  ])('%s', (_title, headers, diversions) => {
    expect(askedDiversions(said(...headers), false, own)).toEqual(diversions);
  });
  it('is hidden when all of the history is to be', () => {
    expect(askedDiversions(said('Diversion: <sip:+341@x.test>'), true, own)).toEqual([{ number: '+341', reason: 'unknown', hidden: true }]);
  });
});

describe('what is written', () => {
  it('an asserted caller, old and new, and what is left of the privacy', () => {
    expect(assertedHeader({ number: '+341', displayName: 'A "B"' })).toEqual({ 'P-Asserted-Identity': '"A \\"B\\"" <sip:+341@localhost>' });
    expect(remotePartyHeader({ number: '+341', domain: 'us.test' }, true)).toEqual({
      'Remote-Party-ID': '<sip:+341@us.test>;party=calling;privacy=full;screen=yes',
    });
    expect([privacyHeader(false), privacyHeader(true)]).toEqual([{ Privacy: 'id' }, { Privacy: 'id;critical' }]);
    expect(inviteHeaders({ from: ANONYMOUS }, 70)).toMatchObject({ From: '"Anonymous" <sip:anonymous@anonymous.invalid>' });
  });
  const diversions: readonly Diversion[] = [
    { number: '+342', reason: 'no-answer', hidden: true },
    { number: '+341', reason: 'unconditional', hidden: false },
  ];
  const both = { diversions, target: '+349', domain: 'us.test', sendDiversion: true, sendHistoryInfo: true };
  it('every diverter to whoever is trusted, marked; none that hides to others', () => {
    expect(diversionHeaders({ ...both, isTrusted: true })).toEqual({
      Diversion: ['<sip:+342@us.test>;reason=no-answer;privacy=full', '<sip:+341@us.test>;reason=unconditional;privacy=off'],
      'History-Info': [
        '<sip:+341@us.test>;index=1',
        '<sip:+342@us.test;cause=302?Privacy=history>;index=1.1;mp=1',
        '<sip:+349@us.test;cause=408>;index=1.1.1;mp=1.1',
      ],
    });
    expect(diversionHeaders({ ...both, isTrusted: false, sendHistoryInfo: false })).toEqual({
      Diversion: ['<sip:+341@us.test>;reason=unconditional;privacy=off'],
    });
  });
  it('nothing of a call that nobody diverted, or to whom it is not sent', () => {
    expect(diversionHeaders({ ...both, diversions: [], isTrusted: true })).toEqual({});
    expect(diversionHeaders({ ...both, isTrusted: true, sendDiversion: false, sendHistoryInfo: false })).toEqual({});
  });
});
