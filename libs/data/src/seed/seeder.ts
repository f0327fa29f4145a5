import { CodedError } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import { adjustBalance } from '../calls/move-balance.js';
import { type Database, sourceOf } from '../database.js';
import { findRow } from '../repository/stored-row.js';
import type { DemonstrationOptions } from './demonstration.js';
import { ensureRow } from './ensure-row.js';

type Values = Readonly<Record<string, unknown>>;

/** Rows by the names people use, while they are being seeded. */
export class Seeder {
  readonly ids: Record<string, Record<string, number>> = {};
  changed = 0;

  constructor(
    private readonly database: Database,
    private readonly options: DemonstrationOptions,
  ) {}

  /** An address of the instance: `host(141)` → `127.10.0.141`. */
  host(octet: number): string {
    return `${this.options.net}.${octet}`;
  }

  /** Throws `credentials-missing` (kind, name): every password is given, none is built in. */
  password(kind: 'logins' | 'sip', name: string): string {
    const password = this.options.credentials[kind][name];
    if (password === undefined) throw new CodedError('credentials-missing', `credentials.${kind}.${name} is not given`, { kind, name });
    return password;
  }

  /** A row by its key; `as` is the name under which others find it. */
  async row(name: ResourceName, as: string, key: Values, values: Values = {}): Promise<number> {
    const { id, isChanged } = await ensureRow(this.database, name, key, values);
    if (isChanged) this.changed++;
    (this.ids[name] ??= {})[as] = id;
    return id;
  }

  id(name: ResourceName, as: string): number {
    const id = this.ids[name]?.[as];
    if (id === undefined) throw new CodedError('seed-order', `${name} '${as}' is not seeded yet`, { name, as });
    return id;
  }

  /** The first payment of a client, once. */
  async firstBalance(brandId: number, clientId: number, amount: string): Promise<void> {
    if (await findRow(sourceOf(this.database).manager, 'balanceMovement', { clientId })) return;
    await adjustBalance(this.database, { brandId, clientId }, amount);
    this.changed++;
  }
}
