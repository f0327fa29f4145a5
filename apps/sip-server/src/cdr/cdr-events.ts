import type { SipMessage } from '@switchyard/sip';
import type { AppRegistry } from '../control/app-registry.js';

export type CdrSource = 'network' | 'application';
export type CdrRole = 'uac' | 'uas' | 'proxy-uac' | 'proxy-uas';
/** The words of the control protocol. `system-initiated-termination` is said of the call that was answered while it was cancelled. */
export type CdrReason = 'normal-release' | 'call-rejected' | 'call-canceled' | 'session-expired' | 'system-initiated-termination';

/**
 * Tells an application that registered for it, each time the next in turn, when a call is tried, answered and over. Nothing is written,
 * not even a message put together, while none has.
 */
export class CdrEvents {
  constructor(private readonly apps: AppRegistry) {}

  /** An INVITE was taken from the network, or sent by an application or a proxy. */
  attempt(source: CdrSource, invite: SipMessage | Buffer): void {
    this.apps.next('cdr:attempt')?.cdr('cdr:attempt', source, undefined, bytesOf(invite));
  }

  /** A 2xx to it was received, or sent. */
  start(source: CdrSource, role: CdrRole, answer: SipMessage | Buffer): void {
    this.apps.next('cdr:start')?.cdr('cdr:start', source, role, bytesOf(answer));
  }

  /** It failed, or the call has ended. `message` is what said so. */
  stop(source: CdrSource, reason: CdrReason, message: SipMessage | Buffer): void {
    this.apps.next('cdr:stop')?.cdr('cdr:stop', source, reason, bytesOf(message));
  }
}

const bytesOf = (message: SipMessage | Buffer): Buffer => (Buffer.isBuffer(message) ? message : message.toBuffer());
