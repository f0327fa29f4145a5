import { snapshotOf } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { classifyDialled } from './classify-dialled.js';
import { fromE164, toE164 } from './transform-number.js';

const brandId = 1;
const [SPAIN, UNITED_KINGDOM, MADRID, BY_HAND] = [1, 2, 3, 4];
const snapshot = snapshotOf({
  transformationRuleSet: [
    { id: SPAIN, brandId, name: 'Spain', countryCallingCode: '34' },
    { id: UNITED_KINGDOM, brandId, name: 'United Kingdom', countryCallingCode: '44', trunkPrefix: '0', nationalLength: 10 },
    { id: MADRID, brandId, name: 'Madrid', countryCallingCode: '34', areaCode: '91' },
    { id: BY_HAND, brandId, name: 'By hand', countryCallingCode: '34', generateRules: false },
  ],
  transformationRule: [
    { id: 1, brandId, transformationRuleSetId: BY_HAND, type: 'calleein', priority: 2, matchExpr: '^(\\d+)$', replaceExpr: '+\\1' },
    { id: 2, brandId, transformationRuleSetId: BY_HAND, type: 'calleein', priority: 1, matchExpr: '^9(\\d{8})$', replaceExpr: '+349\\1' },
    { id: 3, brandId, transformationRuleSetId: BY_HAND, type: 'calleein', priority: 1, matchExpr: '^(?=4)(\\d+)$', replaceExpr: '+\\1' },
    { id: 4, brandId, transformationRuleSetId: SPAIN, type: 'calleein', priority: 1, matchExpr: '^112$', replaceExpr: '+34112' },
    { id: 5, brandId, transformationRuleSetId: BY_HAND, type: 'calleeout', matchExpr: '^\\+(\\d+)$', replaceExpr: '\\2' },
  ],
});

describe('toE164', () => {
  it.each([
    ['E.164 stays', SPAIN, '+34910000101', '+34910000101'],
    ['an international prefix', SPAIN, '00442070000000', '+442070000000'],
    ['a national number', SPAIN, '910000101', '+34910000101'],
    ['visual separators mean nothing (RFC 3966 §5.1.1)', SPAIN, '+34-91.000(0101)', '+34910000101'],
    ['a trunk prefix', UNITED_KINGDOM, '02070000000', '+442070000000'],
    ['a number within the area', MADRID, '5550101', '+34915550101'],
    ['a rule given by hand goes before the numbering plan', SPAIN, '112', '+34112'],
    ['rules by priority', BY_HAND, '910000101', '+34910000101'],
    ['and the next when the first does not match', BY_HAND, '442070000000', '+442070000000'],
    ['nothing matches: as it was', SPAIN, '101', '101'],
    ['a name', SPAIN, 'anonymous', 'anonymous'],
    ['no rule set', null, '910000101', '910000101'],
    ['longer than any number', SPAIN, '0'.repeat(41), '0'.repeat(41)],
  ])('%s', (_why, ruleSetId, number, e164) => {
    expect(toE164(snapshot, ruleSetId, 'calleein', number).number).toBe(e164);
  });
  it('takes a rule that would hold up a backtracking engine for years as any other (ReDoS)', () => {
    const rules = [
      { id: 1, brandId, transformationRuleSetId: BY_HAND, type: 'calleein' as const, matchExpr: '^(\\d+)+$', replaceExpr: '+\\1' },
    ];
    const set = { id: BY_HAND, brandId, name: 'By hand', countryCallingCode: '34', generateRules: false };
    const evil = snapshotOf({ transformationRuleSet: [set], transformationRule: rules });
    const startMs = performance.now();
    for (let call = 0; call < 100; call += 1)
      expect(toE164(evil, BY_HAND, 'calleein', `${'1'.repeat(39)}x`).number).toBe(`${'1'.repeat(39)}x`);
    expect(performance.now() - startMs).toBeLessThan(500);
    expect(toE164(evil, BY_HAND, 'calleein', '34910000101').number).toBe('+34910000101');
  });
  it('passes over a rule that is not valid and names it', () => {
    const { number, step } = toE164(snapshot, BY_HAND, 'calleein', '442070000000');
    expect(number).toBe('+442070000000');
    expect(step).toMatchObject({ step: 'calleein', saw: { ruleSet: 'By hand' }, chose: '+442070000000' });
    expect(step.why).toMatch(/^rule 1 of 'By hand'; rule 3 is not valid: must be a regular expression without look-around/);
  });
});

describe('fromE164', () => {
  it.each([
    ['a national number', SPAIN, '+34910000101', '910000101'],
    ['an international number', SPAIN, '+442070000000', '00442070000000'],
    ['a trunk prefix is written', UNITED_KINGDOM, '+442070000000', '02070000000'],
    ['within the area', MADRID, '+34915550101', '5550101'],
    ['outside the area', MADRID, '+34930000101', '930000101'],
    ['no rule set', null, '+34910000101', '+34910000101'],
    ['a replacement that names a missing group is passed over', BY_HAND, '+34910000101', '+34910000101'],
  ])('%s', (_why, ruleSetId, e164, number) => {
    expect(fromE164(snapshot, ruleSetId, 'calleeout', e164).number).toBe(number);
  });
});

describe('classifyDialled', () => {
  it.each([
    ['vpbx', '101', 'extension-candidate', null],
    ['vpbx', '910000101', 'extension-candidate', '+34910000101'],
    ['vpbx', '0034910000101', 'public', '+34910000101'],
    ['vpbx', '+34910000101', 'public', '+34910000101'],
    ['vpbx', '1', 'public', null],
    ['retail', '101', 'public', null],
    ['retail', '910000101', 'public', '+34910000101'],
    ['residential', 'bob', 'public', null],
  ] as const)('a %s client that dials %s: %s, %s', (type, dialled, kind, e164) => {
    expect(classifyDialled(snapshot, { type, transformationRuleSetId: SPAIN }, dialled)).toMatchObject({ kind, e164 });
  });
});
