import { performance } from 'node:perf_hooks';
import { type Endpoint, METHODS, type Protocol, type Received, type SipMessage } from '@switchyard/sip';
import { EndpointTable, STANDING, type Standing } from './endpoint-table.js';
import { hashOfAddress, hashOfEndpoint } from './source-hash.js';

const ENDPOINTS = 65_536;
const PASSED_ANSWERS = 16_384;
/** Longer than registrations usually last, so that a phone that refreshes stays known. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Our tags have 20 characters; an application's own may be shorter, but a guess must not do. */
const TAG_THAT_PROVES = 8;

/**
 * Learns from what passes who is where his datagrams say: who has repeated what only he can have received. An address in UDP may be forged, the
 * answer to it arrives at its owner. Of a fixed size.
 */
export class Proofs {
  readonly endpoints = new EndpointTable(ENDPOINTS, REMEMBERED_MS);
  private readonly passedAnswers = new Int32Array(PASSED_ANSWERS);

  /** `onProven`: somebody has become proven who was not. */
  constructor(private readonly onProven: () => void) {}

  /** Streams cannot be forged, but may be anybody's. */
  standing(protocol: Protocol, endpoint: number, nowMs: number): Standing {
    const standing = this.endpoints.standingOf(endpoint, nowMs);
    return protocol === 'udp' || standing > STANDING.ANSWERED ? standing : STANDING.ANSWERED;
  }

  /** It has shown so much. */
  vouch(remote: Endpoint, standing: Standing): void {
    this.raise(hashOf(remote), standing, performance.now());
  }

  /** An ACK of a failed INVITE: with our tag it proves the sender. */
  failureAcknowledged({ message, flow }: Received, hasSentTag: (tag: string) => boolean): void {
    const endpoint = hashOf(flow.remote);
    const nowMs = performance.now();
    if (this.isProven(endpoint, nowMs)) return;
    const tag = message.toTag();
    if (tag !== undefined && tag.length >= TAG_THAT_PROVES && hasSentTag(tag)) this.raise(endpoint, STANDING.PROVEN, nowMs);
  }

  /** An application (or a target, when `isProxied`) answered a request that is outside dialogs. */
  answered(request: SipMessage, remote: Endpoint, status: number, isProxied: boolean): void {
    const endpoint = hashOf(remote);
    const nowMs = performance.now();
    const before = this.endpoints.standingOf(endpoint, nowMs);
    if (before === STANDING.PROVEN || status < 200) return;
    let standing: Standing = STANDING.ANSWERED;
    if (status < 300) {
      // Credentials that were accepted hold a nonce of ours, so the challenge has reached the sender.
      const isChallenged = before !== STANDING.STRANGER && (request.has('authorization') || request.has('proxy-authorization'));
      if (isChallenged) standing = STANDING.PROVEN;
      // Who sent an INVITE proves itself by the ACK for our 200.
      else if (isProxied || request.method !== METHODS.INVITE) standing = STANDING.ACCEPTED;
    }
    this.raise(endpoint, standing, nowMs);
  }

  /** A 2xx of a target to a call that only passes here: the caller cannot know its To tag from anywhere else. */
  proxiedAnswer(remote: Endpoint, callId: string, toTag: string): void {
    if (this.isProven(hashOf(remote), performance.now())) return;
    const print = hashOfAddress(callId + toTag);
    this.passedAnswers[print & (PASSED_ANSWERS - 1)] = print;
  }

  /** An ACK that passes here: with the To tag of an answer that passed it proves the caller. */
  proxiedAck(remote: Endpoint, ack: SipMessage): void {
    const endpoint = hashOf(remote);
    const nowMs = performance.now();
    if (this.isProven(endpoint, nowMs)) return;
    const print = hashOfAddress(ack.callId() + (ack.toTag() ?? ''));
    if (this.passedAnswers[print & (PASSED_ANSWERS - 1)] === print) this.raise(endpoint, STANDING.PROVEN, nowMs);
  }

  private isProven(endpoint: number, nowMs: number): boolean {
    return this.endpoints.standingOf(endpoint, nowMs) === STANDING.PROVEN;
  }

  private raise(endpoint: number, standing: Standing, nowMs: number): void {
    if (this.endpoints.raise(endpoint, standing, nowMs) && standing === STANDING.PROVEN) this.onProven();
  }
}

const hashOf = ({ address, port }: Endpoint): number => hashOfEndpoint(hashOfAddress(address), port);
