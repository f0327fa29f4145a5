import {
  type ClientTransaction,
  type Endpoint,
  type Flow,
  METHODS,
  randomToken,
  type Received,
  responseTo,
  type ServerTransaction,
  SipMessage,
  uriIn,
} from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { STANDING } from '../guard/endpoint-table.js';
import { type Alternatives, findFlow, FLOW_FAILURE_STATUS } from '../uac/find-flow.js';
import { nextWay, type TargetFailure, withDatagram } from '../uac/try-elsewhere.js';
import { sendTrying } from '../uas/trying.js';
import { bestResponse } from './best-response.js';

export interface ProxyOptions {
  readonly simultaneous: boolean;
  readonly followRedirects: boolean;
  /** Without any response in this time the next target is tried; 0: wait. */
  readonly provisionalTimeoutMs: number;
  /** Without a final response in this time the target is cancelled; 0: wait. */
  readonly finalTimeoutMs: number;
}

/** What the application that asked for the proxying hears. */
export interface ProxyObserver {
  readonly onFinal: (received: Received) => void;
  readonly onDone: () => void;
}

interface Branch {
  readonly target: string;
  /** The target is the contact of a 3xx. */
  readonly redirected: boolean;
  /** Further ways to the target, for when the first fails (RFC 3263 §4.3). */
  others: Alternatives | undefined;
  transaction: ClientTransaction | undefined;
  provisionalSeen: boolean;
  final: boolean;
  /** A CANCEL to be sent as soon as the target has been heard of (RFC 3261 §9.1). */
  cancelWanted: boolean;
  timers: NodeJS.Timeout[];
}

const FORGOTTEN = SipMessage.request('', '');

/** One request on its way to one or several targets: the response context of RFC 3261 §16. */
export class ProxyCore {
  private readonly branches: Branch[] = [];
  private readonly failures: SipMessage[] = [];
  private readonly seen = new Set<string>();
  private queue: string[] = [];
  private answered = false;
  private stopped = false;
  private done = false;
  private starting = false;
  private launched = false;
  private readonly toTag = randomToken();
  private request: SipMessage;
  private readonly method: string;
  private readonly caller: Endpoint;
  /** It begins a call: no re-INVITE that passes by. */
  private readonly isCall: boolean;

  constructor(
    private readonly engine: Engine,
    readonly upstream: ServerTransaction,
    private readonly options: ProxyOptions,
    /** A fresh copy of what is forwarded to a target, without our Via. `redirected` is the contact of a 3xx. */
    private compose: (flow: Flow, target: string, redirected: boolean) => SipMessage,
    private observer?: ProxyObserver,
  ) {
    this.request = upstream.request;
    this.method = this.request.method;
    this.caller = upstream.received.flow.remote;
    this.isCall = upstream.invite && this.request.lacksToTag();
  }

  /** Launches the first target, or all. False: there is no way to any of them, and the sender has been told. */
  start(targets: readonly string[]): boolean {
    this.engine.proxies.add(this);
    this.upstream.user = { onTransportError: () => this.cancelBranches() };
    if (this.upstream.invite) sendTrying(this.upstream);
    this.queue = [...targets];
    this.starting = true;
    this.advance();
    this.starting = false;
    return !this.done || this.launched;
  }

  /** The sender gave up: it gets 487, the targets CANCEL (RFC 3261 §16.10). */
  cancel(): void {
    this.stopped = true;
    this.queue = [];
    if (this.upstream.isOpen) {
      const refusal = responseTo(this.request, 487, undefined, this.toTag);
      if (this.upstream.respond(refusal)) this.engine.metrics.responseOut(this.method, 487);
      this.engine.cdr.stop('application', 'call-rejected', refusal);
    }
    this.cancelBranches();
    this.finishIfIdle();
  }

  private advance(): void {
    do {
      const target = this.queue.shift();
      if (target === undefined) break;
      this.launch(target, false);
    } while (this.options.simultaneous);
    this.finishIfIdle();
  }

  private launch(target: string, redirected: boolean): void {
    this.seen.add(target);
    const branch: Branch = {
      target,
      redirected,
      others: undefined,
      transaction: undefined,
      provisionalSeen: false,
      final: false,
      cancelWanted: false,
      timers: [],
    };
    this.branches.push(branch);
    findFlow(this.engine, this.engine.habits.outboundProxy ?? target, undefined, (found, others) => {
      if (branch.final) return;
      if (this.stopped || this.answered) {
        this.conclude(branch);
        return this.finishIfIdle();
      }
      if (!found.ok) return this.fail(branch, FLOW_FAILURE_STATUS[found.error]);
      if (this.engine.guard.peerRefuses(found.value.remote, this.request)) return this.fail(branch, 503);
      branch.others = others;
      const { data } = this.send(branch, found.value);
      if (this.isCall) this.engine.cdr.attempt('application', data);
      else if (this.method === METHODS.BYE) this.engine.cdr.stop('application', 'normal-release', data);
      this.startTimers(branch);
    });
  }

  private send(branch: Branch, flow: Flow): ClientTransaction {
    const transaction = this.engine.transactions.request(this.compose(flow, branch.target, branch.redirected), flow, {
      onResponse: (received) => this.receive(branch, received),
      onFailure: (failure) => {
        if (!this.tryElsewhere(branch, failure)) this.fail(branch, failure === 'timeout' ? 408 : 503);
      },
    });
    if (transaction.flow !== flow) branch.others = withDatagram(this.engine, flow, branch.others);
    branch.transaction = transaction;
    this.launched = true;
    this.engine.metrics.requestOut(this.method);
    return transaction;
  }

  /** True when the target has another way that is tried now, in a transaction of its own. */
  private tryElsewhere(branch: Branch, failure: TargetFailure): boolean {
    const { transaction, others } = branch;
    if (transaction === undefined || branch.final || branch.cancelWanted || this.stopped || this.answered) return false;
    if (typeof failure === 'string' && branch.provisionalSeen) return false;
    const flow = nextWay(this.engine, transaction.flow, failure, others);
    if (flow === undefined) return false;
    branch.provisionalSeen = false;
    this.send(branch, flow);
    return true;
  }

  private startTimers(branch: Branch): void {
    const { provisionalTimeoutMs, finalTimeoutMs } = this.options;
    if (provisionalTimeoutMs > 0) {
      branch.timers.push(
        setTimeout(() => {
          if (branch.final || branch.provisionalSeen) return;
          // The silent target is left alone; should it answer yet, it is cancelled.
          this.cancelBranch(branch);
          this.fail(branch, 408);
        }, provisionalTimeoutMs),
      );
    }
    if (finalTimeoutMs > 0) {
      branch.timers.push(
        setTimeout(() => {
          if (branch.final) return;
          this.cancelBranch(branch);
          this.fail(branch, 408);
        }, finalTimeoutMs),
      );
    }
  }

  private receive(branch: Branch, received: Received): void {
    const { message } = received;
    const { status } = message;
    this.engine.metrics.responseIn(this.method, status);
    if (status >= 200) this.engine.guard.proofs.vouch(received.flow.remote, STANDING.PROVEN);
    if (status < 200) return this.receiveProvisional(branch, message);
    if (status < 300) return this.receiveAnswer(branch, received);
    if (status === 503 && this.tryElsewhere(branch, received)) return;
    const late = branch.final;
    this.conclude(branch);
    if (this.isCall) this.engine.cdr.stop('network', status === 487 ? 'call-canceled' : 'call-rejected', message);
    if (late || this.done) return;
    this.observer?.onFinal(received);
    if (status === 401 || status === 407) this.engine.proxies.challenges.remember(message, branch.target);
    if (status === 401 || status === 407 || status >= 600) {
      this.queue = [];
      if (status < 600) this.failures.length = 0;
      this.cancelBranches();
    }
    const redirects =
      status < 400 && this.options.followRedirects && !this.stopped && !this.answered ? message.values('contact').map(uriIn) : [];
    const fresh = redirects.filter((uri) => !this.seen.has(uri));
    if (fresh.length === 0) this.failures.push(withoutOurVia(message));
    for (const uri of fresh) this.launch(uri, true);
    if (fresh.length === 0) this.advance();
  }

  private receiveProvisional(branch: Branch, message: SipMessage): void {
    branch.provisionalSeen = true;
    if (branch.cancelWanted) this.sendCancel(branch);
    if (message.status > 100 && !branch.final && this.upstream.isOpen && !this.stopped) this.passUp(withoutOurVia(message));
  }

  /** Every 2xx goes up at once, also the ones that come again (RFC 3261 §16.7 step 5). */
  private receiveAnswer(branch: Branch, received: Received): void {
    const first = !branch.final;
    this.conclude(branch);
    if (first && this.isCall) this.engine.cdr.start('network', 'proxy-uac', received.message);
    if (!this.stopped || this.upstream.isOpen) this.passUp(withoutOurVia(received.message));
    if (!first) return;
    this.answered = true;
    this.queue = [];
    this.cancelBranches();
    this.observer?.onFinal(received);
    this.finish();
  }

  private fail(branch: Branch, status: number): void {
    if (branch.final) return;
    this.conclude(branch);
    if (this.done) return;
    this.failures.push(responseTo(this.request, status, undefined, this.toTag));
    this.advance();
  }

  private conclude(branch: Branch): void {
    branch.final = true;
    for (const timer of branch.timers) clearTimeout(timer);
    if (this.done) this.letGo();
  }

  private cancelBranches(): void {
    for (const branch of this.branches) if (!branch.final) this.cancelBranch(branch);
  }

  private cancelBranch(branch: Branch): void {
    if (this.method !== METHODS.INVITE) return;
    if (branch.provisionalSeen) this.sendCancel(branch);
    else branch.cancelWanted = true;
  }

  private sendCancel(branch: Branch): void {
    branch.cancelWanted = false;
    if (branch.transaction?.isOpen === true) this.engine.transactions.cancel(branch.transaction);
  }

  private passUp(response: SipMessage): void {
    const sent = this.upstream.respond(response);
    if (sent === undefined) return;
    const { status } = response;
    this.engine.metrics.responseOut(this.method, status);
    if (!this.done) this.engine.guard.proofs.answered(this.request, this.caller, status, true);
    if (this.isCall && status >= 200 && status < 300)
      this.engine.guard.proofs.proxiedAnswer(this.caller, response.callId(), response.toTag() ?? '');
    if (!this.isCall || status < 200) return;
    if (status >= 300) this.engine.cdr.stop('application', 'call-rejected', sent.data);
    else if (!this.answered) this.engine.cdr.start('application', 'proxy-uas', sent.data);
  }

  private finishIfIdle(): void {
    if (this.queue.length > 0 || this.branches.some((branch) => !branch.final)) return;
    if (!this.answered && this.upstream.isOpen && !this.stopped) {
      this.passUp(bestResponse(this.failures) ?? responseTo(this.request, 408, undefined, this.toTag));
    }
    this.finish();
  }

  private finish(): void {
    if (this.done) return;
    this.done = true;
    this.engine.proxies.remove(this);
    if (!this.starting || this.launched) this.observer?.onDone();
    this.letGo();
  }

  /** For 64·T1 a transaction keeps this for further 2xx, which only have to be passed up: nothing else is needed then. */
  private letGo(): void {
    if (this.branches.some(({ final }) => !final)) return;
    this.request = FORGOTTEN;
    this.compose = () => FORGOTTEN;
    this.observer = undefined;
    this.failures.length = 0;
  }
}

/** A response as its sender's request asks for it: the observer still sees it as it came. */
function withoutOurVia(response: SipMessage): SipMessage {
  const copy = response.clone();
  copy.removeFirstValue('via');
  return copy;
}
