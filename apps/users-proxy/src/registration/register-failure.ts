import { refuse, type Refuse } from '@switchyard/call-flow';
import { HEADERS } from '@switchyard/sip';

/** Why a REGISTER changes nothing. */
export type RegisterFailure =
  | { readonly code: 'interval-too-brief'; readonly minSec: number }
  | { readonly code: 'order'; readonly contact: string }
  | { readonly code: 'malformed'; readonly rule: string }
  | { readonly code: 'contacts-full'; readonly most: number }
  | { readonly code: 'first-hop-lacks-outbound' }
  | { readonly code: 'path-untrusted' }
  | { readonly code: 'path-unsupported' }
  | { readonly code: 'push-unsupported'; readonly provider: string };

/** The refusal a phone gets. */
export function refusalOf(failure: RegisterFailure): Refuse {
  switch (failure.code) {
    case 'interval-too-brief':
      return refuse('interval-too-brief', { headers: { [HEADERS.MIN_EXPIRES]: String(failure.minSec) } });
    case 'malformed':
      return refuse('request-malformed', { reason: 'Bad Contact' });
    case 'order':
      return refuse('request-malformed', { reason: 'CSeq Out Of Order' });
    case 'contacts-full':
      return refuse('contacts-full');
    case 'first-hop-lacks-outbound':
      return refuse('first-hop-lacks-outbound');
    case 'path-untrusted':
      return refuse('source-refused', { reason: 'Path Not Trusted' });
    case 'path-unsupported':
      // RFC 3327 §5.3: the phone is told which extension it lacks.
      return refuse('extension-required', { headers: { [HEADERS.REQUIRE]: 'path' } });
    case 'push-unsupported':
      return refuse('push-unsupported');
  }
}
