import type { RequestContext } from '@switchyard/kernel';
import { aorOf, RESOURCES } from '@switchyard/model';
import { sourceOf, type Database } from '../database.js';
import { readRows, select } from '../repository/stored-row.js';
import { requireAccess, tenantFilter, withinTenant } from '../repository/tenancy.js';

/** Who may register. */
export type Registering = 'terminal' | 'friend' | 'residentialDevice' | 'retailAccount';

export interface EndpointAor {
  /** Of the row that was asked for. */
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly kind: Registering;
  /** Of the endpoint itself. */
  readonly endpointId: number;
  readonly name: string;
  /** `name@domain`, by which it registers; null: it cannot, since its tenant has no SIP domain. */
  readonly aor: string | null;
  /** True: it is reached at an address of its own, or is a client of ours, and never registers. */
  readonly isDirect: boolean;
}

/** Terminals and friends register in the domain of their client, accounts in that of their brand. */
const DOMAIN_OF = { terminal: 'client', friend: 'client', residentialDevice: 'brand', retailAccount: 'brand' } as const;
const TABLE_OF = {
  terminal: 'terminal',
  friend: 'friend',
  residentialDevice: 'residential_device',
  retailAccount: 'retail_account',
} as const;
const KINDS = Object.keys(DOMAIN_OF) as Registering[];

interface Row {
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly name: string;
  readonly domain: string | null;
  readonly direct: string;
}

const selectOf = (kind: Registering): string =>
  `SELECT t.id, t.brand_id AS brandId, t.client_id AS clientId, t.name, o.domain,
     ${kind === 'terminal' ? "'no'" : 't.direct_connectivity'} AS direct
   FROM ${TABLE_OF[kind]} t JOIN ${DOMAIN_OF[kind]} o ON o.id = t.${DOMAIN_OF[kind]}_id`;

const endpointOf = (kind: Registering, { id, brandId, clientId, name, domain, direct }: Row, asked = id): EndpointAor => ({
  ...{ id: asked, brandId, clientId, kind, endpointId: id, name },
  aor: domain === null ? null : aorOf({ name, domain }),
  isDirect: direct !== 'no',
});

/**
 * Addresses of record of these endpoints, or of the phones of these users; what is not the caller's is left out. Throws
 * `level-forbidden`, `not-granted`.
 */
export async function endpointAors(
  database: Database,
  ctx: RequestContext,
  name: Registering | 'user',
  ids: readonly number[],
): Promise<readonly EndpointAor[]> {
  const resource = RESOURCES[name];
  requireAccess(resource, ctx, 'read');
  if (ids.length === 0) return [];
  const { manager } = sourceOf(database);
  const rows = await readRows(manager, name, withinTenant(select(manager, name), resource, ctx.scope, 'read').andWhere('t.id IN (:...ids)', { ids })); // prettier-ignore
  const kind = name === 'user' ? 'terminal' : name;
  // The phone of a user belongs to the client of that user, so it needs no question of its own.
  const phones = new Map(
    rows.flatMap((row) => (name === 'user' ? Number(row['terminalId'] ?? 0) || [] : row.id)).map((id, at) => [id, at]),
  );
  if (phones.size === 0) return [];
  const found = (await sourceOf(database).query(`${selectOf(kind)} WHERE t.id IN (?)`, [[...phones.keys()]])) as Row[];
  if (name !== 'user') return found.map((row) => endpointOf(kind, row));
  return rows.flatMap((user) => {
    const phone = found.find(({ id }) => id === user['terminalId']);
    return phone ? endpointOf(kind, phone, user.id) : [];
  });
}

const BATCH = 1000;

/** Where a walk over all endpoints goes on. */
export interface AorPlace {
  readonly kind: Registering;
  readonly afterId: number;
}

/** Every endpoint of a tenant that may register, in batches of the same kind. */
export async function* aorBatches(
  database: Database,
  ctx: RequestContext,
  from: AorPlace = { kind: 'terminal', afterId: 0 },
): AsyncGenerator<readonly EndpointAor[], void, undefined> {
  for (const kind of KINDS.slice(KINDS.indexOf(from.kind))) {
    const within = Object.entries(tenantFilter(RESOURCES[kind], ctx.scope));
    const columns = within.map(([column]) => `AND t.${column === 'brandId' ? 'brand_id' : 'client_id'} = ?`).join(' ');
    const direct = kind === 'terminal' ? '' : "AND t.direct_connectivity = 'no'";
    for (let after = kind === from.kind ? from.afterId : 0; ;) {
      const rows = (await sourceOf(database).query(`${selectOf(kind)} WHERE t.id > ? ${columns} ${direct} ORDER BY t.id LIMIT ${BATCH}`, [
        after,
        ...within.map(([, id]) => id),
      ])) as Row[];
      if (rows.length > 0) yield rows.map((row) => endpointOf(kind, row));
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) break;
      after = last.id;
    }
  }
}
