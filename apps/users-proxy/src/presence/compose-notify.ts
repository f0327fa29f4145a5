import { VERSION_PLACE } from './documents/dialog-info.js';
import { resourceListBody, type ListMember } from './documents/resource-list.js';
import { fingerprint, type Held } from './held-subscription.js';

export interface NotifyBody {
  readonly type: string;
  readonly text: string;
}

/**
 * The document of the next NOTIFY, with the next version. `unchanged`: the watcher knows it all. Undefined: the state cannot be known now,
 * and the NOTIFY goes without (RFC 6665 §4.1.2.3 allows that).
 */
export async function composeNotify(held: Held, isFull: boolean): Promise<NotifyBody | 'unchanged' | undefined> {
  const { changed } = held;
  held.changed = undefined;
  if (held.list !== undefined) return composeList(held, held.list, isFull ? undefined : changed);
  const [located] = held.located;
  const text = located && (await held.package.document(located, held.subscription.watcher));
  if (text === undefined) return isFull ? undefined : 'unchanged';
  if (!isNew(held, located?.key ?? '', text) && !isFull) return 'unchanged';
  return { type: held.subscription.type, text: versioned(held, text) };
}

async function composeList(held: Held, name: string, changed: ReadonlySet<string> | undefined): Promise<NotifyBody | 'unchanged'> {
  const { subscription, located } = held;
  const members: ListMember[] = [];
  for (const [at, one] of located.entries()) {
    if (changed && !changed.has(one.key)) continue;
    const text = await held.package.document(one, subscription.watcher);
    if (!isNew(held, one.key, text ?? '') && changed) continue;
    const document = text === undefined ? undefined : { type: subscription.type, text };
    members.push({ uri: one.entity, name: one.name, instance: `m${at}`, document });
  }
  if (changed && members.length === 0) return 'unchanged';
  const body = resourceListBody(`sip:${subscription.user}@${subscription.host}`, name, members, !changed);
  return { type: body.type, text: versioned(held, body.text) };
}

function isNew(held: Held, key: string, text: string): boolean {
  const now = fingerprint(text);
  if (held.sent.get(key) === now) return false;
  held.sent.set(key, now);
  return true;
}

function versioned(held: Held, text: string): string {
  const version = held.version;
  held.version += 1;
  return text.replaceAll(VERSION_PLACE, `version="${version}"`);
}
