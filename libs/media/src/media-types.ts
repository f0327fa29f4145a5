import type { MediaKind } from './media-kinds.js';

/** Where a media session lives. Plain JSON: it is stored with the leg, so that a restarted process finds the session again. */
export interface RelayRef {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** One media session: the relay knows it by `callId`; tags name its sides and need not be the tags of SIP. */
export interface MediaCall {
  readonly callId: string;
  readonly fromTag: string;
  /** Of the other side. In an offer: re-describes a session to a side that is already known by this tag. */
  readonly toTag?: string | undefined;
  /**
   * One far side of several. rtpengine then gives each branch ports of its own on both sides, the near side's too: use it only
   * where the sides need different kinds of media. Targets that ring in turn or together share one `toTag` instead, and the
   * near side's ports stay what they were.
   */
  readonly branch?: string | undefined;
  /** Given: this relay and no other (a re-offer, or a session of before a restart). */
  readonly relay?: RelayRef | undefined;
}

/** What to free: the whole session, or with `branch` and `fromTag` one far side of it. */
export interface MediaDelete {
  readonly callId: string;
  readonly fromTag?: string | undefined;
  readonly branch?: string | undefined;
  readonly relay?: RelayRef | undefined;
}

/** What is known of one side of a session. Plain JSON: it is stored with the leg, so that a re-INVITE after a restart keeps its kind. */
export interface MediaOptions {
  /** What is spoken to this side; plain RTP when absent. Of a side that has offered, its own SDP says it. */
  readonly kind?: MediaKind | undefined;
  /** Plain RTP of this side is refused. */
  readonly srtp?: 'required' | undefined;
  /** False: its signalling is not encrypted, so SRTP keys may not be in it. */
  readonly sdes?: false | undefined;
  /** This side may send from elsewhere than it receives (a gateway that was asked to be trusted): its address is its SDP's, for good. */
  readonly asymmetric?: true | undefined;
  /** Encoding names that pass, most wanted first: `PCMA`, `speex/16000`. Absent: whatever is offered. */
  readonly audio?: readonly string[] | undefined;
  readonly video?: readonly string[] | undefined;
  /** False: no T.38. */
  readonly t38?: false | undefined;
  /** Encoding names that offers get besides their own; the relay transcodes. */
  readonly transcode?: readonly string[] | undefined;
  /** The address family that this side is told of; absent: that of the offer. */
  readonly family?: 'IP4' | 'IP6' | undefined;
  /** Which relays may carry it; null or absent: those of the default set. */
  readonly relaySetId?: number | null | undefined;
  /**
   * SIP source address of that side. Given: the endpoint is behind NAT, so the address in its SDP is ignored and the relay
   * sends to this address until it has learnt the real one from packets. Absent: the address in the SDP is trusted.
   */
  readonly source?: string | undefined;
  /** Name of the side in statistics and recordings. */
  readonly label?: string | undefined;
  /** Further ng flags, verbatim. */
  readonly flags?: readonly string[] | undefined;
}

/**
 * `no-relay` none is configured, enabled and alive; `timeout` the relay of this session did not answer; `session-lost` it
 * answered, but has forgotten the session (it was restarted); `refused` it cannot serve this SDP.
 */
export interface MediaFailure {
  readonly code: 'no-relay' | 'timeout' | 'session-lost' | 'refused';
  readonly cause: 'media-relay-missing' | 'media-refused' | 'media-encryption-refused';
  readonly text: string;
}

/** What passed through one side of a session, as the relay counted it. */
export interface MediaSideStats {
  readonly tag: string;
  readonly label: string;
  readonly packets: number;
  readonly bytes: number;
}

/** RTP received by the relay over the whole session; empty `sides` when the relay no longer knew the session. */
export interface MediaStats {
  readonly packets: number;
  readonly bytes: number;
  readonly errors: number;
  readonly sides: readonly MediaSideStats[];
}

export interface RelayHealth extends RelayRef {
  readonly alive: boolean;
  /** Sessions of this process on this relay. */
  readonly sessions: number;
}
