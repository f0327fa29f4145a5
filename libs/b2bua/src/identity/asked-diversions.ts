import { DIVERSION_REASONS, MAX_DIVERSIONS, type Diversion, type DiversionReason } from '@switchyard/call-flow';
import { HEADERS, readDiversion, readHistory } from '@switchyard/sip';
import type { Incoming } from '../incoming.js';

const MAX_NUMBER = 64;
const isReason = (word: string): word is DiversionReason => (DIVERSION_REASONS as readonly string[]).includes(word);

/**
 * Who diverted a call, newest first, by Diversion, or by History-Info where there is no Diversion (RFC 7544 §7.3). `numberOf` writes a number
 * as we have them and says undefined for one that is not believed; the diversions behind such a one are not believed either.
 */
export function askedDiversions(
  { header }: Pick<Incoming, 'header'>,
  hidesAll: boolean,
  numberOf: (written: string) => string | undefined,
): readonly Diversion[] {
  const named = readDiversion(header(HEADERS.DIVERSION));
  const said = named.length > 0 ? named : readHistory(header(HEADERS.HISTORY_INFO));
  const believed: Diversion[] = [];
  for (const { user, reason, counter, isPrivate } of said.slice(0, MAX_DIVERSIONS)) {
    const number = numberOf(user);
    if (number === undefined || number === '' || number.length > MAX_NUMBER) break;
    believed.push({
      number,
      reason: isReason(reason) ? reason : 'unknown',
      hidden: isPrivate || hidesAll,
      ...(counter === undefined || counter === 0 ? {} : { counter: Math.min(counter, 100) }),
    });
  }
  return believed;
}
