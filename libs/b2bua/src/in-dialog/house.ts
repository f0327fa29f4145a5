import type { Cause, Logger } from '@switchyard/kernel';
import type { BridgePlan, CallInProgress, TargetTry } from '../bridge-plan.js';
import type { CallSetup, SetupFailed } from '../call-setup.js';
import type { EstablishedCall } from '../established-call.js';
import type { Incoming } from '../incoming.js';
import type { Credentials, SipLink } from '../link.js';
import type { MediaOptions, MediaPort } from '../media-port.js';
import type { MediaSession } from '../media-session.js';
import type { StoredLeg } from '../stored-leg.js';
import type { Replaces } from './replaces.js';
import type { TransferTarget } from './transfer.js';

/** What a REFER of a phone asks for. */
export interface ReferAsked<F> {
  readonly callUid: string;
  /** Of the call that is to be transferred. */
  readonly facts: F;
  readonly user: string;
  readonly host: string;
  readonly scheme: string;
  /** Attended: the call with the target. */
  readonly other: { readonly callUid: string; readonly facts: F } | undefined;
  readonly incoming: Incoming;
}

/** A call to make for the transferred party, or the leg that two parties get who already are in calls. */
export type ReferDecision<F> =
  | { readonly kind: 'refused'; readonly cause: Cause }
  | { readonly kind: 'call'; readonly plan: BridgePlan<F> }
  | { readonly kind: 'join'; readonly legUid: string; readonly facts: F; readonly at: string };

/** An INFO inside a call. */
export interface InfoAsked<F> {
  readonly legUid: string;
  readonly callUid: string;
  readonly facts: F;
  /** False: a hop of ours sent it. */
  readonly fromPhone: boolean;
  readonly incoming: Incoming;
}

/** What is done about it: it is passed to the other side, answered here, or begins or ends the recording of this leg. */
export type InfoDecision =
  | { readonly kind: 'pass' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'refuse'; readonly cause: Cause }
  /** `about`: what is to be known of the recording when the call is over. */
  | { readonly kind: 'record'; readonly about: string }
  | { readonly kind: 'stop-recording' };

/** Who takes a call by INVITE with Replaces. */
export interface TakePlan<F> {
  readonly legUid: string;
  readonly facts: F;
  readonly at: string;
  /** For records and logs. */
  readonly name: string;
  readonly media: MediaOptions;
}

/** The rest of the switchboard, as transfers and pickups need it. */
export interface House<F> {
  readonly app: string;
  readonly link: SipLink;
  readonly media: MediaPort;
  readonly logger: Logger;
  readonly nowMs: () => number;
  readonly onRefer: ((refer: ReferAsked<F>) => Promise<ReferDecision<F>>) | undefined;
  /** The answered call, or the call that rings, whose dialog a Replaces names. */
  readonly talking: (replaces: Replaces) => Promise<EstablishedCall | undefined>;
  readonly dialling: (replaces: Replaces) => Dialling<F> | undefined;
  /** Takes a leg into the books. */
  readonly establish: (leg: StoredLeg, media: MediaSession, credentials?: Credentials) => Promise<EstablishedCall>;
  readonly ringing: (call: CallInProgress<F>) => void;
  readonly answered: (call: CallInProgress<F>) => void;
  /** A leg that never was answered has ended. */
  readonly failed: (plan: BridgePlan<F>, startedAtMs: number, tries: readonly TargetTry[], failed: SetupFailed) => void;
  readonly track: (running: Promise<unknown>) => void;
}

/** A call that rings: its setup, and the hook by which another caller stands in for the phone that dialled. */
export interface Dialling<F> {
  readonly plan: BridgePlan<F>;
  readonly setup: CallSetup<F>;
  /** The target as a transfer sees it; undefined when it cannot be handed on. */
  readonly handOn: (meeting: { readonly house: House<F>; readonly legUid: string; readonly facts: F }) => TransferTarget | undefined;
}
