import { isCause, type Cause } from '@switchyard/kernel';
import { HEADERS, METHODS, parseNameAddr, splitList } from '@switchyard/sip';
import type { BridgeTarget } from './bridge-plan.js';
import { answerUpdate } from './exchange.js';
import { farDialogOf, type FarDialog } from './far-dialog.js';
import type { Credentials, Outgoing, SipLink } from './link.js';
import { inviteHeaders, partyLine } from './outgoing-headers.js';
import type { SrfAck, SrfAnswer } from './srf-surface.js';

export interface BranchEvents {
  readonly onProgress: (branch: Branch, answer: SrfAnswer) => void;
  readonly onAnswered: (branch: Branch, answer: SrfAnswer, ack: SrfAck) => void;
  /** `status` 0: it never replied or could not be reached. `cause`: the named one, when the target is one of us and said it. */
  readonly onFailed: (branch: Branch, status: number, cause: Cause | undefined) => void;
  /** The target moves its media before it answers: our answer to its UPDATE, or undefined when it cannot be served. */
  readonly onUpdate: (branch: Branch, sdp: string) => Promise<string | undefined>;
}

export interface BranchOptions {
  readonly link: SipLink;
  readonly target: BridgeTarget;
  readonly maxForwards: number;
  /** Undefined: late offer, the called side offers in its 200. */
  readonly sdp: string | undefined;
  readonly noReplyMs: number;
  /** Further headers of the INVITE. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One outgoing INVITE. It reports one ending at most; whatever arrives later (a 200 that crossed our CANCEL) is cleaned up here with
 * ACK and BYE (RFC 3261 §9.1), so nobody else needs to remember a branch that lost.
 */
export class Branch {
  readonly target: BridgeTarget;
  /** Last description the called side sent, and what the media relay made of it for the caller. */
  described: { readonly theirs: string; readonly ours: string } | undefined;
  /** The dialog with the target, once it has given a tag. */
  far: FarDialog | undefined;
  /** Contacts of a 3xx, best first (RFC 3261 §8.1.3.4). */
  redirectedTo: readonly string[] | undefined;
  #ended = false;
  readonly #outgoing: Outgoing;
  /** First asks whether the target is there, then gives it up. */
  #silence: NodeJS.Timeout;

  constructor(
    private readonly options: BranchOptions,
    private readonly events: BranchEvents,
  ) {
    const { target, link, sdp, maxForwards } = options;
    this.target = target;
    this.#silence = setTimeout(() => this.#askWhetherThere(), options.noReplyMs / 2);
    this.#outgoing = link.send(
      {
        method: METHODS.INVITE,
        uri: target.uri,
        ...(target.nextHop === undefined ? {} : { nextHop: target.nextHop }),
        headers: {
          ...inviteHeaders(target, maxForwards),
          ...options.headers,
          ...(sdp === undefined ? {} : { [HEADERS.CONTENT_TYPE]: 'application/sdp' }),
        },
        body: sdp,
        credentials: target.credentials,
      },
      {
        onResponse: (answer, ack) => this.#receive(answer, ack),
        onFailed: () => this.#end(0),
        onUpdate: (request, response) => void answerUpdate(request, response, (text) => this.#move(text)),
      },
    );
  }

  /** What it was offered. */
  get offered(): string | undefined {
    return this.options.sdp;
  }

  #move(sdp: string): Promise<string | undefined> {
    return this.#ended ? Promise.resolve(undefined) : this.events.onUpdate(this, sdp);
  }

  /** Ends it from our side; nothing is reported after this. `reason`: value of the Reason header (RFC 3326). */
  cancel(reason?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#silence);
    this.#outgoing.cancel(reason === undefined ? {} : { [HEADERS.REASON]: reason });
  }

  /** It may still be answered. */
  get isOpen(): boolean {
    return !this.#ended;
  }

  #receive(answer: SrfAnswer, ack: SrfAck): void {
    clearTimeout(this.#silence);
    if (answer.status === 100) return;
    if (answer.status < 300) this.far = farDialogOf(answer) ?? this.far;
    else if (answer.status < 400) this.redirectedTo = contactsOf(answer);
    if (answer.status < 200) {
      // Acknowledges a reliable provisional (RFC 3262 §4), whether or not anybody still listens: the far side repeats it until then.
      if (answer.has(HEADERS.RSEQ)) ack();
      if (!this.#ended) this.events.onProgress(this, answer);
      return;
    }
    if (answer.status >= 300) {
      const isOurs = this.target.callInfo !== undefined;
      return this.#end(answer.source_address === '' ? 0 : answer.status, isOurs ? causeOfOurs(answer) : undefined);
    }
    if (this.#ended) {
      ack({ ...(this.options.sdp === undefined ? { body: refusedSdp(answer) } : {}) });
      return sendBye(this.options.link, answer.stackDialogId, this.target.credentials);
    }
    this.#ended = true;
    this.events.onAnswered(this, answer, ack);
  }

  /**
   * A drachtio-server does not show `100 Trying`, so a target that is slow to ring looks like one that is dead. An answer of its own to
   * OPTIONS, whatever it says, keeps it in the race; the time to answer then bounds the wait.
   */
  #askWhetherThere(): void {
    const { link, target, noReplyMs } = this.options;
    this.#silence = setTimeout(() => this.#giveUp(), noReplyMs / 2);
    link.send(
      {
        method: METHODS.OPTIONS,
        uri: target.uri,
        ...(target.nextHop === undefined ? {} : { nextHop: target.nextHop }),
        headers: { [HEADERS.FROM]: partyLine('ping'), [HEADERS.MAX_FORWARDS]: '1' },
      },
      {
        onResponse: (answer) => {
          // A response the engine made up has no source: timeout or unreachable.
          if (answer.source_address !== '') clearTimeout(this.#silence);
        },
        onFailed: () => undefined,
      },
    );
  }

  #giveUp(): void {
    if (this.#ended) return;
    this.#outgoing.cancel();
    this.#end(0);
  }

  #end(status: number, cause?: Cause): void {
    clearTimeout(this.#silence);
    if (this.#ended) return;
    this.#ended = true;
    this.events.onFailed(this, status, cause);
  }
}

function contactsOf(answer: Pick<SrfAnswer, 'get'>): readonly string[] {
  const found = splitList(answer.get(HEADERS.CONTACT) ?? '').flatMap((text) => {
    const address = parseNameAddr(text);
    return address.ok ? [{ uri: address.value.uri, q: Number(address.value.params.get('q') ?? 1) || 0 }] : [];
  });
  return found.sort((a, b) => b.q - a.q).map(({ uri }) => uri);
}

/** One call has one named cause over all our hops (invariant I6): it travels in the text of our own Reason header. */
export function namedCause(reason: string | undefined): Cause | undefined {
  const text = /text="([^"]*)"/.exec(reason ?? '')?.[1];
  return text !== undefined && isCause(text) ? text : undefined;
}

/** Q.850 of a call that reached an Asterisk which nobody drives (infra/asterisk/extensions.conf). */
const NOT_DRIVEN = /Q\.850;\s*cause=66\b/i;

/**
 * What one of ours means. Whoever of us has decided about the call says Reason: the proxies with the name, Asterisk with Q.850. A 5xx without
 * it comes from before that: a server that starts, stops, drains or has too much to do.
 */
function causeOfOurs(answer: Pick<SrfAnswer, 'status' | 'get'>): Cause | undefined {
  const reason = answer.get(HEADERS.REASON);
  if (reason === undefined) return answer.status >= 500 && answer.status < 600 ? 'overload' : undefined;
  return namedCause(reason) ?? (NOT_DRIVEN.test(reason) ? 'application-server-missing' : undefined);
}

/** The ACK of a late offer must carry an answer (RFC 3261 §13.2.2.4); all media is refused by port 0 (RFC 3264 §6). */
export const refusedSdp = (answer: { readonly body: string | undefined }): string => (answer.body ?? '').replace(/^(m=\S+ )\d+/gm, '$10');

/** Sends BYE and forgets: if the dialog is gone there is nothing left to end. */
export function sendBye(link: SipLink, dialogId: string, credentials?: Credentials, reason?: string): void {
  link.send(
    { method: METHODS.BYE, dialogId, headers: reason === undefined ? {} : { [HEADERS.REASON]: reason }, credentials },
    { onResponse: () => undefined, onFailed: () => undefined },
  );
}
