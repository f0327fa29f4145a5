import type { ClientType, Endpoint, EndpointKind, UserRoute } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';

/** One row of the joined queries below. */
interface EndpointRow {
  readonly kind: EndpointKind;
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly clientType: ClientType;
  readonly name: string;
  readonly domain: string;
  readonly ha1Md5: string | null;
  readonly ha1Sha256: string | null;
  readonly userId: number | null;
  readonly extension: string | null;
  readonly displayName: string | null;
  readonly outgoingNumber: string | null;
  /** A BIGINT on MySQL where it is computed, which the driver gives as text. */
  readonly maxCalls: number | string;
}

/** The user's own number, else the client's; the endpoint's own, else the client's. */
const TERMINALS = `
  SELECT 'terminal' AS kind, t.id, t.brand_id AS brandId, t.client_id AS clientId, c.type AS clientType, t.name, c.domain,
    t.ha1_md5 AS ha1Md5, t.ha1_sha256 AS ha1Sha256, u.id AS userId, e.number AS extension,
    TRIM(CONCAT(u.name, ' ', u.lastname)) AS displayName, d.number AS outgoingNumber, COALESCE(u.max_calls, 0) AS maxCalls
  FROM terminal t JOIN client c ON c.id = t.client_id
    LEFT JOIN \`user\` u ON u.client_id = t.client_id AND u.terminal_id = t.id
    LEFT JOIN extension e ON e.id = u.extension_id
    LEFT JOIN ddi d ON d.id = COALESCE(u.outgoing_ddi_id, c.outgoing_ddi_id)`;
const accounts = (kind: EndpointKind, table: string, maxCalls: string): string => `
  SELECT '${kind}' AS kind, t.id, t.brand_id AS brandId, t.client_id AS clientId, c.type AS clientType, t.name, b.domain,
    t.ha1_md5 AS ha1Md5, t.ha1_sha256 AS ha1Sha256, NULL AS userId, NULL AS extension,
    NULL AS displayName, d.number AS outgoingNumber, ${maxCalls} AS maxCalls
  FROM ${table} t JOIN client c ON c.id = t.client_id JOIN brand b ON b.id = t.brand_id
    LEFT JOIN ddi d ON d.id = COALESCE(t.outgoing_ddi_id, c.outgoing_ddi_id)`;

const SELECT: Readonly<Record<EndpointKind, string>> = {
  terminal: TERMINALS,
  residentialDevice: accounts('residentialDevice', 'residential_device', 't.max_calls'),
  retailAccount: accounts('retailAccount', 'retail_account', '0'),
};
export const ENDPOINT_TABLES: Readonly<Record<EndpointKind, string>> = {
  terminal: 'terminal',
  residentialDevice: 'residential_device',
  retailAccount: 'retail_account',
};
export const ENDPOINT_KINDS = Object.keys(SELECT) as EndpointKind[];

const endpointOf = (row: EndpointRow): Endpoint =>
  Object.freeze({ ...row, displayName: row.displayName ?? row.name, maxCalls: Number(row.maxCalls) });

const run = async (dataSource: Database, sql: string, values: readonly unknown[]): Promise<readonly Endpoint[]> =>
  ((await sourceOf(dataSource).query(sql, [...values])) as EndpointRow[]).map(endpointOf);

export const endpointById = async (dataSource: Database, kind: EndpointKind, id: number): Promise<Endpoint | undefined> =>
  (await run(dataSource, `${SELECT[kind]} WHERE t.id = ?`, [id]))[0];

/** A name in a vPBX client's domain. The comparison is exact: the index ignores case, SIP user parts do not (RFC 3261 §19.1.4). */
export const terminalByName = async (dataSource: Database, clientId: number, name: string): Promise<Endpoint | undefined> =>
  (await run(dataSource, `${SELECT.terminal} WHERE t.client_id = ? AND t.name = ?`, [clientId, name])).find(
    (endpoint) => endpoint.name === name,
  );

/** A name in a brand's domain: a residential device or a retail account. */
export async function accountByName(dataSource: Database, brandId: number, name: string): Promise<Endpoint | undefined> {
  for (const kind of ['residentialDevice', 'retailAccount'] as const) {
    const found = await run(dataSource, `${SELECT[kind]} WHERE t.brand_id = ? AND t.name = ?`, [brandId, name]);
    const exact = found.find((endpoint) => endpoint.name === name);
    if (exact) return exact;
  }
  return undefined;
}

/** `limit` endpoints after an id, in the order of ids: for loading everything in steps. */
export const endpointsAfter = (dataSource: Database, kind: EndpointKind, id: number, limit: number): Promise<readonly Endpoint[]> =>
  run(dataSource, `${SELECT[kind]} WHERE t.id > ? ORDER BY t.id LIMIT ${Math.trunc(limit)}`, [id]);

interface UserRow {
  readonly userId: number;
  readonly brandId: number;
  readonly clientId: number;
  readonly doNotDisturb: number;
  readonly displayName: string;
  readonly extension: string | null;
  readonly terminalId: number | null;
}
const USERS = `
  SELECT u.id AS userId, u.brand_id AS brandId, u.client_id AS clientId, u.do_not_disturb AS doNotDisturb,
    TRIM(CONCAT(u.name, ' ', u.lastname)) AS displayName, e.number AS extension, u.terminal_id AS terminalId
  FROM \`user\` u LEFT JOIN extension e ON e.id = u.extension_id`;

/** A user without the terminal, which is cached by itself. */
export type UserWithoutEndpoint = Omit<UserRoute, 'endpoint'> & { readonly terminalId: number | null };
const userOf = (row: UserRow): UserWithoutEndpoint => Object.freeze({ ...row, doNotDisturb: row.doNotDisturb === 1 });

export async function userById(dataSource: Database, id: number): Promise<UserWithoutEndpoint | undefined> {
  const [row] = (await sourceOf(dataSource).query(`${USERS} WHERE u.id = ?`, [id])) as UserRow[];
  return row && userOf(row);
}
export async function usersAfter(dataSource: Database, id: number, limit: number): Promise<readonly UserWithoutEndpoint[]> {
  return ((await sourceOf(dataSource).query(`${USERS} WHERE u.id > ? ORDER BY u.id LIMIT ${Math.trunc(limit)}`, [id])) as UserRow[]).map(
    userOf,
  );
}
