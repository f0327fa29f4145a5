import { findRow } from '../repository/stored-row.js';
import type { Effect, EffectWrite } from './effect.js';

type Values = Readonly<Record<string, unknown>>;
const tenantOf = ({ brandId, clientId }: Values): Values => ({ brandId, clientId });
const wholeName = ({ name, lastname }: Values): string => `${String(name)} ${String(lastname)}`.trim().slice(0, 100);

/** IV-144: how a user stands in the address book. */
async function contactOf({ manager }: EffectWrite, user: Values): Promise<Values> {
  const extension = typeof user['extensionId'] === 'number' ? await findRow(manager, 'extension', { id: user['extensionId'] }) : undefined;
  return { name: user['name'], lastname: user['lastname'], email: user['email'], otherPhone: extension?.['number'] ?? null };
}

const addContact = async (write: EffectWrite): Promise<unknown> =>
  write.insert('contact', { ...tenantOf(write.after), ...(await contactOf(write, write.after)), userId: write.id });
const addBox = ({ insert, id, after }: EffectWrite): Promise<unknown> =>
  insert('voicemail', { ...tenantOf(after), name: wholeName(after), userId: id, userIds: [id], email: after['email'] ?? null });

/** A new user has an entry in the address book and a box; both go with it, because they are its parts. */
const userCreated: Effect = {
  name: 'user-created',
  on: ['user'],
  after: 'create',
  run: async (write) => {
    await addContact(write);
    await addBox(write);
  },
};

/** The address book follows the user; the box keeps what was changed in it. A user from before there were such rows gets them now. */
const userChanged: Effect = {
  name: 'user-changed',
  on: ['user'],
  after: 'update',
  run: async (write) => {
    const { manager, id, before, after } = write;
    const contact = await findRow(manager, 'contact', { userId: id });
    await (contact ? write.update('contact', contact.id, await contactOf(write, after)) : addContact(write));
    const box = await findRow(manager, 'voicemail', { userId: id });
    if (!before || !box) return void (await addBox(write));
    const follows = (field: string, was: unknown, becomes: unknown): Values => (box[field] === was ? { [field]: becomes } : {});
    await write.update('voicemail', box.id, {
      ...follows('name', wholeName(before), wholeName(after)),
      ...(box['sendMail'] === true && !after['email'] ? {} : follows('email', before['email'], after['email'])),
    });
  },
};

const extensionChanged: Effect = {
  name: 'extension-changed',
  on: ['extension'],
  after: 'update',
  run: async (write) => {
    const { manager, id, before, after } = write;
    if (before?.['number'] === after['number']) return;
    const user = await findRow(manager, 'user', { extensionId: id });
    const contact = user && (await findRow(manager, 'contact', { userId: user.id }));
    if (contact) await write.update('contact', contact.id, { otherPhone: after['number'] });
  },
};

/** IV-149 */
const deviceCreated: Effect = {
  name: 'device-created',
  on: ['residentialDevice'],
  after: 'create',
  run: async (write) => {
    const { id, after } = write;
    await write.insert('voicemail', { ...tenantOf(after), name: after['name'], residentialDeviceId: id });
  },
};

/** Messages and documents are seen by whoever has their box or fax now. */
const seenBy: Effect = {
  name: 'seen-by',
  on: ['voicemail', 'fax'],
  after: 'update',
  run: async ({ manager, name, id, before, after }) => {
    if (String(before?.['userIds']) === String(after['userIds'])) return;
    const [messages, owner, table] =
      name === 'fax' ? ['faxMessage', 'fax_id', 'fax_message'] : ['voicemailMessage', 'voicemail_id', 'voicemail_message'];
    const ofOwner = `IN (SELECT id FROM ${table} WHERE ${owner} = ?)`;
    await manager.query(`DELETE FROM link WHERE resource = ? AND field = 'userIds' AND row_id ${ofOwner}`, [messages, id]);
    await manager.query(
      `INSERT INTO link (resource, field, row_id, target_id, position)
       SELECT ?, 'userIds', m.id, l.target_id, l.position FROM ${table} m
       JOIN link l ON l.resource = ? AND l.field = 'userIds' AND l.row_id = m.${owner} WHERE m.${owner} = ?`,
      [messages, name, id],
    );
  },
};

export const OWN_ROW_EFFECTS: readonly Effect[] = [userCreated, userChanged, extensionChanged, deviceCreated, seenBy];
