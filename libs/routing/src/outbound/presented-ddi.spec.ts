import { snapshotOf } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { presentedDdi, type DdiRequest } from './presented-ddi.js';
import { tagOfCaller } from './tag-of-caller.js';

const of = { brandId: 1, clientId: 1 } as const;
const snapshot = snapshotOf({
  brand: [{ id: 1, name: 'Northwind', domain: 'northwind.test' }],
  client: [
    { id: 1, brandId: 1, type: 'vpbx', name: 'Aurora', domain: 'aurora.test', outgoingDdiId: 9 },
    { id: 2, brandId: 1, type: 'vpbx', name: 'Boreal', domain: 'boreal.test' },
  ],
  routingTag: [
    { id: 1, brandId: 1, name: 'Cheap', tag: '1#' },
    { id: 2, brandId: 1, name: 'Good', tag: '2#' },
  ],
  ddiProvider: [{ id: 1, brandId: 1, name: 'Inbound', routingTagId: 2 }],
  ddi: [
    { id: 1, ...of, number: '+34910000101', useDdiProviderRoutingTag: false, routingTagId: 1 },
    { id: 2, ...of, number: '+34910000102', ddiProviderId: 1, useDdiProviderRoutingTag: true },
    { id: 3, brandId: 1, clientId: 2, number: '+34910000201', useDdiProviderRoutingTag: true },
    { id: 9, ...of, number: '+34910000100' },
  ],
  matchList: [{ id: 1, brandId: 1, clientId: 1, name: 'Portugal' }],
  matchListPattern: [
    { id: 1, brandId: 1, clientId: 1, matchListId: 1, type: 'regexp', regExp: '^\\+351' },
    { id: 2, brandId: 1, clientId: 1, matchListId: 1, type: 'number', number: '+34600000001' },
  ],
  outgoingDdiRule: [
    { id: 1, ...of, name: 'keep', defaultAction: 'keep' },
    { id: 2, ...of, name: 'force', defaultAction: 'force', forcedDdiId: 2 },
    { id: 3, ...of, name: 'force the fallback', defaultAction: 'force' },
    { id: 4, ...of, name: 'force what is not ours', defaultAction: 'force', forcedDdiId: 3 },
    { id: 5, brandId: 1, clientId: 2, name: 'of others', defaultAction: 'force', forcedDdiId: 3 },
  ],
  outgoingDdiRulePattern: [
    { id: 1, ...of, outgoingDdiRuleId: 1, priority: 2, type: 'destination', matchListId: 1, action: 'force', forcedDdiId: 2 },
    { id: 2, ...of, outgoingDdiRuleId: 1, priority: 1, type: 'prefix', prefix: '12*', action: 'force' },
    { id: 3, ...of, outgoingDdiRuleId: 2, priority: 1, type: 'destination', matchListId: 1, action: 'keep' },
  ],
});
const OWN = '+34910000101';
const ask = (more: Partial<DdiRequest>): string | null =>
  presentedDdi(snapshot, { clientId: 1, ruleId: null, own: OWN, prefix: null, callee: '+34911222333', ...more }).number;

describe('the DDI that a user shows', () => {
  it.each<[string, Partial<DdiRequest>, string | null]>([
    ['its own without a rule', {}, OWN],
    ['none when there is none', { own: null }, null],
    ['its own by a rule that keeps it', { ruleId: 1 }, OWN],
    ['the one the rule forces', { ruleId: 2 }, '+34910000102'],
    ['the fallback of the client, forced by name of no other', { ruleId: 3 }, '+34910000100'],
    ['its own when what is forced is a number of others', { ruleId: 4 }, OWN],
    ['its own when the rule is of others', { ruleId: 5 }, OWN],
    ['what the dialled prefix forces', { ruleId: 1, prefix: '12*' }, '+34910000100'],
    ['its own with another prefix', { ruleId: 1, prefix: '13*' }, OWN],
    ['what the list of the destination forces, by pattern', { ruleId: 1, callee: '+351211234567' }, '+34910000102'],
    ['the same by number', { ruleId: 1, callee: '+34600000001' }, '+34910000102'],
    ['the prefix before the list, by priority', { ruleId: 1, callee: '+351211234567', prefix: '12*' }, '+34910000100'],
    ['its own where a pattern keeps what the default forces', { ruleId: 2, callee: '+351211234567' }, OWN],
    ['a forced one even when it has none', { ruleId: 2, own: null }, '+34910000102'],
  ])('is %s', (_title, more, number) => {
    expect(ask(more)).toBe(number);
  });
});

it.each([
  ['a DDI with a tag of its own', 1, '+34910000101', 1],
  ['a DDI that takes the tag of its provider', 1, '+34910000102', 2],
  ['a DDI without provider', 2, '+34910000201', null],
  ['a DDI of another client', 1, '+34910000201', null],
  ['a number of nobody', 1, '+34999999999', null],
])('%s imposes its routing tag', (_title, clientId, caller, tag) => {
  expect(tagOfCaller(snapshot, clientId, caller)).toBe(tag);
});
