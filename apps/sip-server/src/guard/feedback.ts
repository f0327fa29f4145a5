import { formatVia, type SipMessage, type Via } from '@switchyard/sip';

/** How long a peer believes what it was told, in milliseconds (RFC 7339 §4.3: 500 by default). */
const VALIDITY_MS = 1_000;
const DEFAULT_VALIDITY_MS = 500;
const MAX_PEERS = 10_000;

/** What every request of ours says in its Via when peers may ask us for less (RFC 7339 §4.1, §4.4). */
export const OFFER = ';oc;oc-algo="loss"';

/**
 * The server's half of RFC 7339 §5: a peer that put `oc` into its Via is told which share of its requests it should keep to itself, in that
 * Via and so in every response to the request. With no overload it is told 0, valid for 0 ms.
 */
export function answerOffer(request: SipMessage, lossShare: number, nowMs: number): void {
  const via = request.via();
  if (via === undefined || !via.params.has('oc')) return;
  const algorithms = via.params.get('oc-algo');
  // Only the mandatory algorithm is served; a peer that does not speak it is not told anything (§4.2).
  if (algorithms !== undefined && !/\bloss\b/i.test(algorithms)) return;
  const params = new Map(via.params);
  const percent = Math.round(lossShare * 100);
  params.set('oc', String(percent));
  params.set('oc-algo', '"loss"');
  params.set('oc-validity', String(percent === 0 ? 0 : VALIDITY_MS));
  // §4.4: must not fall; time with milliseconds is what the RFC's examples use.
  params.set('oc-seq', (nowMs / 1_000).toFixed(3));
  request.replaceFirstValue('via', formatVia({ ...via, params }));
}

interface PeerLoad {
  loss: number;
  untilMs: number;
  seq: number;
}

/** The client's half: what peers have asked for, and which requests to them are not sent (RFC 7339 §5.4, §6). */
export class PeerLoads {
  private readonly peers = new Map<string, PeerLoad>();

  constructor(private readonly random: () => number = Math.random) {}

  get size(): number {
    return this.peers.size;
  }

  /** Reads the Via of ours that came back in a response of that peer. */
  learn(peer: string, via: Via, nowMs: number): void {
    const text = via.params.get('oc');
    if (text === undefined || !/^\d{1,3}$/.test(text)) return;
    if (!/\bloss\b/i.test(via.params.get('oc-algo') ?? 'loss')) return;
    const seq = Number(via.params.get('oc-seq') ?? 0);
    const known = this.peers.get(peer);
    // §5.3: what arrives out of order is older than what is known.
    if (known !== undefined && seq < known.seq) return;
    const validity = via.params.get('oc-validity');
    const validityMs = validity === undefined || !/^\d{1,9}$/.test(validity) ? DEFAULT_VALIDITY_MS : Number(validity);
    const loss = Math.min(100, Number(text)) / 100;
    if (loss === 0 || validityMs === 0) {
      this.peers.delete(peer);
      return;
    }
    if (known === undefined && this.peers.size >= MAX_PEERS) this.forgetOld(nowMs);
    if (this.peers.size < MAX_PEERS || known !== undefined) this.peers.set(peer, { loss, untilMs: nowMs + validityMs, seq });
  }

  /** True when this request has to be kept back. Requests inside dialogs and priority calls should not be asked about. */
  isRefused(peer: string, nowMs: number): boolean {
    const known = this.peers.get(peer);
    if (known === undefined) return false;
    if (nowMs > known.untilMs) {
      this.peers.delete(peer);
      return false;
    }
    return this.random() < known.loss;
  }

  private forgetOld(nowMs: number): void {
    for (const [peer, { untilMs }] of this.peers) if (nowMs > untilMs) this.peers.delete(peer);
  }
}
