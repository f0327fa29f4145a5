import type { Cause, Termination } from '@switchyard/kernel';
import type { FarDialog } from './far-dialog.js';
import type { Rejection } from './fork-rules.js';
import type { Credentials } from './link.js';
import type { MediaOptions } from './media-port.js';
import type { OutgoingIdentity } from './outgoing-headers.js';

/** One address to ring. */
export interface BridgeTarget extends OutgoingIdentity {
  /** For records and logs. */
  readonly name: string;
  /** Request-URI. */
  readonly uri: string;
  /** `sip:host:port;transport=…` when the next hop is not the Request-URI's host (a contact behind NAT). */
  readonly nextHop?: string;
  readonly credentials?: Credentials;
  /** How to find the credentials again after a restart; passwords are never stored with a leg (I10). */
  readonly credentialsRef?: string;
  /** Options of the called side for libs/media. */
  readonly media?: MediaOptions;
  /** Rung in its place when its flow turns out to be gone (430, or nothing comes back; RFC 5626 §7). */
  readonly instead?: BridgeTarget;
}

/** Targets that ring at the same time: the first 2xx wins. */
export interface BridgeAttempt {
  readonly targets: readonly BridgeTarget[];
  /** Targets that join when they are known (a phone that is being woken); undefined: it did not come. The attempt lasts until all have. */
  readonly later?: readonly Promise<BridgeTarget | undefined>[];
  /** The plan's `answerMs` for this attempt: how long phones ring before those behind them in a queue do (serial forking). */
  readonly answerMs?: number;
}

export type AfterFailure = 'next' | 'give-up';

/** A call to connect. `F` are the app's facts: JSON, kept with the established leg and handed back when it ends. */
export interface BridgePlan<F> {
  readonly legUid: string;
  readonly callUid: string;
  readonly facts: F;
  /** Name of the step or process, for `termination.at`. */
  readonly at: string;
  /** Tried one after the other. */
  readonly attempts: readonly BridgeAttempt[];
  /** A target that sent nothing within this time, neither to the INVITE nor to an OPTIONS in the middle of it, has failed. */
  readonly noReplyMs: number;
  /** No final response within this time fails an attempt with 408. */
  readonly answerMs: number;
  /** What one rejecting target means for the others that ring with it. Default: `rfc`. */
  readonly rejection?: Rejection;
  /** The caller is a hop of ours: when it says in its CANCEL that somebody else took the call, the called phones may believe it. */
  readonly believesCaller?: boolean;
  /** After attempt `index` failed. `status` 0: nobody ever replied; `cause`: what one of us said by name. Default: always next. */
  readonly onFailure?: (status: number, index: number, cause: Cause | undefined) => AfterFailure;
  /** Cause when all attempts were used up; default: the cause of the last status. */
  readonly exhausted?: Cause;
  /**
   * The called side sends the caller elsewhere (3xx): the call to make instead, or why there is none. Without it a 3xx is a failure.
   * `contacts`: its addresses, best first.
   */
  readonly onRedirect?: (contacts: readonly string[]) => Promise<BridgePlan<F> | { readonly refused: Cause }>;
  /** Told once what became of a call that a transfer or a redirection made: nobody awaits it. */
  readonly settled?: (outcome: BridgeOutcome) => void;
  /** Authorised time; the call is cut (`credit-cut`) when it is used up. */
  readonly maxDurationMs?: number | null;
  /** Options of the caller's side for libs/media. */
  readonly callerMedia?: MediaOptions;
}

/** What became of one target; `status` 0: it never replied. */
export interface TargetTry {
  readonly attempt: number;
  readonly target: string;
  readonly status: number;
}

export type BridgeOutcome =
  | { readonly kind: 'answered'; readonly target: string; readonly tries: readonly TargetTry[] }
  | {
      readonly kind: 'failed';
      readonly cause: Cause;
      readonly status: number;
      readonly reason: string;
      readonly tries: readonly TargetTry[];
    };

/** A call between its first ring and its end. */
export interface CallInProgress<F> {
  readonly legUid: string;
  readonly callUid: string;
  readonly facts: F;
  readonly target: string;
  /** The dialog with the target, as the target sees it; absent when it gave no tag yet, and for a call that was taken over. */
  readonly far?: FarDialog | undefined;
  /** The dialog of the caller: Call-ID and tag of its INVITE; absent for a call that was taken over. */
  readonly near?: { readonly callId: string; readonly tag: string };
}

/** Reported exactly once for every bridged call, answered or not. */
export interface EndedCall<F> {
  readonly legUid: string;
  readonly callUid: string;
  readonly facts: F;
  readonly startedAtMs: number;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number;
  /** Answer to end; by the monotonic clock unless the process was restarted in between. 0 when unanswered. */
  readonly durationMs: number;
  /** INVITE in → first 18x or final of the target that was used; null when nobody replied. */
  readonly postDialDelayMs: number | null;
  readonly termination: Termination;
  readonly tries: readonly TargetTry[];
  /** The target that answered. */
  readonly winner: string | null;
  /** The process was restarted during the call. */
  readonly restored: boolean;
}
