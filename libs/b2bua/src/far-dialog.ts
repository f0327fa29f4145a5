import { HEADERS, parseNameAddr } from '@switchyard/sip';
import type { SrfAnswer } from './srf-surface.js';

/** A dialog as the called side sees it. */
export interface FarDialog {
  readonly callId: string;
  /** Its own tag. */
  readonly localTag: string;
  /** Ours. */
  readonly remoteTag: string;
}

/** The dialog that a response of the called side belongs to (RFC 3261 §12.1.1); undefined while it has given no tag. */
export function farDialogOf(answer: Pick<SrfAnswer, 'get'>): FarDialog | undefined {
  const callId = answer.get(HEADERS.CALL_ID);
  const [localTag, remoteTag] = [tagOf(answer.get(HEADERS.TO)), tagOf(answer.get(HEADERS.FROM))];
  return callId === undefined || localTag === undefined || remoteTag === undefined ? undefined : { callId, localTag, remoteTag };
}

function tagOf(value: string | undefined): string | undefined {
  const address = parseNameAddr(value ?? '');
  return address.ok ? address.value.params.get('tag') : undefined;
}
