import { NOTIFICATION_OF, type NotificationTemplateContent, type NotificationType, type PortalLanguage } from '@switchyard/model';
import { type Database, sourceOf } from '../database.js';
import { findRow, findRows, type StoredRow } from '../repository/stored-row.js';

/** Which message is to be sent, and for whom. */
export interface NotificationRequest {
  readonly type: NotificationType;
  /** Null: it is for somebody of the platform. */
  readonly brandId: number | null;
  /** Null: the message is for the brand itself. */
  readonly clientId: number | null;
  /** Of whoever reads it. */
  readonly language: PortalLanguage;
  /** A template that was chosen for this very case, as that of a balance notification. */
  readonly templateId?: number | null;
}

const FIELD_OF = new Map<string, string>(Object.entries(NOTIFICATION_OF).map(([field, type]) => [type, field]));
const idOf = (row: StoredRow | undefined, field: string | undefined): number | undefined => {
  const id = field === undefined ? undefined : row?.[field];
  return typeof id === 'number' ? id : undefined;
};

/**
 * The words of a message: those of the template chosen for the case, by the client, by the brand, or the platform's own, in that
 * order; in the reader's language, else the brand's, else English, else whatever there is. A template without a single text is
 * passed over. Undefined: nobody has worded the message.
 */
export async function findNotification(
  database: Database,
  { type, brandId, clientId, language, templateId }: NotificationRequest,
): Promise<NotificationTemplateContent | undefined> {
  const { manager } = sourceOf(database);
  const field = FIELD_OF.get(type);
  const brand = brandId === null ? undefined : await findRow(manager, 'brand', { id: brandId });
  const client = brandId === null || clientId === null ? undefined : await findRow(manager, 'client', { id: clientId, brandId });
  // A type that nobody chooses a template for: the brand's own of it.
  const own = field === undefined && brandId !== null ? await findRows(manager, 'notificationTemplate', { brandId, type }) : [];
  const platform = await findRows(manager, 'notificationTemplate', { brandId: null, type });
  const templates = [
    templateId ?? undefined,
    idOf(client, field),
    idOf(brand, field),
    ...own.map(({ id }) => id),
    ...platform.map(({ id }) => id),
  ];
  for (const notificationTemplateId of templates) {
    if (notificationTemplateId === undefined) continue;
    const texts = (await findRows(manager, 'notificationTemplateContent', {
      notificationTemplateId,
    })) as unknown as NotificationTemplateContent[];
    const wanted = [language, brand?.['language'], 'en'];
    const found = wanted.map((code) => texts.find((text) => text.language === code)).find((text) => text !== undefined) ?? texts[0];
    if (found) return found;
  }
  return undefined;
}
