import type { InfoAsked, InfoDecision } from '@switchyard/b2bua';
import { isoOf, type Clock } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import type { CallPlan } from '../ports/calls.port.js';
import { phoneOf } from './transfers.js';

type Facts = CallPlan['facts'];

/** Digits as INFO carries them, and the key frames that cameras are asked for. */
const PASSED = /^\s*(application\/(dtmf-relay|dtmf|vnd\.nortelnetworks\.digits|hook-flash|media_control\+xml)|audio\/telephone-event)\b/i;
/** The header by which phones switch a recording (reference §2.1 step 9). */
export const RECORD_HEADER = 'Record';

export interface InCallInfoDeps {
  readonly snapshot: () => Snapshot;
  readonly clock: Clock;
}

/** An INFO inside a call: digits pass, a Record header switches the recording where the client has that, everything else is answered here. */
export const decideInfo =
  ({ snapshot, clock }: InCallInfoDeps) =>
  (info: InfoAsked<Facts>): InfoDecision => {
    const { incoming, fromPhone, facts } = info;
    if (PASSED.test(incoming.contentType ?? '')) return { kind: 'pass' };
    const record = incoming.header(RECORD_HEADER)?.trim().toLowerCase();
    if (!fromPhone || record === undefined) return { kind: 'answer' };
    if (snapshot().get('client', facts.clientId)?.onDemandRecord !== 'info') return { kind: 'refuse', cause: 'recording-refused' };
    if (record === 'on') return { kind: 'record', about: aboutOf(info, clock) };
    return record === 'off' ? { kind: 'stop-recording' } : { kind: 'refuse', cause: 'request-malformed' };
  };

/** What whoever archives the recording has to know (docs/recordings.md); base64url, because the relay separates entries by `|`. */
function aboutOf({ legUid, callUid, facts }: InfoAsked<Facts>, clock: Clock): string {
  const phone = phoneOf(facts);
  const about = {
    v: 1,
    type: 'ondemand',
    callUid,
    legUid,
    brandId: facts.brandId,
    clientId: facts.clientId,
    userId: phone?.userId ?? null,
    caller: facts.caller,
    callee: facts.callee,
    recorder: phone ? `${phone.kind}:${phone.id}` : null,
    startedAt: isoOf(clock.nowMs()),
  };
  return Buffer.from(JSON.stringify(about)).toString('base64url');
}
