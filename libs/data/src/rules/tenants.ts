import {
  CLIENT_TYPES,
  featuresOfType,
  NOTIFICATION_OF,
  RESOURCES,
  type ClientType,
  type FieldProblem,
  type ResourceName,
} from '@switchyard/model';
import { findRow } from '../repository/stored-row.js';
import { resourceNames, resourceOf } from '../schema/references.js';
import { problem, type Rule, type Write } from './rule.js';

const listOf = (row: Readonly<Record<string, unknown>> | undefined, key: string): readonly unknown[] =>
  Array.isArray(row?.[key]) ? (row[key] as readonly unknown[]) : [];
const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);
/** What was in a list before and is not any more. */
const removed = (write: Write, key: string): readonly unknown[] =>
  listOf(write.before, key).filter((value) => !listOf(write.after, key).includes(value));
const brandOf = (write: Write) => findRow(write.manager, 'brand', { id: write.after['brandId'] });

/** IV-2, IV-4: a brand has clients of the types and with the features that the platform gave it. */
export const clientFeatures: Rule = {
  name: 'client-features',
  on: ['client'],
  check: async (write) => {
    const granted = listOf(await brandOf(write), 'features');
    const type = write.after['type'] as ClientType;
    const suiting: readonly unknown[] = featuresOfType(type);
    const given = listOf(write.after, 'features');
    const foreign = given.filter((feature) => !granted.includes(feature) && !listOf(write.before, 'features').includes(feature));
    const unsuited = given.filter((feature) => !suiting.includes(feature));
    return [
      ...(write.before === undefined && !granted.includes(type)
        ? [problem(write, 'type', `must be a feature of the brand, ${type} is none`)]
        : []),
      ...(foreign.length > 0 ? [problem(write, 'features', `must be features of the brand, ${foreign.join(', ')} are not`)] : []),
      ...(unsuited.length > 0 ? [problem(write, 'features', `cannot be ${unsuited.join(', ')} for a ${type} client`)] : []),
      ...(write.after['billingMethod'] !== 'none' &&
      !granted.includes('billing') &&
      write.before?.['billingMethod'] !== write.after['billingMethod']
        ? [problem(write, 'billingMethod', 'must be none, the brand does not bill')]
        : []),
    ];
  },
};

/** Fields of a client that mean nothing for its type, and what they are then. Conditions of the field table say the nullable ones. */
const ONLY_FOR: readonly { readonly field: string; readonly types: readonly ClientType[]; readonly otherwise: string | null }[] = [
  { field: 'onDemandRecord', types: ['vpbx', 'residential'], otherwise: 'off' },
  { field: 'outgoingDdiId', types: ['vpbx', 'residential', 'retail'], otherwise: null },
  // No call of a wholesale client reaches an application server.
  { field: 'applicationServerSetId', types: ['vpbx', 'residential', 'retail'], otherwise: null },
  { field: 'distributeMethod', types: ['vpbx', 'residential', 'retail'], otherwise: 'set' },
];
export const clientTypeFields: Rule = {
  name: 'client-type-fields',
  on: ['client'],
  check: (write) =>
    ONLY_FOR.flatMap(({ field, types, otherwise }) =>
      types.includes(write.after['type'] as ClientType) || (write.after[field] ?? null) === otherwise
        ? []
        : [problem(write, field, `must be ${otherwise === null ? 'empty' : otherwise}, it is for ${types.join(', ')} clients only`)],
    ),
};

/** IV-4: what clients use cannot be taken from their brand. */
export const brandFeatureInUse: Rule = {
  name: 'brand-feature-in-use',
  on: ['brand'],
  code: 'row-in-use',
  check: async (write) => {
    if (!write.before) return [];
    const problems: FieldProblem[] = [];
    for (const feature of removed(write, 'features')) {
      const isType = (CLIENT_TYPES as readonly unknown[]).includes(feature);
      const condition = isType
        ? 'type = ?'
        : feature === 'billing'
          ? "(FIND_IN_SET(?, features) > 0 OR billing_method <> 'none')"
          : 'FIND_IN_SET(?, features) > 0';
      const [user] = (await write.manager.query(`SELECT name FROM client WHERE brand_id = ? AND ${condition} ORDER BY id LIMIT 1`, [
        write.before.id,
        feature,
      ])) as { name: string }[];
      if (user) problems.push(problem(write, 'features', `must keep ${String(feature)}, client ${user.name} uses it`));
    }
    return problems;
  },
};

/** IV-4: what a client has built with a feature must go before the feature. */
export const clientFeatureInUse: Rule = {
  name: 'client-feature-in-use',
  on: ['client'],
  code: 'row-in-use',
  check: async (write) => {
    if (!write.before) return [];
    const gone = removed(write, 'features');
    if (gone.length === 0) return [];
    const problems: FieldProblem[] = [];
    for (const name of resourceNames) {
      const { feature, scope, records, plural } = resourceOf(name);
      if (feature === undefined || records || scope.client === undefined || !gone.includes(feature)) continue;
      if (await findRow(write.manager, name, { [scope.client]: write.before.id }))
        problems.push(problem(write, 'features', `must keep ${feature}, there are ${plural.toLowerCase()}`));
    }
    return problems;
  },
};

/** IV-20, IV-24: a brand always has somewhere its calls can go; what its rows have chosen stays. */
const BRAND_SETS = [
  { field: 'applicationServerSetIds', column: 'applicationServerSetId', users: ['client'], needed: true },
  { field: 'mediaRelaySetIds', column: 'mediaRelaySetId', users: ['client', 'carrier', 'ddiProvider'], needed: true },
  { field: 'proxyTrunkIds', column: 'proxyTrunkId', users: ['carrier', 'ddiProvider'], needed: false },
] as const satisfies readonly { field: string; column: string; users: readonly ResourceName[]; needed: boolean }[];

export const brandSets: Rule = {
  name: 'brand-sets',
  on: ['brand'],
  check: (write) =>
    BRAND_SETS.flatMap(({ field, needed }) =>
      needed && listOf(write.before, field).length > 0 && listOf(write.after, field).length === 0
        ? [problem(write, field, 'cannot be emptied')]
        : [],
    ),
};

export const brandSetInUse: Rule = {
  name: 'brand-set-in-use',
  on: ['brand'],
  code: 'row-in-use',
  check: async (write) => {
    if (!write.before) return [];
    const problems: FieldProblem[] = [];
    for (const { field, column, users } of BRAND_SETS)
      for (const id of removed(write, field))
        for (const name of users) {
          if (!Object.hasOwn(RESOURCES[name].fields, column)) continue;
          const user = await findRow(write.manager, name, { brandId: write.before.id, [column]: id });
          if (user)
            problems.push(problem(write, field, `must keep ${String(id)}, ${resourceOf(name).singular} ${String(user['name'])} uses it`));
        }
    return problems;
  },
};

/** IV-22, IV-24: clients, carriers and providers choose among what the platform gave their brand. */
export const chosenInfrastructure: Rule = {
  name: 'chosen-infrastructure',
  on: ['client', 'carrier', 'ddiProvider'],
  check: async (write) => {
    const chosen = BRAND_SETS.filter(({ column }) => !isEmpty(write.after[column]) && write.before?.[column] !== write.after[column]);
    if (chosen.length === 0) return [];
    const brand = await brandOf(write);
    return chosen.flatMap(({ field, column }) =>
      listOf(brand, field).includes(write.after[column]) ? [] : [problem(write, column, 'must be one of those of the brand')],
    );
  },
};

/** A static distribution names a server of the client's set. */
export const staticServer: Rule = {
  name: 'static-server',
  on: ['client'],
  check: async (write) => {
    const { applicationServerId: server, applicationServerSetId: setId } = write.after;
    if (isEmpty(server) || isEmpty(setId)) return [];
    const set = await findRow(write.manager, 'applicationServerSet', { id: setId });
    return listOf(set, 'applicationServerIds').includes(server)
      ? []
      : [problem(write, 'applicationServerId', 'must be a server of the set of the client')];
  },
};

/** A template of voicemails cannot tell of an invoice. */
export const notificationType: Rule = {
  name: 'notification-type',
  on: ['brand', 'client'],
  check: async (write) => {
    const problems: FieldProblem[] = [];
    for (const [field, type] of Object.entries(NOTIFICATION_OF)) {
      const id = write.after[field];
      if (isEmpty(id) || write.before?.[field] === id) continue;
      const template = await findRow(write.manager, 'notificationTemplate', { id });
      if (template?.['type'] !== type) problems.push(problem(write, field, `must be a template of the type ${type}`));
    }
    return problems;
  },
};
