import type { ClientType, DirectAddress, Endpoint, EndpointKind, UserRoute } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';

/** One row of the joined queries below, as both drivers give it: flags are numbers, lists are text. */
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
  readonly ha1Sha512: string | null;
  readonly certificateFingerprint: string | null;
  readonly certificatePolicy: Endpoint['certificatePolicy'];
  readonly userId: number | null;
  readonly extension: string | null;
  readonly displayName: string | null;
  readonly outgoingNumber: string | null;
  /** A BIGINT on MySQL where it is computed, which the driver gives as text; so are all computed numbers below. */
  readonly maxCalls: number | string;
  readonly transformationRuleSetId: number | null;
  readonly alwaysApplyTransformations: number | string;
  readonly multiContact: number | string;
  readonly rejectCallMethod: Endpoint['rejectCallMethod'];
  readonly externalIpCalls: number | string;
  readonly hideCallerNumber: number | string;
  readonly sendPai: number | string;
  readonly outgoingDdiRuleId: number | null;
  readonly directConnectivity: string;
  readonly interClientId: number | null;
  readonly ip: string | null;
  readonly port: number | null;
  readonly transport: DirectAddress['transport'] | null;
  readonly proxyUserId: number | null;
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  readonly fromUser: string | null;
  readonly ddiIn: number | string;
  readonly trustSdp: number | string;
  readonly audioCodecs: string | null;
  readonly videoCodecs: string | null;
  readonly t38Passthrough: number;
  readonly rtpEncryption: number;
  readonly language: string | null;
}

/** Columns that every kind has in its own table. */
const COMMON = `t.id, t.brand_id AS brandId, t.client_id AS clientId, c.type AS clientType, t.name,
    t.ha1_md5 AS ha1Md5, t.ha1_sha256 AS ha1Sha256, t.ha1_sha512 AS ha1Sha512,
    t.certificate_fingerprint AS certificateFingerprint, t.certificate_policy AS certificatePolicy, t.t38_passthrough AS t38Passthrough, t.rtp_encryption AS rtpEncryption`;
const DIRECT = `t.direct_connectivity AS directConnectivity, t.ip, t.port, t.transport, t.proxy_user_id AS proxyUserId,
    t.ruri_domain AS ruriDomain, t.from_domain AS fromDomain, t.ddi_in AS ddiIn, t.trust_sdp AS trustSdp, t.send_pai AS sendPai, t.multi_contact AS multiContact`;
/** What only the user of a terminal has. */
const NO_USER = `NULL AS userId, NULL AS extension, NULL AS displayName, 'rfc' AS rejectCallMethod, 0 AS externalIpCalls, 0 AS hideCallerNumber,
    NULL AS outgoingDdiRuleId`;
const RULES = 'COALESCE(t.transformation_rule_set_id, c.transformation_rule_set_id) AS transformationRuleSetId';

/** The user's own number, else the client's; the endpoint's own, else the client's. */
const TERMINALS = `
  SELECT 'terminal' AS kind, ${COMMON}, c.domain, u.id AS userId, e.number AS extension,
    TRIM(CONCAT(u.name, ' ', u.lastname)) AS displayName, d.number AS outgoingNumber, COALESCE(u.max_calls, 0) AS maxCalls,
    COALESCE(u.transformation_rule_set_id, c.transformation_rule_set_id) AS transformationRuleSetId, 0 AS alwaysApplyTransformations,
    COALESCE(u.multi_contact, 0) AS multiContact, COALESCE(u.reject_call_method, 'rfc') AS rejectCallMethod,
    COALESCE(u.external_ip_calls, 0) AS externalIpCalls, COALESCE(u.hide_caller_number, 0) AS hideCallerNumber,
    COALESCE(u.outgoing_ddi_rule_id, c.outgoing_ddi_rule_id) AS outgoingDdiRuleId,
    'no' AS directConnectivity, NULL AS interClientId, NULL AS ip, NULL AS port, NULL AS transport, NULL AS proxyUserId,
    NULL AS ruriDomain, NULL AS fromDomain, NULL AS fromUser, 0 AS ddiIn, 0 AS trustSdp, 0 AS sendPai,
    t.audio_codecs AS audioCodecs, t.video_codecs AS videoCodecs, u.language
  FROM terminal t JOIN client c ON c.id = t.client_id
    LEFT JOIN \`user\` u ON u.client_id = t.client_id AND u.terminal_id = t.id
    LEFT JOIN extension e ON e.id = u.extension_id
    LEFT JOIN ddi d ON d.id = COALESCE(u.outgoing_ddi_id, c.outgoing_ddi_id)`;
const DEVICES = `
  SELECT 'residentialDevice' AS kind, ${COMMON}, b.domain, ${NO_USER}, d.number AS outgoingNumber, t.max_calls AS maxCalls,
    ${RULES}, 0 AS alwaysApplyTransformations, ${DIRECT}, NULL AS interClientId, t.from_user AS fromUser,
    t.audio_codecs AS audioCodecs, NULL AS videoCodecs, t.language
  FROM residential_device t JOIN client c ON c.id = t.client_id JOIN brand b ON b.id = t.brand_id
    LEFT JOIN ddi d ON d.id = COALESCE(t.outgoing_ddi_id, c.outgoing_ddi_id)`;
const ACCOUNTS = `
  SELECT 'retailAccount' AS kind, ${COMMON}, b.domain, ${NO_USER}, d.number AS outgoingNumber, 0 AS maxCalls,
    ${RULES}, 0 AS alwaysApplyTransformations, ${DIRECT}, NULL AS interClientId, NULL AS fromUser,
    NULL AS audioCodecs, NULL AS videoCodecs, NULL AS language
  FROM retail_account t JOIN client c ON c.id = t.client_id JOIN brand b ON b.id = t.brand_id
    LEFT JOIN ddi d ON d.id = COALESCE(t.outgoing_ddi_id, c.outgoing_ddi_id)`;
const FRIENDS = `
  SELECT 'friend' AS kind, ${COMMON}, c.domain, ${NO_USER}, d.number AS outgoingNumber, 0 AS maxCalls,
    ${RULES}, t.always_apply_transformations AS alwaysApplyTransformations, ${DIRECT}, t.inter_client_id AS interClientId,
    t.from_user AS fromUser, t.audio_codecs AS audioCodecs, NULL AS videoCodecs, t.language
  FROM friend t JOIN client c ON c.id = t.client_id
    LEFT JOIN ddi d ON d.id = COALESCE(t.outgoing_ddi_id, c.outgoing_ddi_id)`;

const SELECT: Readonly<Record<EndpointKind, string>> = {
  terminal: TERMINALS,
  friend: FRIENDS,
  residentialDevice: DEVICES,
  retailAccount: ACCOUNTS,
};
export const ENDPOINT_TABLES: Readonly<Record<EndpointKind, string>> = {
  terminal: 'terminal',
  friend: 'friend',
  residentialDevice: 'residential_device',
  retailAccount: 'retail_account',
};
export const ENDPOINT_KINDS = Object.keys(SELECT) as EndpointKind[];

const listOf = (stored: string | null): readonly string[] => (stored ? stored.split(',') : []);
const isSet = (flag: number | string): boolean => Number(flag) === 1;

function endpointOf(row: EndpointRow): Endpoint {
  const { directConnectivity, ip, port, transport, proxyUserId, ...rest } = row;
  return Object.freeze({
    ...rest,
    displayName: row.displayName ?? row.name,
    maxCalls: Number(row.maxCalls),
    alwaysApplyTransformations: isSet(row.alwaysApplyTransformations),
    multiContact: isSet(row.multiContact),
    externalIpCalls: Number(row.externalIpCalls),
    hideCallerNumber: isSet(row.hideCallerNumber),
    sendPai: isSet(row.sendPai),
    direct: directConnectivity === 'yes' && ip !== null ? { ip, port: port ?? 5060, transport: transport ?? 'udp', proxyUserId } : null,
    ddiIn: isSet(row.ddiIn),
    trustSdp: isSet(row.trustSdp),
    audioCodecs: listOf(row.audioCodecs),
    videoCodecs: listOf(row.videoCodecs),
    t38Passthrough: isSet(row.t38Passthrough),
    rtpEncryption: isSet(row.rtpEncryption),
  });
}

const run = async (dataSource: Database, sql: string, values: readonly unknown[]): Promise<readonly Endpoint[]> =>
  ((await sourceOf(dataSource).query(sql, [...values])) as EndpointRow[]).map(endpointOf);

export const endpointById = async (dataSource: Database, kind: EndpointKind, id: number): Promise<Endpoint | undefined> =>
  (await run(dataSource, `${SELECT[kind]} WHERE t.id = ?`, [id]))[0];

/** A name in a vPBX client's domain: a terminal or a friend. */
export const vpbxEndpointByName = (dataSource: Database, clientId: number, name: string): Promise<Endpoint | undefined> =>
  byName(dataSource, ['terminal', 'friend'], 't.client_id', clientId, name);

/** A name in a brand's domain: a residential device or a retail account. */
export const accountByName = (dataSource: Database, brandId: number, name: string): Promise<Endpoint | undefined> =>
  byName(dataSource, ['residentialDevice', 'retailAccount'], 't.brand_id', brandId, name);

/** The comparison is exact: the index ignores case, SIP user parts do not (RFC 3261 §19.1.4). */
async function byName(dataSource: Database, kinds: readonly EndpointKind[], owner: string, ownerId: number, name: string) {
  for (const kind of kinds) {
    const found = await run(dataSource, `${SELECT[kind]} WHERE ${owner} = ? AND t.name = ?`, [ownerId, name]);
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
