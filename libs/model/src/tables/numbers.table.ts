import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientIdOrNull, e164, name } from './shared-fields.js';

const brandOnly = { platform: 'none', brand: 'write', client: 'none', user: 'none' } as const;

/** IV-59…: a number of ours. Without a client it lies in the brand's pool. */
export const ddi = defineResource('ddi', {
  plural: 'DDIs',
  singular: 'DDI',
  path: 'ddis',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'read', user: 'none' },
  inSnapshot: true,
  title: 'number',
  fields: {
    brandId,
    clientId: clientIdOrNull,
    number: { ...e164, unique: 'in-brand' },
    type: { kind: 'enum', label: 'Type', values: ['inout', 'out'], default: 'inout', inList: true },
    ddiProviderId: { kind: 'ref', to: 'ddiProvider', label: 'DDI provider', nullable: true, hiddenAt: ['client', 'user'] },
    routeType: { kind: 'enum', label: 'Route', values: ['none', 'user', 'residential', 'retail'], default: 'none', inList: true },
    userId: { kind: 'ref', to: 'user', label: 'User', nullable: true },
    residentialDeviceId: { kind: 'ref', to: 'residentialDevice', label: 'Residential device', nullable: true },
    retailAccountId: { kind: 'ref', to: 'retailAccount', label: 'Retail account', nullable: true },
  },
});
export type Ddi = Row<typeof ddi>;

export const ddiProvider = defineResource('ddiProvider', {
  plural: 'DDI providers',
  singular: 'DDI provider',
  path: 'ddi-providers',
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    transformationRuleSetId: { kind: 'ref', to: 'transformationRuleSet', label: 'Transformation rule set', nullable: true },
  },
});
export type DdiProvider = Row<typeof ddiProvider>;

/** Two brands may share one carrier address, so an address is unique within its brand only. */
export const ddiProviderAddress = defineResource('ddiProviderAddress', {
  plural: 'DDI provider addresses',
  singular: 'DDI provider address',
  path: 'ddi-provider-addresses',
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  title: 'ip',
  fields: {
    brandId,
    ddiProviderId: { kind: 'ref', to: 'ddiProvider', label: 'DDI provider', partOf: true, inList: true },
    ip: {
      kind: 'text',
      label: 'IP address',
      max: 45,
      pattern: '[0-9a-fA-F.:]+',
      rule: 'an IPv4 or IPv6 address',
      unique: 'in-brand',
      inList: true,
    },
  },
});
export type DdiProviderAddress = Row<typeof ddiProviderAddress>;

/** IV-97…: how numbers are written on one side. Rules are generated from the numbering plan or given one by one. */
export const transformationRuleSet = defineResource('transformationRuleSet', {
  plural: 'Transformation rule sets',
  singular: 'Transformation rule set',
  path: 'transformation-rule-sets',
  scope: { brand: 'brandId' },
  levels: { platform: 'none', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    countryCallingCode: {
      kind: 'text',
      label: 'Country calling code',
      min: 1,
      max: 4,
      pattern: '[1-9]\\d*',
      rule: 'digits without +',
      inList: true,
    },
    internationalPrefix: { kind: 'text', label: 'International prefix', max: 5, pattern: '\\d*', rule: 'digits', default: '00' },
    trunkPrefix: { kind: 'text', label: 'Trunk prefix', max: 5, pattern: '\\d*', rule: 'digits', default: '' },
    areaCode: { kind: 'text', label: 'Area code', max: 6, pattern: '\\d*', rule: 'digits', default: '' },
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
  levels: brandOnly,
  inSnapshot: true,
  title: 'matchExpr',
  fields: {
    brandId,
    transformationRuleSetId: { kind: 'ref', to: 'transformationRuleSet', label: 'Rule set', partOf: true, inList: true },
    type: { kind: 'enum', label: 'Direction', values: ['callerin', 'calleein', 'callerout', 'calleeout'], inList: true },
    priority: {
      kind: 'int',
      label: 'Priority',
      min: 1,
      max: 1000,
      default: 1,
      inList: true,
      help: 'Lower first; the first match is applied',
    },
    matchExpr: { kind: 'text', label: 'Match', min: 1, max: 128, inList: true },
    replaceExpr: { kind: 'text', label: 'Replace', max: 128, default: '', inList: true, help: '\\1 to \\9 for groups' },
  },
});
export type TransformationRule = Row<typeof transformationRule>;
