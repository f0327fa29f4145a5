import { HEADERS, METHODS } from '@switchyard/sip';
import type { CdrReason } from '../cdr/cdr-events.js';
import type { Engine } from '../engine.js';
import type { CallDialog } from './call-dialog.js';
import { findDialogFlow } from './dialog-flow.js';
import { endDialog } from './end-dialog.js';

/** An ACK timeout is no stop to consumers of these events: they are used to hear nothing of it. */
const CDR_REASONS: ReadonlyMap<string, CdrReason> = new Map([
  ['Session timer expired', 'session-expired'],
  ['ACK-BYE due to cancel race condition', 'system-initiated-termination'],
]);

/**
 * BYE that the server sends by itself. With a `reason` the application is shown it as `unsolicited`, so that it forgets the call; without, it
 * never knew the call.
 */
export function hangUp(engine: Engine, dialog: CallDialog, reason: string | undefined): void {
  const bye = dialog.sip.request(METHODS.BYE);
  endDialog(engine, dialog);
  if (bye === undefined) return;
  if (reason !== undefined) bye.add(HEADERS.REASON, `SIP;cause=200;text="${reason}"`);
  findDialogFlow(engine, dialog, bye, (found) => {
    if (!found.ok) {
      engine.logger.warn('BYE not sent', { dialogId: dialog.id, why: found.error });
      return;
    }
    const flow = found.value;
    const { data } = engine.transactions.request(bye, flow, { onResponse: () => undefined, onFailure: () => undefined });
    engine.metrics.requestOut(METHODS.BYE);
    const cdrReason = CDR_REASONS.get(reason ?? '');
    if (cdrReason) engine.cdr.stop('application', cdrReason, data);
    if (reason === undefined || dialog.owner.closed) return;
    const { address, port } = flow.local;
    dialog.owner.sip(
      'application',
      data.length,
      { protocol: flow.protocol, address, port },
      Date.now(),
      'unsolicited',
      dialog.id,
      '',
      data,
    );
  });
}
