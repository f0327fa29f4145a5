import { expect, it } from 'vitest';
import { judgeSource, type SourceQuestion, type SourceVerdict } from './source-verdict.js';

const question: SourceQuestion = {
  source: '203.0.113.9',
  isFiltered: true,
  isPushServer: () => false,
  countryOf: () => 'ES',
  countries: [],
  isInNetworks: () => false,
  externalCalls: 0,
};

it.each<[string, Partial<SourceQuestion>, SourceVerdict]>([
  ['is off', { isFiltered: false }, 'filter-off'],
  ['knows a push server', { isPushServer: () => true }, 'push-server'],
  ['permits a country of the client', { countries: ['FR', 'ES'] }, 'country'],
  ['does not permit another', { countries: ['FR'] }, 'not-permitted'],
  ['does not permit an address whose country is not known', { countries: ['ES'], countryOf: () => undefined }, 'not-permitted'],
  ['permits a network of the client', { isInNetworks: () => true }, 'network'],
  ['permits a user on the road', { externalCalls: 2 }, 'roadwarrior'],
  ['asks for the country before the network', { countries: ['ES'], isInNetworks: () => true }, 'country'],
  ['counts no calls of users who are where they may be', { isInNetworks: () => true, externalCalls: 2 }, 'network'],
  ['permits nobody else', {}, 'not-permitted'],
])('the source filter %s', (_title, more, verdict) => {
  expect(judgeSource({ ...question, ...more })).toBe(verdict);
});
