import { defineResource, type Row } from '../fields/resource.js';
import { countryId, description } from './provider-fields.js';
import { brandId, name } from './shared-fields.js';

const ownOrPlatform = { ...brandId, nullable: true, help: 'Empty: of the platform, for all brands' } as const;
const digits = (label: string, max: number) => ({ kind: 'text', label, max, pattern: '\\d*', rule: 'digits', default: '' }) as const;

/** IV-72…75: how numbers are written on one side. Rules are generated from the numbering plan or given one by one. */
export const transformationRuleSet = defineResource('transformationRuleSet', {
  plural: 'Transformation rule sets',
  singular: 'Transformation rule set',
  path: 'transformation-rule-sets',
  scope: { brand: 'brandId' },
  levels: { platform: 'write', brand: 'write', client: 'read', user: 'none' },
  inSnapshot: true,
  shared: true,
  title: 'name',
  fields: {
    brandId: ownOrPlatform,
    name: { ...name, unique: 'in-brand' },
    description,
    countryId: { ...countryId, inList: true },
    countryCallingCode: {
      kind: 'text',
      label: 'Country calling code',
      min: 1,
      max: 4,
      pattern: '[1-9]\\d*',
      rule: 'digits without +',
      inList: true,
    },
    internationalPrefix: { ...digits('International prefix', 5), default: '00' },
    trunkPrefix: digits('Trunk prefix', 5),
    areaCode: digits('Area code', 6),
    nationalLength: { kind: 'int', label: 'Length of a national number', min: 4, max: 14, default: 9 },
    generateRules: { kind: 'bool', label: 'Generate rules from the plan', default: true },
  },
});
export type TransformationRuleSet = Row<typeof transformationRuleSet>;

export const transformationRule = defineResource('transformationRule', {
  plural: 'Transformation rules',
  singular: 'Transformation rule',
  path: 'transformation-rules',
  scope: { brand: 'brandId' },
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: true,
  shared: true,
  title: 'matchExpr',
  fields: {
    brandId: ownOrPlatform,
    transformationRuleSetId: { kind: 'ref', to: 'transformationRuleSet', label: 'Rule set', partOf: true, inList: true },
    type: { kind: 'enum', label: 'Direction', values: ['callerin', 'calleein', 'callerout', 'calleeout'], inList: true },
    description: { ...description, max: 100 },
    priority: {
      kind: 'int',
      label: 'Priority',
      min: 1,
      max: 1000,
      default: 1,
      inList: true,
      help: 'Lower first; the first match is applied',
    },
    matchExpr: { kind: 'text', label: 'Match', min: 1, max: 128, example: '^00(\\d+)$', inList: true },
    replaceExpr: { kind: 'text', label: 'Replace', max: 128, default: '', example: '+\\1', inList: true, help: '\\1 to \\9 for groups' },
  },
});
export type TransformationRule = Row<typeof transformationRule>;

/** IV-85: emergency and short numbers that are never rated, and recorded in no list of calls unless asked to be. */
export const specialNumber = defineResource('specialNumber', {
  plural: 'Special numbers',
  singular: 'Special number',
  path: 'special-numbers',
  scope: { brand: 'brandId' },
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: true,
  shared: true,
  title: 'number',
  uniqueTogether: [['brandId', 'number']],
  fields: {
    brandId: ownOrPlatform,
    countryId: { ...countryId, inList: true },
    number: {
      kind: 'text',
      label: 'Number',
      min: 2,
      max: 16,
      pattern: '\\+[1-9]\\d*',
      rule: '+, country code and digits',
      example: '+34112',
      inList: true,
    },
    disableCdr: { kind: 'bool', label: 'Leave out of the lists of calls', default: true, inList: true },
  },
});
export type SpecialNumber = Row<typeof specialNumber>;
