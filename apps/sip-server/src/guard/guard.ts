import { performance } from 'node:perf_hooks';
import type { Logger } from '@switchyard/kernel';
import {
  type Admit,
  type Endpoint,
  HEADERS,
  hostPort,
  METHODS,
  type ParseFailure,
  type Protocol,
  type Received,
  type Refusal,
  type SipMessage,
} from '@switchyard/sip';
import { type RefusalCause, REFUSALS } from './causes.js';
import { DatagramMemory } from './datagram-memory.js';
import { STANDING, type Standing } from './endpoint-table.js';
import { answerOffer, PeerLoads } from './feedback.js';
import { FloodWatch } from './flood-watch.js';
import type { GuardLimits } from './guard-limits.js';
import { OverloadControl, type Work, WORK } from './overload.js';
import { type Fullness, Pressure, STEP_MS } from './pressure.js';
import { Proofs } from './proofs.js';
import { RAW, rawKind, scanRawHead } from './raw-request.js';
import type { ReceiveQueue } from './receive-queue.js';
import { RefusalLog } from './refusal-log.js';
import { hashOfAddress, hashOfEndpoint } from './source-hash.js';
import { SourceTable } from './source-table.js';
import { hasRules, spamHeader, type SpammerRules } from './spammers.js';
import { TokenBucket } from './token-bucket.js';

/** What the guard asks the rest of the server. */
export interface GuardView {
  readonly transactions: () => number;
  readonly dialogs: () => number;
  readonly applications: () => number;
  /** Requests that no application has looked at. */
  readonly waiting: () => number;
  /** The most bytes that one application has not read. */
  readonly unsentBytes: () => number;
  readonly hasDialog: (request: SipMessage) => boolean;
  /** A request of a dialog or transaction that is not here, which nobody can do anything with. */
  readonly isLost: (request: SipMessage) => boolean;
}

export interface GuardOptions {
  readonly limits: GuardLimits;
  readonly spammers: SpammerRules;
  readonly logger: Logger;
  readonly view: GuardView;
  readonly isBlacklisted?: ((address: string) => boolean) | undefined;
  /** Whether peers that offer RFC 7339 are answered. */
  readonly feedback: boolean;
}

const SOURCES = 16_384;
const FAULTS_SECONDS = 10;
/** Shares of each bound that are open to those with less standing, so that the rest is there for those with more. */
const SHARE_OF: Readonly<Record<Work, number>> = {
  [WORK.PRIORITY]: 1.02,
  [WORK.CONTINUED]: 1,
  [WORK.PROVEN]: 1,
  [WORK.ACCEPTED]: 0.85,
  [WORK.STRANGER]: 0.7,
};
/** Requests inside dialogs come last: they have what is above the bound. */
const SHARE_IN_DIALOG = 1.1;
/** So many times as many refusals are answered to those who are where they say; even these must leave time for what is admitted. */
const MORE_TO_PROVEN = 3;
/** New requests per step above which they may be the cause of a long queue. */
const BUSY_PER_STEP = 20;
/**
 * Decides what is let in. `admit` looks at raw bytes and only ever drops, for what it drops may be the repetition of something that is being
 * served. `refuseNew` looks at parsed requests that match no transaction and answers. Everything it remembers has a fixed size.
 */
export class Guard {
  readonly refusals: RefusalLog;
  readonly proofs: Proofs;
  readonly pressure: Pressure;
  readonly sources: SourceTable;
  readonly flood: FloodWatch;
  readonly overload = new OverloadControl();
  readonly peers = new PeerLoads();
  private readonly memory = new DatagramMemory();
  readonly parseErrors = new Map<string, number>();
  /** Messages that arrived, by transport, and their bytes. */
  readonly arrived: Record<Protocol, number> = { udp: 0, tcp: 0, tls: 0, ws: 0, wss: 0 };
  arrivedBytes = 0;
  private readonly answers: TokenBucket;
  private readonly answersToProven: TokenBucket;
  private readonly priorityBytes: readonly Buffer[];
  private timer: NodeJS.Timeout | undefined;
  /** False: nothing is on that needs more than the first bytes of a datagram. */
  private isWatchful = false;
  private blacklistInUse = false;
  private faultyUntilMs = 0;

  constructor(private readonly options: GuardOptions) {
    const { limits } = options;
    this.refusals = new RefusalLog(options.logger, limits.refusalLines);
    this.sources = new SourceTable(SOURCES, limits.sourceRate, limits.sourceRate * 2, limits.malformedPerSource / FAULTS_SECONDS);
    this.flood = new FloodWatch(limits.newcomerRate);
    this.proofs = new Proofs(() => this.flood.proved());
    this.pressure = new Pressure(limits);
    this.answers = new TokenBucket(limits.answersPerSec, limits.answersPerSec);
    const toProven = limits.answersPerSec * MORE_TO_PROVEN;
    this.answersToProven = new TokenBucket(toProven, toProven);
    this.priorityBytes = limits.priorityUris.map((uri) => Buffer.from(uri.toLowerCase()));
  }

  get limits(): GuardLimits {
    return this.options.limits;
  }

  start(receiveQueue: ReceiveQueue): void {
    this.pressure.start(receiveQueue);
    this.timer = setInterval(() => this.step(), STEP_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The blacklist was read: from now on it is asked. */
  watchBlacklist(isInUse: boolean): void {
    this.blacklistInUse = isInUse;
    this.isWatchful ||= isInUse;
  }

  readonly admit: Admit = (data, address, port, protocol) => {
    this.arrived[protocol] += 1;
    this.arrivedBytes += data.length;
    const kind = rawKind(data);
    if (kind === RAW.JUNK) {
      this.flood.sawBad();
      return this.drop('junk', address, port, protocol);
    }
    if (!this.isWatchful || kind === RAW.PING || kind === RAW.RESPONSE) return true;
    return this.examine(data, kind, address, port, protocol);
  };

  /** Asked about parsed requests that match no transaction, before anything is kept for them. */
  refuseNew(received: Received): Refusal | undefined {
    const { message, flow } = received;
    const { method } = message;
    const { address, port } = flow.remote;
    const nowMs = performance.now();
    if (this.options.feedback && message.get('via')?.includes(';oc') === true) answerOffer(message, this.overload.share, Date.now());
    const source = hashOfAddress(address);
    const endpoint = hashOfEndpoint(source, port);
    const standing = this.proofs.standing(flow.protocol, endpoint, nowMs);
    if (method === METHODS.CANCEL || message.toTag() !== undefined) return this.refuseLater(received, standing);

    const { spammers } = this.options;
    if (hasRules(spammers)) {
      const header = spamHeader(spammers, message);
      if (header !== undefined) return this.refuse('spammer', message, address, port, nowMs, header, spammers.action === 'discard');
    }
    if (!this.sources.take(source, nowMs)) return this.refuse('source-rate', message, address, port, nowMs);
    const perSource = this.limits.maxTransactionsPerSource;
    if (perSource > 0 && this.sources.openOf(source) >= perSource) {
      return this.refuse('source-transactions', message, address, port, nowMs, String(perSource));
    }
    if (standing !== STANDING.PROVEN && flow.protocol === 'udp' && !this.flood.isOn)
      this.noteUnproven(endpoint, standing, method === METHODS.INVITE, nowMs);
    const work = this.workOf(message, standing);
    const full = this.fullBound(method, SHARE_OF[work]);
    if (full !== undefined) return this.refuse(full, message, address, port, nowMs);
    if (!this.overload.admit(work)) {
      return this.refuse('overload', message, address, port, nowMs, this.pressure.load.sign, false, standing === STANDING.PROVEN);
    }
    if (perSource > 0) this.sources.opened(source, nowMs);
    return undefined;
  }

  /** A peer answered a request of ours: what it says of its load is kept. */
  peerAnswered({ message, flow }: Received): void {
    const via = message.get('via');
    if (via === undefined || !via.includes(';oc=')) return;
    const parsed = message.via();
    if (parsed !== undefined) this.peers.learn(hostPort(flow.remote.address, flow.remote.port), parsed, Date.now());
  }

  /** Whether the next hop has asked for fewer requests and this one has to stay (RFC 7339 §5.4); counted and logged when so. */
  peerRefuses(remote: Endpoint, request: SipMessage): boolean {
    if (this.peers.size === 0 || request.toTag() !== undefined || request.method === METHODS.CANCEL || request.method === METHODS.ACK)
      return false;
    if (!this.peers.isRefused(hostPort(remote.address, remote.port), Date.now()) || this.hasPriority(request)) return false;
    this.refused('peer-overload', request, remote, REFUSALS['peer-overload'].status);
    return true;
  }

  /** A request of the network has its final response: counted only where sources are bounded. */
  concluded(address: string): void {
    this.sources.closed(hashOfAddress(address));
  }

  /** A message could not be parsed. False: it shall not be answered. */
  malformed(failure: ParseFailure, address: string, port: number, protocol: Protocol): boolean {
    const nowMs = performance.now();
    this.parseErrors.set(failure.code, (this.parseErrors.get(failure.code) ?? 0) + 1);
    this.flood.sawBad();
    if (this.limits.malformedPerSource > 0) {
      const faults = this.sources.fault(hashOfAddress(address), nowMs);
      if (faults > this.limits.malformedPerSource) {
        this.faultyUntilMs = nowMs + FAULTS_SECONDS * 1_000;
        this.isWatchful = true;
      }
    }
    if (this.refusals.count('malformed')) {
      const { partial } = failure;
      const detail = `${failure.code}: ${failure.header === undefined ? '' : `${failure.header}: `}${failure.text}`;
      const known = { method: partial?.method, callId: partial?.get('call-id') };
      this.refusals.write('malformed', { source: address, port, protocol, status: failure.status, detail, ...known });
    }
    return this.mayAnswer(nowMs);
  }

  /** Counts and logs what another room refuses. */
  refused(cause: RefusalCause, message: SipMessage, remote: Endpoint, status: number): void {
    if (!this.refusals.count(cause)) return;
    this.refusals.write(cause, {
      source: remote.address,
      port: remote.port,
      method: message.method,
      callId: message.get('call-id'),
      status,
    });
  }

  /** An ACK, or a response, that belongs to nothing here. */
  stray({ flow }: Received): void {
    const { address, port } = flow.remote;
    const nowMs = performance.now();
    this.noteStray(flow.protocol, this.proofs.standing(flow.protocol, hashOfEndpoint(hashOfAddress(address), port), nowMs), nowMs);
  }

  /** A bound that a new request of an application would break; counted and logged when so. What belongs to calls that were let in comes last. */
  isFull(remote: Endpoint, request: SipMessage): boolean {
    if (request.toTag() !== undefined || request.method === METHODS.CANCEL || request.method === METHODS.BYE) return false;
    const full = this.fullBound(request.method, SHARE_IN_DIALOG);
    if (full === undefined) return false;
    this.refused(full, request, remote, REFUSALS[full].status);
    return true;
  }

  private examine(data: Buffer, kind: number, address: string, port: number, protocol: Protocol): boolean {
    const nowMs = performance.now();
    const source = hashOfAddress(address);
    const endpoint = hashOfEndpoint(source, port);
    const standing = this.proofs.standing(protocol, endpoint, nowMs);
    const { malformedPerSource } = this.limits;
    if (malformedPerSource > 0 && standing < STANDING.PROVEN && this.sources.faultsOf(source, nowMs) > malformedPerSource) {
      return this.drop('malformed-source', address, port, protocol);
    }
    const isListed = this.blacklistInUse && this.options.isBlacklisted?.(address) === true;
    if (!isListed && (!this.flood.isOn || standing === STANDING.PROVEN)) return true;
    const head = scanRawHead(data, endpoint);
    const isClaim = kind !== RAW.REQUEST || head.hasToTag;
    if (isListed && !isClaim) return this.drop('blacklisted', address, port, protocol);
    if (!this.flood.isOn || protocol !== 'udp') return true;
    if (isClaim || head.hasPriority || this.isPriorityUri(data)) {
      return this.flood.hearsClaim(head.fingerprint, nowMs) || this.drop('flood', address, port, protocol);
    }
    return this.flood.hears(standing, head.fingerprint, nowMs) || this.drop('flood', address, port, protocol);
  }

  /** What belongs to a dialog or a transaction, or says so. */
  private refuseLater({ message, flow }: Received, standing: Standing): Refusal | undefined {
    const { method } = message;
    const { view, limits } = this.options;
    const { address, port } = flow.remote;
    const nowMs = performance.now();
    if (standing < STANDING.PROVEN && flow.protocol === 'udp' && !view.hasDialog(message)) {
      const isLost = view.isLost(message);
      if (isLost || method !== METHODS.CANCEL) this.noteStray(flow.protocol, standing, nowMs);
      // Nothing is kept for strangers that guess at dialogs. A Route may lead to a dialog of others that only passes here.
      const isGuess = this.flood.isOn && method !== METHODS.CANCEL && !message.has('route');
      if (isLost || isGuess) return this.refuse('dialog-unknown', message, address, port, nowMs);
    }
    if (method === METHODS.BYE || method === METHODS.PRACK || method === METHODS.CANCEL) return undefined;
    if (view.transactions() >= limits.maxTransactions * SHARE_IN_DIALOG) {
      return this.refuse('transactions-full', message, address, port, nowMs);
    }
    if (this.overload.isSevere && this.workOf(message, standing) !== WORK.PRIORITY) {
      return this.refuse('overload', message, address, port, nowMs, this.pressure.load.sign);
    }
    return undefined;
  }

  private workOf(message: SipMessage, standing: Standing): Work {
    if (this.overload.isActive && this.hasPriority(message)) return WORK.PRIORITY;
    if (standing === STANDING.PROVEN) return hasCredentials(message) ? WORK.CONTINUED : WORK.PROVEN;
    return standing === STANDING.ACCEPTED ? WORK.ACCEPTED : WORK.STRANGER;
  }

  private hasPriority(message: SipMessage): boolean {
    const uri = message.requestUri.toLowerCase();
    if (this.limits.priorityUris.some((begin) => uri.startsWith(begin.toLowerCase()))) return true;
    const resource = message.get('resource-priority')?.toLowerCase();
    return resource !== undefined && this.limits.priorityNamespaces.some((namespace) => resource.startsWith(`${namespace}.`));
  }

  private isPriorityUri(data: Buffer): boolean {
    const start = data.indexOf(32) + 1;
    return this.priorityBytes.some((begin) => begin.every((byte, at) => lower(data[start + at]) === byte));
  }

  private fullBound(method: string, share: number): RefusalCause | undefined {
    const { view } = this.options;
    if (view.transactions() >= this.limits.maxTransactions * share) return 'transactions-full';
    if ((method === METHODS.INVITE || method === METHODS.SUBSCRIBE) && view.dialogs() >= this.limits.maxDialogs * share) {
      return 'dialogs-full';
    }
    if (view.waiting() >= this.limits.maxWaitingPerApplication * Math.max(1, view.applications()) * share) return 'application-busy';
    return undefined;
  }

  private noteStray(protocol: Protocol, standing: Standing, nowMs: number): void {
    if (standing === STANDING.PROVEN || protocol !== 'udp') return;
    this.flood.stray(nowMs);
    this.isWatchful ||= this.flood.isOn;
  }

  private noteUnproven(endpoint: number, standing: Standing, beginsCall: boolean, nowMs: number): void {
    this.flood.unproven(endpoint, standing, beginsCall, nowMs);
    this.isWatchful ||= this.flood.isOn;
  }

  private refuse(
    cause: RefusalCause,
    message: SipMessage,
    address: string,
    port: number,
    nowMs: number,
    detail?: string,
    isSilent = false,
    isProven = false,
  ): Refusal {
    // Who is where it says and hears nothing comes back seven times, which costs more than the answer.
    const isAnswered = !isSilent && ((isProven && this.answersToProven.take(nowMs)) || this.mayAnswer(nowMs));
    const status = isAnswered ? REFUSALS[cause].status : 0;
    if (this.refusals.count(cause)) {
      this.refusals.write(cause, { source: address, port, method: message.method, callId: message.get('call-id'), status, detail });
    }
    if (status !== 503) return { status };
    return { status, header: [HEADERS.RETRY_AFTER, String(this.retryAfterSec())] };
  }

  /** Random, so that those who were refused together do not come back together. */
  private retryAfterSec(): number {
    return Math.max(1, Math.round(this.limits.retryAfterSec * (0.5 + Math.random())));
  }

  private mayAnswer(nowMs: number): boolean {
    if (this.answers.take(nowMs)) return true;
    this.refusals.count('answers-spent');
    return false;
  }

  private drop(cause: RefusalCause, source: string, port: number, protocol: Protocol): false {
    if (this.refusals.count(cause)) this.refusals.write(cause, { source, port, protocol, status: 0 });
    return false;
  }

  /** What is done every 100 ms. */
  step(): void {
    const { pressure, overload, flood } = this;
    const nowMs = performance.now();
    // What a flood leaves in the queue goes away with the flood, not with the few requests that are let in.
    const mindsQueue = !flood.isOn || overload.admittedPerStep >= BUSY_PER_STEP;
    pressure.step(nowMs, this.fullness(), overload.isActive, mindsQueue);
    const before = overload.isActive;
    overload.step(pressure.steadyLevel(before));
    if (before !== overload.isActive) this.tellOverload();
    if (flood.tick(nowMs, pressure.isPressed)) this.tellFlood();
    this.isWatchful = flood.isOn || this.blacklistInUse || nowMs < this.faultyUntilMs;
    this.refusals.tick(nowMs);
    this.memory.step(this.arrivedBytes, flood.isOn);
  }

  private fullness(): Fullness {
    const { view, limits } = this.options;
    return {
      transactions: view.transactions() / limits.maxTransactions,
      waiting: view.waiting() / (limits.maxWaitingPerApplication * Math.max(1, view.applications())),
      unsent: view.unsentBytes() / limits.maxControlBacklog,
    };
  }

  private tellOverload(): void {
    const { level, sign } = this.pressure.load;
    if (this.overload.isActive) this.options.logger.warn('overload: new work is shed', { level: Number(level.toFixed(2)), sign });
    else this.options.logger.warn('overload is over');
  }

  private tellFlood(): void {
    if (this.flood.isOn) this.options.logger.warn('flood: strangers are heard when they repeat their requests');
    else this.options.logger.warn('flood is over');
  }
}

const hasCredentials = (message: SipMessage): boolean => message.has('authorization') || message.has('proxy-authorization');

const lower = (byte: number | undefined): number => (byte === undefined ? 0 : byte >= 65 && byte <= 90 ? byte | 32 : byte);
