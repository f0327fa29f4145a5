import { VERSION_PLACE } from './dialog-info.js';
import { escapeXml } from './xml.js';

/** A member of a list and its document; undefined: it may not be seen, or is no more. */
export interface ListMember {
  readonly uri: string;
  readonly name: string;
  /** Names this instance of the member; the same in every document. */
  readonly instance: string;
  readonly document: { readonly type: string; readonly text: string } | undefined;
}

const BOUNDARY = 'switchyard-list';

/**
 * The documents of a list's members in one body (RFC 4662 §5): RLMI first, then one part for each. `isFull`: all members; otherwise only
 * those that changed.
 */
export function resourceListBody(
  uri: string,
  name: string,
  members: readonly ListMember[],
  isFull: boolean,
): { type: string; text: string } {
  const rlmi = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="${escapeXml(uri)}" ${VERSION_PLACE} fullState="${String(isFull)}">`,
    `<name>${escapeXml(name)}</name>`,
    ...members.map(
      (member) =>
        `<resource uri="${escapeXml(member.uri)}"><name>${escapeXml(member.name)}</name>${
          member.document
            ? `<instance id="${member.instance}" state="active" cid="${cidOf(member)}"/>`
            : `<instance id="${member.instance}" state="terminated" reason="noresource"/>`
        }</resource>`,
    ),
    '</list>',
    '',
  ].join('\r\n');
  const parts = members.flatMap((member) => (member.document ? [part(cidOf(member), member.document.type, member.document.text)] : []));
  return {
    type: `multipart/related;type="application/rlmi+xml";start="<list@switchyard>";boundary="${BOUNDARY}"`,
    text: [part('list@switchyard', 'application/rlmi+xml', rlmi), ...parts, `--${BOUNDARY}--`, ''].join('\r\n'),
  };
}

const cidOf = ({ instance }: ListMember): string => `${instance}@switchyard`;

const part = (cid: string, type: string, text: string): string =>
  [`--${BOUNDARY}`, 'Content-Transfer-Encoding: binary', `Content-ID: <${cid}>`, `Content-Type: ${type};charset="UTF-8"`, '', text].join(
    '\r\n',
  );
