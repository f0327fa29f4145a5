import type { Incoming } from '@switchyard/b2bua';
import { refuse, type Final } from '@switchyard/call-flow';
import { err, ok, type Result } from '@switchyard/kernel';
import { HEADERS } from '@switchyard/sip';
import { z } from 'zod';

/** One message in pager mode (RFC 3428), as it waits for its reader. */
export const instantMessage = z.object({
  id: z.string(),
  /** From line without tag: name and address under which the sender can be answered. */
  from: z.string(),
  to: z.string(),
  contentType: z.string(),
  body: z.string(),
  sentAtMs: z.number(),
  expiresAtMs: z.number(),
});
export type InstantMessage = z.infer<typeof instantMessage>;

/** Text is kept for who is away; that somebody is typing is not. */
const KEPT = 'text/plain';
const PASSED = 'application/im-iscomposing+xml';
const SERVED = `${KEPT}, ${PASSED}`;
const UTF8 = /^"?(utf-?8|us-ascii)"?$/i;

export interface ReadMessage {
  readonly contentType: string;
  readonly body: string;
  /** False: delivered now or never. */
  readonly isKept: boolean;
  /** Seconds after which nobody wants it any more; undefined: not said. */
  readonly expiresSec: number | undefined;
}

/** The message of a MESSAGE; a refusal when it is of a kind, an encoding or a size that is not served. */
export function readMessage(
  { body, contentType, header }: Pick<Incoming, 'body' | 'contentType' | 'header'>,
  maxBytes: number,
): Result<ReadMessage, Final> {
  const [type = '', ...params] = (contentType ?? KEPT).split(';').map((part) => part.trim());
  const isKept = type.toLowerCase() === KEPT;
  const refused = (reason?: string): Result<never, Final> =>
    err(refuse('content-refused', { ...(reason === undefined ? {} : { reason }), headers: { [HEADERS.ACCEPT]: SERVED } }));
  if (!isKept && type.toLowerCase() !== PASSED) return refused();
  if ((header(HEADERS.CONTENT_ENCODING) ?? 'identity').trim().toLowerCase() !== 'identity') return refused('Unsupported Content-Encoding');
  const charset = params.map((param) => /^charset\s*=\s*(\S+)$/i.exec(param)?.[1]).find((value) => value !== undefined);
  // The reader replaces what is no UTF-8 by U+FFFD.
  if ((charset !== undefined && !UTF8.test(charset)) || body.includes('\uFFFD')) return refused('Text Must Be UTF-8');
  if (body === '') return err(refuse('request-malformed', { reason: 'Missing Body' }));
  if (Buffer.byteLength(body) > maxBytes) return err(refuse('message-too-large'));
  const expires = header(HEADERS.EXPIRES)?.trim();
  if (expires !== undefined && !/^\d{1,10}$/.test(expires)) return err(refuse('request-malformed', { reason: 'Bad Expires' }));
  return ok({
    contentType: isKept ? 'text/plain;charset=UTF-8' : PASSED,
    body,
    isKept,
    expiresSec: expires === undefined ? undefined : Number(expires),
  });
}
