import { randomToken } from '@switchyard/sip';

let isOurs: (callId: string) => boolean = () => true;

/** Where several processes serve, a call belongs to one by its Call-ID: one that is made here has to belong here. */
export function makeOnlyCallIds(accepts: (callId: string) => boolean): void {
  isOurs = accepts;
}

export function newCallId(host: string): string {
  for (;;) {
    const callId = `${randomToken(16)}@${host}`;
    if (isOurs(callId)) return callId;
  }
}
