import { type Dialog, type Endpoint, type Flow, METHODS, type Protocol } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { OutgoingRequest } from '../uac/outgoing-request.js';
import type { PendingRequest } from '../uas/pending-request.js';
import type { ReliableSender } from './reliable-sender.js';
import type { SessionState } from './session-timer.js';

/** Where a dialog's requests go when the addresses in its messages cannot be reached from here. */
export interface NatRoute extends Endpoint {
  readonly protocol: Protocol;
}

/** An ACK we owe, or have sent, for a 2xx to an INVITE of ours. */
export interface OwedAck {
  readonly seq: number;
  /** Credentials of the INVITE, which its ACK repeats (RFC 3261 §22.1). */
  readonly credentials: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** The ACK as sent, for 2xx that come again while the transaction of the INVITE still hears them. */
  sent?: { readonly data: Buffer; readonly flow: Flow };
}

/** A dialog and what surrounds it: the application that owns it, the flow it uses, and what is under way in it. */
export class CallDialog {
  /**
   * `<Call-ID>;from-tag=<tag>`: the form that drachtio-srf composes by itself. While several forks of one INVITE are early, all but the first have
   * `;to-tag=<their tag>` behind it; the one that answers gets the plain form.
   */
  id: string;
  /** True from the 2xx on. */
  confirmed = false;
  ended = false;
  /** True once it is a call that outlives its application: our 2xx was sent, or theirs acknowledged. */
  established = false;
  natRoute: NatRoute | undefined;
  /** Re-INVITE of ours, or theirs, that has no final response. */
  ourInvite: OutgoingRequest | undefined;
  theirInvite: PendingRequest | undefined;
  /** UPDATE of ours with an offer, or any of theirs, that has no final response (RFC 3311 §5). */
  ourUpdate: OutgoingRequest | undefined;
  theirUpdate: PendingRequest | undefined;
  /** True when the offer of the first INVITE was answered in a reliable provisional. */
  offerAnswered = false;
  /** Our answer to an INVITE of theirs until its ACK comes. */
  answer: ReliableSender | undefined;
  /** Our reliable provisional until its PRACK comes. */
  provisional: ReliableSender | undefined;
  /** The RAck that a PRACK has to carry; outlives the repetition when the final answer did not wait for it. */
  awaitedRack: string | undefined;
  /** Until it is sent. */
  owedAck: OwedAck | undefined;
  /** False in a dialog of subscriptions only: its call has ended, or there never was one (RFC 5057). */
  hasCall: boolean;
  /** Until when its subscriptions last, by event package and id. */
  subscriptions: Map<string, number> | undefined;
  session: SessionState | undefined;
  /** Our refreshing re-INVITE is under way. */
  refreshing = false;
  /** Its place in the list of what is due; 0: none. */
  dueSecond = 0;
  /** The application cancelled, but the 2xx was faster: BYE follows its ACK. */
  endAfterAck = false;
  /** Number of its record in the journal; 0 while it has none. */
  journalNo = 0;
  /** Waits for the next batch of the journal. */
  journalQueued = false;
  private readonly tagKey: string;

  constructor(
    readonly sip: Dialog,
    /** Method of the request that made it. */
    readonly method: string,
    public owner: AppConnection,
    /** Flow of the last message in either direction that tells where the peer is. */
    public flow: Flow,
    /** Contact value that we gave to the peer. */
    public localContact: string,
  ) {
    this.id = `${sip.callId};from-tag=${sip.role === 'uas' ? sip.remoteTag : sip.localTag}`;
    this.hasCall = method === METHODS.INVITE;
    this.tagKey = owner.tagKey;
  }

  get role(): 'uas' | 'uac' {
    return this.sip.role;
  }

  /** Which connections may take over. */
  get ownerTags(): string {
    return this.tagKey;
  }
}

/** The id by which applications know the dialog of a request that we send or receive. */
export const appDialogId = (callId: string, fromTag: string): string => `${callId};from-tag=${fromTag}`;
