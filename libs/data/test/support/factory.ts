import { systemContext } from '@switchyard/kernel';
import {
  applies,
  exampleOf,
  initialOf,
  isSecretField,
  RESOURCES,
  type AnyResource,
  type Field,
  type ResourceName,
} from '@switchyard/model';
import { Repository, type Database } from '../../src/index.js';
import { sourceOf } from '../../src/database.js';
import { findRow, insertRow } from '../../src/repository/stored-row.js';
import { exampleFor, isDistinct, mustBeGiven } from './examples.js';

export type Values = Record<string, unknown>;
const system = systemContext('factory');
export const resourceOf = (name: ResourceName): AnyResource => RESOURCES[name];
export const SIP_PASSWORD = 'ABCdef123+xyz456';
export const PORTAL_PASSWORD = 'Long-Enough-Password-123';

/** Where a row belongs: the ids of its tenants, as far as it has them. */
export interface Place {
  readonly brandId?: number;
  readonly clientId?: number;
  readonly userId?: number;
  readonly clientType?: string;
  /** Rows made there so far, by resource. */
  rows: Partial<Record<ResourceName, number>>;
  /** The place above, whose rows may be referred to. */
  readonly above?: Place;
}

const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

/** What rules ask of rows beyond their field tables: one line a rule. */
const OVERRIDES: Partial<
  Record<ResourceName, (make: (name: ResourceName) => Promise<number>, place: Place, n: number, values: Values) => Promise<Values> | Values>
> = {
  administrator: () => ({ password: PORTAL_PASSWORD, active: true }),
  administratorGrant: () => ({ resource: 'terminal' }),
  balanceNotification: async (make) => ({ carrierId: await make('carrier') }),
  clientAddress: (_make, _place, n) => ({ ip: addressOf(n) }),
  ddiProviderAddress: (_make, _place, n) => ({ ip: addressOf(n) }),
  calendarPeriod: () => ({ startDate: '2026-12-01', endDate: '2026-12-31' }),
  callForward: async (make, { clientType }) => {
    const owner = clientType === 'residential' ? 'residentialDevice' : clientType === 'retail' ? 'retailAccount' : 'user';
    return { [`${owner}Id`]: await make(owner), type: 'unconditional' };
  },
  client: (_make, _place, n, { type = 'vpbx' }) => ({ type, domain: type === 'vpbx' ? `c${n}.test` : null }),
  exchangeRate: () => ({ fromCurrency: 'EUR', toCurrency: 'USD' }),
  friend: (_make, _place, n) => ({ password: SIP_PASSWORD, priority: 1 + (n % 256) }),
  invoice: (_make, _place, n) => ({ periodFrom: '2025-12-31T23:00:00.000Z', periodTo: '2026-01-31T23:00:00.000Z', number: `A${n}` }),
  outgoingRouting: async (make) => ({ routingMode: 'lcr', routingPatternId: await make('routingPattern') }),
  presenceRule: (_make, _place, n) => ({ priority: 1 + (n % 1000) }),
  presenceSwitch: (_make, _place, n) => ({ scope: 'domain', target: `d${n}.test` }),
  webhook: async (make) => ({ userId: await make('user') }),
  webPortal: () => ({ level: 'client' }),
};

/** Rows that the platform makes by itself when their tenant is made: found rather than made. */
const AUTOMATIC: ReadonlySet<ResourceName> = new Set(['domain', 'brandService', 'clientService']);

/** True for rows that nobody creates over the API: inserted as the platform would. */
const isPlatformMade = (resource: AnyResource): boolean =>
  resource.records === true || Object.values(resource.levels).every((access) => access !== 'write');

let serial = 0;

/** Makes valid rows of any resource from its field table, with the rows that they must refer to. */
export class Factory {
  constructor(private readonly database: Database) {}

  next(): number {
    return ++serial;
  }

  /** The row of a resource that this place has; made when it has none. */
  async ensure(name: ResourceName, place: Place): Promise<number> {
    const { scope } = resourceOf(name);
    const owner = this.#ownerOf(name, place);
    const known = owner.rows[name];
    if (known !== undefined) return known;
    const tenant = scope.client !== undefined && owner.clientId !== undefined ? { clientId: owner.clientId } : { brandId: owner.brandId };
    const automatic = AUTOMATIC.has(name) ? await findRow(sourceOf(this.database).manager, name, tenant) : undefined;
    return (owner.rows[name] = automatic?.id ?? (await this.make(name, owner)));
  }

  /** Another row, whatever is there already. */
  async make(name: ResourceName, place: Place, values: Values = {}): Promise<number> {
    const resource = resourceOf(name);
    const body = { ...(await this.body(name, place, values)), ...values };
    if (isPlatformMade(resource))
      return insertRow(sourceOf(this.database).manager, name, { ...(await this.#platformValues(name, place)), ...body });
    const row = await new Repository(this.database, name).create(system, body).catch((thrown: unknown) => {
      throw new Error(`${name} ${JSON.stringify(body)}: ${String(thrown)}`, { cause: thrown });
    });
    return row.id;
  }

  /** The body of a creation by the platform: tenant columns, what must be given, what rules ask for; defaults stay out. */
  async body(name: ResourceName, place: Place, values: Values = {}): Promise<Values> {
    const resource = resourceOf(name);
    const n = this.next();
    const body: Values = this.#tenantValues(resource, place);
    Object.assign(body, await OVERRIDES[name]?.((other) => this.ensure(other, place), place, n, values));
    const entries = Object.entries<Field>(resource.fields);
    for (const [key, field] of entries)
      if (body[key] === undefined && !field.readOnly && (mustBeGiven(field) || (isDistinct(resource, key) && field.kind === 'text')))
        body[key] = await this.#valueOf(resource, key, field, n, place);
    // Targets of a route and the like: what the values so far make necessary.
    for (const [key, field] of entries) {
      const row = { ...Object.fromEntries(entries.map(([other, spec]) => [other, initialOf(spec)])), ...body };
      if (field.when?.required && body[key] === undefined && !field.readOnly && applies(resource.fields, key, row))
        body[key] = await this.#valueOf(resource, key, field, n, place);
      else if (field.when && body[key] !== undefined && !applies(resource.fields, key, row)) Reflect.deleteProperty(body, key);
    }
    return body;
  }

  async #valueOf(resource: AnyResource, key: string, field: Field, n: number, place: Place): Promise<unknown> {
    if (field.kind === 'ref') return this.ensure(field.to as ResourceName, place);
    if (field.kind === 'sipPassword') return SIP_PASSWORD;
    if (field.kind === 'password') return PORTAL_PASSWORD;
    if (isSecretField(field)) return exampleOf(field);
    return isDistinct(resource, key) ? exampleFor(resource, key, field, n) : exampleOf(field);
  }

  async #platformValues(name: ResourceName, place: Place): Promise<Values> {
    const resource = resourceOf(name);
    const n = this.next();
    const values: Values = this.#tenantValues(resource, place, true);
    for (const [key, field] of Object.entries<Field>(resource.fields))
      if (values[key] === undefined && initialOf(field) === undefined && !(resource.records && field.kind === 'ref'))
        values[key] = await this.#valueOf(resource, key, field, n, place);
    return values;
  }

  /** Tenant columns of a row; those that only the platform sets follow from the row's others when it is made over the API. */
  #tenantValues({ scope, fields }: AnyResource, place: Place, isPlatform = false): Values {
    const values: Values = {};
    for (const [column, id] of [
      [scope.brand, place.brandId],
      [scope.client, place.clientId],
      [scope.user, place.userId],
    ] as const)
      if (column !== undefined && column !== 'id' && id !== undefined && (isPlatform || !fields[column]?.readOnly))
        values[column] = fields[column]?.kind === 'refs' ? [id] : id;
    return values;
  }

  /** The place whose row it would be: the platform's, the brand's or the client's. */
  #ownerOf(name: ResourceName, place: Place): Place {
    const { scope, clientTypes } = resourceOf(name);
    if (scope.brand === undefined) return place.above ? this.#ownerOf(name, place.above) : place;
    if (scope.client === undefined || (clientTypes && place.clientType !== undefined && !clientTypes.includes(place.clientType as never)))
      return place.clientId !== undefined && place.above ? place.above : place;
    return place;
  }
}
