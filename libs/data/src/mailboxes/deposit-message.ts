import { CodedError, isoOf, systemContext } from '@switchyard/kernel';
import type { Voicemail } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';
import { inWriteSession } from '../repository/in-write-session.js';

/** What was left in a mailbox. */
export interface DepositedMessage {
  readonly voicemailId: number;
  readonly caller: string;
  readonly callerName: string;
  readonly receivedAtMs: number;
  readonly durationSec: number;
  readonly callUid: string | null;
}

/**
 * Puts a message into the inbox of a mailbox and tells of it like of any write, so that lamps light up. Answers its id. Throws
 * `not-found` when there is no such mailbox.
 */
export async function depositMessage(database: Database, message: DepositedMessage): Promise<number> {
  await database.ready();
  const { voicemailId, receivedAtMs, ...rest } = message;
  const [box] = (await sourceOf(database).query('SELECT brand_id AS brandId, client_id AS clientId FROM voicemail WHERE id = ?', [
    voicemailId,
  ])) as Pick<Voicemail, 'brandId' | 'clientId'>[];
  if (!box) throw new CodedError('not-found', `there is no voicemail ${voicemailId}`, { voicemailId });
  const { brandId, clientId } = box;
  return inWriteSession(database, systemContext('voicemail'), (session) =>
    session.insert('voicemailMessage', { ...rest, brandId, clientId, voicemailId, receivedAt: isoOf(receivedAtMs), folder: 'inbox' }),
  );
}
