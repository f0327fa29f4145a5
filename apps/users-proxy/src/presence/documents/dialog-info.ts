import type { PhoneDialog } from '@switchyard/model';
import { escapeXml } from './xml.js';

export const DIALOG_INFO = 'application/dialog-info+xml';

/** One call of a phone, as those who watch it are told (RFC 4235 §3.7.1). */
export interface DialogState {
  /** Names the dialog in the document; the same as long as it lasts. */
  readonly id: string;
  readonly state: 'trying' | 'early' | 'confirmed';
  readonly direction: 'initiator' | 'recipient';
  readonly dialog: PhoneDialog | undefined;
  /** The phone itself, and who is on the other side. */
  readonly local: string;
  readonly remote: string;
}

/** Replaced by the version of the subscription when the document is sent. */
export const VERSION_PLACE = 'version="0"';

/** All dialogs of an entity (RFC 4235 §4.1). Always the full state: phones that missed one document understand the next. */
export function dialogInfo(entity: string, dialogs: readonly DialogState[]): string {
  return [
    '<?xml version="1.0"?>',
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" ${VERSION_PLACE} state="full" entity="${escapeXml(entity)}">`,
    ...dialogs.map(dialogElement),
    '</dialog-info>',
    '',
  ].join('\r\n');
}

function dialogElement({ id, state, direction, dialog, local, remote }: DialogState): string {
  const ids = dialog
    ? ` call-id="${escapeXml(dialog.callId)}" local-tag="${escapeXml(dialog.localTag)}"${dialog.remoteTag === '' ? '' : ` remote-tag="${escapeXml(dialog.remoteTag)}"`}`
    : '';
  return [
    `<dialog id="${escapeXml(id)}"${ids} direction="${direction}">`,
    `<state>${state}</state>`,
    `<local><identity>${escapeXml(local)}</identity><target uri="${escapeXml(local)}"/></local>`,
    `<remote><identity>${escapeXml(remote)}</identity><target uri="${escapeXml(remote)}"/></remote>`,
    '</dialog>',
  ].join('\r\n');
}
