import type { SipMessage } from '@switchyard/sip';

/** Rules against known scanners: any of the words in the header, case-sensitive. To and From are searched in the user part. */
export interface SpammerRules {
  readonly userAgent: readonly string[];
  readonly to: readonly string[];
  readonly from: readonly string[];
  /** `reject` answers 603, `discard` nothing. */
  readonly action: 'reject' | 'discard';
}

/** The name of the header that gives a spammer away. */
export function spamHeader(rules: SpammerRules, request: SipMessage): 'User-Agent' | 'To' | 'From' | undefined {
  const { userAgent, to, from } = rules;
  if (userAgent.length > 0 && holdsAny(request.get('user-agent') ?? '', userAgent)) return 'User-Agent';
  if (to.length > 0 && holdsAny(userOf(request.to().uri), to)) return 'To';
  if (from.length > 0 && holdsAny(userOf(request.from().uri), from)) return 'From';
  return undefined;
}

export const hasRules = ({ userAgent, to, from }: SpammerRules): boolean => userAgent.length + to.length + from.length > 0;

const holdsAny = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

/** `sip:100@host` → `100`; empty without a user part. */
function userOf(uri: string): string {
  const at = uri.indexOf('@');
  return at < 0 ? '' : uri.slice(uri.indexOf(':') + 1, at);
}
