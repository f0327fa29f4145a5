import type { RequestContext } from '@switchyard/kernel';
import { aorOf, RESOURCES } from '@switchyard/model';
import { sourceOf, type Database } from '../database.js';
import { readRows, select } from '../repository/stored-row.js';
import { requireAccess, tenantFilter, withinTenant } from '../repository/tenancy.js';

/** Who may register. */
export type Registering = 'terminal' | 'friend' | 'residentialDevice' | 'retailAccount';

export interface EndpointAor {
  readonly id: number;
  /** `name@domain`, by which it registers; null: it cannot, since its tenant has no SIP domain. */
  readonly aor: string | null;
  /** True: it is reached at an address of its own, or is a client of ours, and never registers. */
  readonly isDirect: boolean;
}

/** Terminals and friends register in the domain of their client, accounts in that of their brand. */
const DOMAIN_OF = { terminal: 'client', friend: 'client', residentialDevice: 'brand', retailAccount: 'brand' } as const;

/** Addresses of record of these endpoints; what is not the caller's is left out. Throws `level-forbidden`, `not-granted`. */
export async function endpointAors(
  database: Database,
  ctx: RequestContext,
  name: Registering,
  ids: readonly number[],
): Promise<readonly EndpointAor[]> {
  const resource = RESOURCES[name];
  requireAccess(resource, ctx, 'read');
  if (ids.length === 0) return [];
  const { manager } = sourceOf(database);
  const rows = await readRows(manager, name, withinTenant(select(manager, name), resource, ctx.scope, 'read').andWhere('t.id IN (:...ids)', { ids })); // prettier-ignore
  const owner = DOMAIN_OF[name];
  const owners = [...new Set(rows.map((row) => Number(row[`${owner}Id`])))];
  const domains = new Map(
    owners.length === 0
      ? []
      : (
          (await sourceOf(database).query(`SELECT id, domain FROM ${owner} WHERE id IN (?)`, [owners])) as {
            id: number;
            domain: string | null;
          }[]
        ).map(({ id, domain }) => [id, domain] as const),
  );
  return rows.map((row) => {
    const domain = domains.get(Number(row[`${owner}Id`])) ?? null;
    const direct = row['directConnectivity'];
    return {
      id: row.id,
      aor: domain === null ? null : aorOf({ name: String(row['name']), domain }),
      isDirect: direct !== undefined && direct !== 'no',
    };
  });
}

const KINDS = Object.keys(DOMAIN_OF) as Registering[];
const BATCH = 1000;

/** Addresses of record of every endpoint of a tenant that may register, in batches. */
export async function* aorBatches(database: Database, ctx: RequestContext): AsyncGenerator<readonly string[], void, undefined> {
  for (const kind of KINDS) {
    const owner = DOMAIN_OF[kind];
    const table = { terminal: 'terminal', friend: 'friend', residentialDevice: 'residential_device', retailAccount: 'retail_account' }[
      kind
    ];
    const within = Object.entries(tenantFilter(RESOURCES[kind], ctx.scope));
    const columns = within.map(([column]) => `AND t.${column === 'brandId' ? 'brand_id' : 'client_id'} = ?`).join(' ');
    const direct = kind === 'terminal' ? '' : "AND t.direct_connectivity = 'no'";
    for (let after = 0; ;) {
      const rows = (await sourceOf(database).query(
        `SELECT t.id, t.name, o.domain FROM ${table} t JOIN ${owner} o ON o.id = t.${owner}_id
         WHERE t.id > ? ${columns} ${direct} ORDER BY t.id LIMIT ${BATCH}`,
        [after, ...within.map(([, id]) => id)],
      )) as { id: number; name: string; domain: string | null }[];
      const aors = rows.flatMap(({ name, domain }) => (domain === null ? [] : [aorOf({ name, domain })]));
      if (aors.length > 0) yield aors;
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) break;
      after = last.id;
    }
  }
}
