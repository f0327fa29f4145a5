import { systemContext, type RequestContext } from '@switchyard/kernel';
import { RESOURCES, type RowByName } from '@switchyard/model';
import { sourceOf, type Database } from '../database.js';
import { refused } from '../errors.js';
import { Repository } from '../repository/repository.js';
import { findRow } from '../repository/stored-row.js';
import { requireAccess } from '../repository/tenancy.js';
import { PHONE_MODELS } from '../seed/reference/phone-models.js';

export type TemplateKind = 'generic' | 'specific';

/**
 * Gives a phone model the template it came with. Undefined when there is no such model. Throws `level-forbidden`, and
 * `rule-broken` for a model that did not come with one.
 */
export async function restoreTemplate(
  database: Database,
  ctx: RequestContext,
  id: number,
  kind: TemplateKind,
): Promise<RowByName<'terminalModel'> | undefined> {
  requireAccess(RESOURCES.terminalModel, ctx, 'update');
  const models = new Repository(database, 'terminalModel');
  const model = await models.get(ctx, id);
  if (!model) return undefined;
  const field = `${kind}Template` as const;
  const template = PHONE_MODELS.find(({ name }) => name === model.name)?.[field];
  if (!template) throw refused('rule-broken', [{ field, rule: 'has no default: the model did not come with one', value: model.name }]);
  return models.update(ctx, id, { [field]: template });
}

/** What is known of a phone, for a trial of its template; undefined when no phone of the model has the MAC address. */
export async function phoneOf(
  database: Database,
  ctx: RequestContext,
  modelId: number,
  mac: string,
): Promise<
  Readonly<Record<'name' | 'domain' | 'client' | 'brand' | 'displayName' | 'extension' | 'language' | 'timezone', string>> | undefined
> {
  requireAccess(RESOURCES.terminalModel, ctx, 'update');
  const { manager } = sourceOf(database);
  const terminal = await findRow(manager, 'terminal', { mac: mac.toLowerCase(), terminalModelId: modelId });
  if (!terminal) return undefined;
  const [client, brand, user] = await Promise.all([
    findRow(manager, 'client', { id: terminal['clientId'] }),
    findRow(manager, 'brand', { id: terminal['brandId'] }),
    findRow(manager, 'user', { clientId: terminal['clientId'], terminalId: terminal.id }),
  ]);
  const extension = user?.['extensionId'] ? await findRow(manager, 'extension', { id: user['extensionId'] }) : undefined;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    name: text(terminal['name']),
    domain: text(client?.['domain']),
    client: text(client?.['name']),
    brand: text(brand?.['name']),
    displayName: user ? `${text(user['name'])} ${text(user['lastname'])}`.trim() : '',
    extension: text(extension?.['number']),
    language: text(user?.['language']) || text(client?.['language']),
    timezone: text(user?.['timezone']) || text(client?.['timezone']),
  };
}

/** Where phones register: the main address of the users proxy. */
export async function mainProxy(database: Database): Promise<string | undefined> {
  const { items } = await new Repository(database, 'proxyUser').list(systemContext('provisioning'), { itemsPerPage: 500 });
  const main = items.find(({ isDefault }) => isDefault) ?? items[0];
  return main?.advertisedIp ?? main?.ip;
}
