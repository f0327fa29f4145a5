import { err, ok, type Result } from '@switchyard/kernel';

/** The dialog that a Replaces names (RFC 3891 §6.1). */
export interface Replaces {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
  /** Only while it rings: an answered call is not to be taken. */
  readonly earlyOnly: boolean;
}

/** Reads the value of a Replaces header. The error says which rule broke. */
export function readReplaces(text: string): Result<Replaces, string> {
  const [callId = '', ...params] = text.split(';').map((part) => part.trim());
  if (callId === '' || /\s|,/.test(callId)) return err('it must be one Call-ID with both tags');
  const of = (name: string): readonly string[] =>
    params.flatMap((param) => {
      const at = param.indexOf('=');
      return at > 0 && param.slice(0, at).trim().toLowerCase() === name ? [param.slice(at + 1).trim()] : [];
    });
  const [toTags, fromTags] = [of('to-tag'), of('from-tag')];
  const [toTag = '', fromTag = ''] = [toTags[0], fromTags[0]];
  if (toTags.length !== 1 || fromTags.length !== 1 || toTag === '' || fromTag === '')
    return err('to-tag and from-tag must each stand once');
  return ok({ callId, toTag, fromTag, earlyOnly: params.some((param) => param.toLowerCase() === 'early-only') });
}

/**
 * Ids under which the engine may know the dialog: made of the Call-ID and the tag of whoever sent its INVITE. Which of the two tags that is
 * depends on who was told of the dialog by whom, and phones swap them.
 */
export const dialogIdsOf = ({ callId, toTag, fromTag }: Replaces): readonly string[] =>
  [fromTag, toTag].map((tag) => `${callId};from-tag=${tag}`);
