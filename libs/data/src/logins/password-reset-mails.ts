import { isoOf, systemContext, type Level } from '@switchyard/kernel';
import { PORTAL_LANGUAGES, readTemplate, renderTemplate, type TemplateView } from '@switchyard/model';
import { type Database, managerOf } from '../database.js';
import { findNotification } from '../notifications/find-notification.js';
import { findRow } from '../repository/stored-row.js';
import { findLoginByEmail, type LoginRow } from './login-rows.js';
import { createPasswordReset } from './passwords.js';
import { findPortalById, servesLevel, servesTenant, type Portal } from './portals.js';
import { recordLoginEvent } from './record-event.js';

/** A message that is ready to be sent. */
export interface MailText {
  readonly to: string;
  readonly fromName: string;
  /** Null: the address of the installation. */
  readonly fromAddress: string | null;
  readonly subject: string;
  readonly body: string;
  readonly isHtml: boolean;
}

/** Who asked for a link, where and when. */
export interface ResetAsked {
  readonly level: Level;
  readonly email: string;
  readonly webPortalId: number;
  readonly ip: string;
  readonly requestId: string;
}

async function viewOf(database: Database, login: LoginRow, url: string, minutes: number): Promise<TemplateView> {
  const manager = managerOf(database);
  const { scope } = login;
  const brand = scope.level === 'platform' ? undefined : await findRow(manager, 'brand', { id: scope.brandId });
  const client =
    scope.level === 'platform' || scope.level === 'brand' ? undefined : await findRow(manager, 'client', { id: scope.clientId });
  const person = await findRow(manager, login.kind, { id: login.id });
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    brand: { name: text(brand?.['name']) || 'Switchyard' },
    client: { name: text(client?.['name']) },
    user: { name: text(person?.['name']) || login.name, lastname: text(person?.['lastname']) },
    access: { url, username: login.name, minutes },
  };
}

/** The text of a template; one that cannot be read any more is sent as nothing. */
function written(source: string, view: TemplateView, escape: 'xml' | 'line'): string {
  const template = readTemplate(source);
  return template.ok ? renderTemplate(template.value, view, escape) : '';
}

async function mailFor(
  database: Database,
  login: LoginRow,
  portal: Portal,
  asked: ResetAsked,
  nowMs: number,
): Promise<MailText | undefined> {
  const { scope } = login;
  const words = await findNotification(database, {
    type: 'passwordReset',
    brandId: scope.level === 'platform' ? null : scope.brandId,
    clientId: scope.level === 'platform' || scope.level === 'brand' ? null : scope.clientId,
    language: PORTAL_LANGUAGES.find((code) => code === login.language) ?? 'en',
  });
  if (!words) return undefined;
  const { token, expiresAt } = await createPasswordReset(database, asked.level, login, nowMs);
  const caller = { ...systemContext('password-reset', asked.requestId), ip: asked.ip };
  await recordLoginEvent(database, caller, login, {
    what: 'passwordReset',
    operation: 'create',
    values: [{ field: 'expiresAt', old: null, new: expiresAt }],
  });
  // In the fragment: it is sent to no server and stands in no log.
  const url = `${portal.url}/${asked.level}/set-password#${token}`;
  const view = await viewOf(database, login, url, Math.round((Date.parse(expiresAt) - Date.parse(isoOf(nowMs))) / 60_000));
  const isHtml = words.bodyType === 'text/html';
  return {
    to: asked.email,
    fromName: words.fromName,
    fromAddress: words.fromAddress,
    subject: written(words.subject, view, 'line'),
    body: written(words.body, view, isHtml ? 'xml' : 'line'),
    isHtml,
  };
}

/**
 * The messages with a link to set a password, one for each login of the level that has the address and belongs to the portal where
 * it was asked for; none when there is no such login. The address of the link is the portal's as it was set up, whatever host a
 * request named. An earlier link of the login is void.
 */
export async function passwordResetMails(database: Database, asked: ResetAsked, nowMs: number): Promise<readonly MailText[]> {
  const portal = await findPortalById(database, asked.webPortalId);
  if (!portal || !servesLevel(portal, asked.level)) return [];
  const mails: MailText[] = [];
  for (const login of await findLoginByEmail(database, asked.level, asked.email)) {
    if (login.internal || !servesTenant(portal, login.scope)) continue;
    const mail = await mailFor(database, login, portal, asked, nowMs);
    if (mail) mails.push(mail);
  }
  return mails;
}
