import type { SecretBox } from '../secrets/secret-box.js';

/** What of an entry its hash covers, besides the hash before it. */
export interface ChainedEntry {
  readonly chain: number;
  readonly sequence: number;
  readonly revision: number;
  readonly changedAt: string;
  readonly operation: string;
  readonly resource: string;
  readonly rowId: number;
  readonly rowTitle: string;
  readonly brandId: number | null;
  readonly clientId: number | null;
  readonly actorKind: string;
  readonly actorId: number;
  readonly actorName: string;
  readonly behalf: unknown;
  readonly apiKeyId: number | null;
  readonly ip: string | null;
  readonly requestId: string;
  readonly comment: string | null;
  readonly fieldChanges: unknown;
}

const COVERED = [
  'chain',
  'sequence',
  'revision',
  'changedAt',
  'operation',
  'resource',
  'rowId',
  'rowTitle',
  'brandId',
  'clientId',
  'actorKind',
  'actorId',
  'actorName',
  'behalf',
  'apiKeyId',
  'ip',
  'requestId',
  'comment',
  'fieldChanges',
] as const satisfies readonly (keyof ChainedEntry)[];

/** What stands before the first entry of a chain. */
export const CHAIN_START = '0'.repeat(64);
const PURPOSE = 'change.hash';

/**
 * Hash of an entry: HMAC-SHA-256 with a key of the installation over the hash before it and the values of the entry, so that nobody
 * who can only write to the database can make a chain that verifies (NX-12).
 */
export const hashOf = (secrets: SecretBox, previous: string, entry: ChainedEntry): string =>
  secrets.mac(`${previous}\n${JSON.stringify(COVERED.map((key) => entry[key]))}`, PURPOSE);
