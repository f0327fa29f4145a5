import { describe, expect, it } from 'vitest';
import { formatDiversion, formatHistory, readDiversion, readHistory } from './diverted-call.js';
import { formatPrivacy, readPrivacy } from './privacy.js';

describe('Privacy', () => {
  it.each([
    ['id', ['id']],
    ['ID ; Critical', ['id', 'critical']],
    ['header;session;user', ['header', 'session', 'user']],
    ['id, user', ['id', 'user']],
    ['none', ['none']],
    ['history;something-new', ['history']],
    ['', []],
    [undefined, []],
  ])('%j asks for %j', (value, values) => {
    expect([...readPrivacy(value)]).toEqual(values);
  });
  it('is written with semicolons', () => {
    expect(formatPrivacy(['id', 'critical'])).toBe('id;critical');
  });
});

const diverted = (user: string, reason: string, more: object = {}): object => ({
  user,
  reason,
  counter: undefined,
  isPrivate: false,
  ...more,
});

describe('Diversion', () => {
  it.each([
    ['<sip:+34910000101@pbx.test>;reason=user-busy', [diverted('+34910000101', 'user-busy')]],
    ['"Bob" <tel:+34-910>;reason="No-Answer";counter=2;privacy=full', [diverted('+34-910', 'no-answer', { counter: 2, isPrivate: true })]],
    ['<sip:2@x.test>;reason=away;privacy=off, <sip:1@x.test>', [diverted('2', 'away'), diverted('1', 'unknown')]],
    ['<sip:x.test>;reason=away', []],
    ['%%%, <sip:1@x.test>', [diverted('1', 'unknown')]],
    ['<sip:1@x.test>;counter=9999', [diverted('1', 'unknown')]],
    [undefined, []],
  ])('%j is read as %j', (value, values) => {
    expect(readDiversion(value)).toEqual(values);
  });
  it('reads no more values than a call can have been diverted', () => {
    expect(readDiversion(Array.from({ length: 500 }, (_, at) => `<sip:${at}@x.test>`).join(', '))).toHaveLength(20);
  });
  it('is read back as it was written', () => {
    const value = { user: '+34910000101', reason: 'no-answer', counter: 2, isPrivate: true };
    expect(formatDiversion(value, 'us.test')).toBe('<sip:+34910000101@us.test>;reason=no-answer;counter=2;privacy=full');
    expect(readDiversion(formatDiversion(value, 'us.test'))).toEqual([value]);
  });
});

describe('History-Info', () => {
  it.each([
    ['a call nobody diverted', '<sip:1@x.test>;index=1', []],
    ['one diversion', '<sip:1@x.test>;index=1, <sip:2@x.test;cause=486>;index=1.1;mp=1', [diverted('1', 'user-busy')]],
    [
      'two, newest first',
      '<sip:1@x.test>;index=1, <sip:2@x.test;cause=302>;index=1.1;mp=1, <sip:3@x.test;cause=408>;index=1.1.1;mp=1.1',
      [diverted('2', 'no-answer'), diverted('1', 'unconditional')],
    ],
    ['an entry between that is no diversion', '<sip:1@x.test>;index=1, <sip:1@y.test>;index=1.1;rc=1', []],
    [
      'the entry that mp names',
      '<sip:1@x.test>;index=1, <sip:9@x.test>;index=1.1, <sip:2@x.test;cause=503>;index=1.2;mp=1',
      [diverted('1', 'unavailable')],
    ],
    [
      'an entry that wants to stay hidden',
      '<sip:1@x.test?Privacy=history>;index=1, <sip:2@x.test;cause=480>;index=1.1;mp=1',
      [diverted('1', 'deflection', { isPrivate: true })],
    ],
    ['a cause of no diversion we know', '<sip:1@x.test>;index=1, <sip:2@x.test;cause=404>;index=1.1;mp=1', [diverted('1', 'unknown')]],
    ['nothing', undefined, []],
    ['what cannot be read', ';;;,<<<', []],
  ])('of %s', (_title, value, values) => {
    expect(readHistory(value)).toEqual(values);
  });
  it('is written in the order the addresses were called, and read back newest first', () => {
    const diversions = [
      { user: '2', reason: 'no-answer', isPrivate: true },
      { user: '1', reason: 'do-not-disturb', isPrivate: false },
    ];
    const lines = formatHistory(diversions, '3', 'us.test');
    expect(lines).toEqual([
      '<sip:1@us.test>;index=1',
      '<sip:2@us.test;cause=404?Privacy=history>;index=1.1;mp=1',
      '<sip:3@us.test;cause=408>;index=1.1.1;mp=1.1',
    ]);
    expect(readHistory(lines.join(', '))).toEqual([diverted('2', 'no-answer', { isPrivate: true }), diverted('1', 'unknown')]);
  });
});
