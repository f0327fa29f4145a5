import { ANONYMOUS, assertedHeader, diversionHeaders, privacyHeader, type CallerIdentity, type HeaderLines } from '@switchyard/b2bua';
import type { CallInfo } from '@switchyard/call-flow';
import type { Endpoint } from '@switchyard/model';

/** What the INVITE to an endpoint says of who calls. */
export interface ShownCaller {
  readonly from: CallerIdentity;
  readonly headers: HeaderLines;
}

type Told = Pick<CallInfo, 'caller' | 'callee' | 'anonymous' | 'critical' | 'diversions' | 'shown'>;

/**
 * A caller who withholds the number is anonymous to everybody (RFC 3323 §4.1.1.3); only an endpoint that is trusted gets the number beside it,
 * with the request to keep it (RFC 3325 §7). Diverters who hide are shown to nobody else either.
 */
export function shownToPhone(info: Told, endpoint: Endpoint, nameOfCaller: string): ShownCaller {
  const { callee, anonymous, critical, diversions } = info;
  const { number: caller, name: displayName } = info.shown ?? { number: info.caller, name: nameOfCaller };
  const domain = endpoint.fromDomain ?? endpoint.domain;
  const isTrusted = endpoint.sendPai;
  const isHidden = anonymous || caller === '';
  return {
    from: isHidden ? ANONYMOUS : { user: endpoint.fromUser ?? caller, domain, displayName },
    headers: {
      ...(isTrusted && caller !== '' ? assertedHeader({ number: caller, domain, displayName }) : {}),
      ...(isTrusted && anonymous ? privacyHeader(critical) : {}),
      ...diversionHeaders({ diversions, target: callee, domain, sendDiversion: true, sendHistoryInfo: true, isTrusted }),
    },
  };
}
