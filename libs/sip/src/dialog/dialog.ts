import { ownText } from '../grammar/own-text.js';
import { HEADERS, METHODS } from '../headers/index.js';
import { SipMessage } from '../message/index.js';

const MAX_FORWARDS = '70';

/** Everything a dialog knows, as plain data: what another process, or the next life of this one, needs to go on with it. */
export interface DialogSnapshot {
  readonly role: 'uas' | 'uac';
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** Our From in requests we send, tag included. */
  readonly localAddress: string;
  /** Our To in requests we send, tag included. */
  readonly remoteAddress: string;
  /** Route header values, next hop first. */
  readonly routes: readonly string[];
  readonly target: string | undefined;
  readonly localSeq: number;
  readonly remoteSeq: number | undefined;
}

/** Both sides of a dialog and what may differ while it lives: RFC 3261 §12. */
export class Dialog {
  private constructor(
    readonly role: 'uas' | 'uac',
    readonly callId: string,
    readonly localTag: string,
    readonly remoteTag: string,
    /** Our From in requests we send, tag included. */
    private readonly localAddress: string,
    /** Our To in requests we send, tag included. */
    private readonly remoteAddress: string,
    /** Route header values, next hop first. */
    private routes: readonly string[],
    /** Their Contact URI; `undefined` when none was given yet. */
    private target: string | undefined,
    private localSeq: number,
    private remoteSeq: number | undefined,
  ) {}

  /** RFC 3261 §12.1.1: from a request we received and our first response to it that carries a To tag. */
  static ofServer(request: SipMessage, response: SipMessage): Dialog {
    const seq = request.cseq().seq;
    return new Dialog(
      'uas',
      ownText(request.callId()),
      ownText(response.toTag() ?? ''),
      ownText(request.fromTag() ?? ''),
      ownText(response.get('to') ?? ''),
      ownText(request.get('from') ?? ''),
      routesOf(request),
      contactOf(request),
      // Requests of ours are numbered from the caller's number on, as app authors know it from other engines.
      seq,
      seq,
    );
  }

  /** RFC 3261 §12.1.2: from a request we sent and a response to it that carries a To tag. */
  static ofClient(request: SipMessage, response: SipMessage): Dialog {
    return new Dialog(
      'uac',
      ownText(request.callId()),
      ownText(request.fromTag() ?? ''),
      ownText(response.toTag() ?? ''),
      ownText(request.get('from') ?? ''),
      ownText(response.get('to') ?? ''),
      routesOf(response).reverse(),
      contactOf(response),
      request.cseq().seq,
      undefined,
    );
  }

  /** RFC 6665 §4.4.1: from a SUBSCRIBE or REFER of ours and a NOTIFY that came before its 2xx, or from another fork. */
  static ofNotify(request: SipMessage, notify: SipMessage): Dialog {
    return new Dialog(
      'uac',
      ownText(request.callId()),
      ownText(request.fromTag() ?? ''),
      ownText(notify.fromTag() ?? ''),
      ownText(request.get('from') ?? ''),
      ownText(notify.get('from') ?? ''),
      routesOf(notify),
      contactOf(notify),
      request.cseq().seq,
      // The NOTIFY itself is the first request to be counted.
      undefined,
    );
  }

  /** A dialog as it was when `snapshot` was taken. */
  static restore(from: DialogSnapshot): Dialog {
    const { role, callId, localTag, remoteTag, localAddress, remoteAddress, routes, target, localSeq, remoteSeq } = from;
    return new Dialog(role, callId, localTag, remoteTag, localAddress, remoteAddress, routes, target, localSeq, remoteSeq);
  }

  snapshot(): DialogSnapshot {
    const { role, callId, localTag, remoteTag, localAddress, remoteAddress, routes, target, localSeq, remoteSeq } = this;
    return { role, callId, localTag, remoteTag, localAddress, remoteAddress, routes, target, localSeq, remoteSeq };
  }

  /** RFC 3261 §13.2.2.4: a 2xx replaces the route set that an early dialog computed from a provisional. */
  confirm(response: SipMessage): void {
    if (this.role === 'uac') this.routes = routesOf(response).reverse();
    this.refreshTarget(response);
  }

  get routeSet(): readonly string[] {
    return this.routes;
  }

  get remoteTarget(): string | undefined {
    return this.target;
  }

  /** Takes the Contact of an accepted target refresh: re-INVITE, UPDATE, SUBSCRIBE, NOTIFY (RFC 3261 §12.2, RFC 6665 §4.4.1). */
  refreshTarget(message: SipMessage): void {
    this.target = contactOf(message) ?? this.target;
  }

  /** RFC 3261 §12.2.2: false for a request older than the last one, to be answered 500. ACK and CANCEL are not counted. */
  acceptsSequence(request: SipMessage): boolean {
    const { seq } = request.cseq();
    if (this.remoteSeq !== undefined && seq < this.remoteSeq) return false;
    this.remoteSeq = seq;
    return true;
  }

  /**
   * A request inside the dialog (RFC 3261 §12.2.1.1), with the next CSeq. `uri` overrides the remote target.
   * `undefined` when the peer never told its target.
   */
  request(method: string, uri?: string): SipMessage | undefined {
    const message = this.build(method, this.localSeq + 1, uri);
    if (message !== undefined) this.localSeq += 1;
    return message;
  }

  /** ACK of a 2xx (RFC 3261 §13.2.2.4): the number of the INVITE it acknowledges. `undefined` as for `request`. */
  ack(inviteSeq: number): SipMessage | undefined {
    return this.build(METHODS.ACK, inviteSeq, undefined);
  }

  /** URI of the next hop of a request built by `request` or `ack`: the first route, strict or not, else the Request-URI (RFC 3261 §8.1.2). */
  nextHopUri(request: SipMessage): string {
    const [first] = this.routes;
    return first === undefined ? request.requestUri : uriIn(first);
  }

  private build(method: string, seq: number, uri: string | undefined): SipMessage | undefined {
    const target = uri ?? this.target;
    if (target === undefined) return undefined;
    const [first, ...rest] = this.routes;
    const strict = first !== undefined && !/;\s*lr\b/i.test(uriIn(first));
    const message = SipMessage.request(method, asRequestUri(strict ? uriIn(first) : target));
    // A strict router (RFC 2543) wants itself in the Request-URI and the target last.
    for (const route of strict ? [...rest, `<${target}>`] : this.routes) message.add(HEADERS.ROUTE, route);
    message.add(HEADERS.MAX_FORWARDS, MAX_FORWARDS);
    message.add(HEADERS.FROM, this.localAddress);
    message.add(HEADERS.TO, this.remoteAddress);
    message.add(HEADERS.CALL_ID, this.callId);
    message.add(HEADERS.CSEQ, `${seq} ${method}`);
    return message;
  }
}

/** The key of a request inside a dialog, as its receiver sees it: Call-ID, own tag, peer's tag. */
export const dialogKey = (callId: string, localTag: string, remoteTag: string): string => `${callId}|${localTag}|${remoteTag}`;

/** Headers and a method have no place in a Request-URI (RFC 3261 §19.1.1, §12.2.1.1). */
function asRequestUri(uri: string): string {
  const headers = uri.indexOf('?');
  const bare = headers < 0 || uri.indexOf('@') > headers ? uri : uri.slice(0, headers);
  return bare.includes(';method=') ? bare.replace(/;method=[^;]*/i, '') : bare;
}

/** The URI of a Contact or Route value, `<>` taken off. */
export function uriIn(address: string): string {
  const open = address.indexOf('<');
  if (open < 0) return (address.split(';')[0] ?? '').trim();
  return address.slice(open + 1, address.indexOf('>', open));
}

function contactOf(message: SipMessage): string | undefined {
  const contact = message.values('contact')[0];
  return contact === undefined || contact === '*' ? undefined : ownText(uriIn(contact));
}

const routesOf = (message: SipMessage): string[] => message.values('record-route').map(ownText);
