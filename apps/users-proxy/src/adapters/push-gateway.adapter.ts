import { CodedError } from '@switchyard/kernel';
import type { PhoneWakerOptions } from '../registration/wake-ups.js';

/** A phone is rung within seconds or not at all. */
const PUSH_MS = 3000;
const MAX_UNDER_WAY = 200;

/**
 * Asks the gateway of a push service by HTTP: POST of `{provider, prid, param, aor, why}`. Where it goes is the operator's setting alone;
 * nothing of a REGISTER is ever part of an address, a redirection is not followed, and nothing of the answer but its status is read.
 * Rejects with `push-refused`, `push-busy`, or what the network says.
 */
export function httpPush(gateways: ReadonlyMap<string, string>, timeoutMs = PUSH_MS): PhoneWakerOptions['push'] {
  let underWay = 0;
  return async ({ provider, prid, param, aor, why }) => {
    const url = gateways.get(provider);
    if (url === undefined) throw new CodedError('push-refused', `there is no gateway to ${provider}`, { provider });
    if (underWay >= MAX_UNDER_WAY) throw new CodedError('push-busy', 'the push gateway does not answer fast enough', { provider });
    underWay += 1;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ provider, prid, param: param ?? null, aor, why }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (answer.status < 200 || answer.status > 299)
        throw new CodedError('push-refused', `the gateway to ${provider} answered ${answer.status}`, { provider, status: answer.status });
    } finally {
      underWay -= 1;
    }
  };
}
