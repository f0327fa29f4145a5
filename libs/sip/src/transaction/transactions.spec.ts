import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseMessage, SipMessage } from '../message/index.js';
import { type Flow, localAddress, type Protocol, type Received } from '../transport/index.js';
import { responseTo } from './respond.js';
import type { ServerTransaction } from './server-transaction.js';
import { timerTable } from './timers.js';
import { TransactionLayer, type TransactionUser } from './transaction-layer.js';

/** A flow that keeps what was sent, with the time since the start of the test. */
class MemoryFlow implements Flow {
  readonly sent: Array<{ readonly text: string; readonly atMs: number }> = [];
  readonly local;
  readonly remote = { address: '192.0.2.2', port: 5060 };
  fails = false;
  private readonly startMs = Date.now();

  constructor(readonly protocol: Protocol) {
    this.local = localAddress({ protocol, address: '192.0.2.1', port: 5060 });
  }

  isOpen(): boolean {
    return true;
  }

  send(data: Buffer, _callId: string, onError?: (error: Error) => void): void {
    this.sent.push({ text: data.toString().split('\r\n')[0] ?? '', atMs: Date.now() - this.startMs });
    if (this.fails) setTimeout(() => onError?.(new Error('unreachable')), 0);
  }

  get times(): number[] {
    return this.sent.map(({ atMs }) => atMs);
  }
}

function request(method: string, more: { branch?: string; to?: string; uri?: string } = {}): SipMessage {
  const message = SipMessage.request(method, more.uri ?? 'sip:bob@192.0.2.2');
  if (more.branch !== undefined) message.add('Via', `SIP/2.0/UDP 192.0.2.2:5060;branch=${more.branch}`);
  message.add('Max-Forwards', '70');
  message.add('From', '<sip:alice@192.0.2.1>;tag=a');
  message.add('To', more.to ?? '<sip:bob@192.0.2.2>');
  message.add('Call-ID', 'c1');
  message.add('CSeq', `1 ${method === 'ACK' || method === 'CANCEL' ? method : method}`);
  return message;
}

const received = (message: SipMessage, flow: Flow): Received => {
  const parsed = parseMessage(message.toBuffer());
  if (!parsed.ok) throw new Error(parsed.error.text);
  return { message: parsed.value, flow, size: 0, timeMs: Date.now() };
};

const LINGERING = 100;
let seen: string[];
let transactions: ServerTransaction[];
let overloaded: boolean;
let layer: TransactionLayer;

beforeEach(() => {
  vi.useFakeTimers();
  seen = [];
  transactions = [];
  overloaded = false;
  const user: TransactionUser = {
    onRequest: (transaction) => {
      seen.push(transaction.request.method);
      transactions.push(transaction);
    },
    onCancel: (cancel, invite) => {
      seen.push(`CANCEL of ${invite === undefined ? 'nothing' : invite.request.method}`);
      transactions.push(cancel);
    },
    onAck: () => seen.push('ACK'),
    onStrayResponse: ({ message }) => seen.push(`stray ${message.status}`),
    maxLingering: LINGERING,
    refuseNew: ({ message }) =>
      overloaded && !message.to().params.has('tag') ? { status: 503, header: ['Retry-After', '10'] } : undefined,
  };
  layer = new TransactionLayer(timerTable(), (incoming) => incoming.flow, user);
});
afterEach(() => {
  layer.stop();
  vi.useRealTimers();
});

const client = (flow: MemoryFlow, method: string) =>
  layer.request(request(method), flow, {
    onResponse: ({ message }) => seen.push(String(message.status)),
    onFailure: (failure) => seen.push(failure),
  });

describe('answered transactions', () => {
  const arrive = (method: string, branch: string, flow: MemoryFlow): ServerTransaction => {
    layer.receive(received(request(method, { branch }), flow));
    return transactions.at(-1) as ServerTransaction;
  };

  it('are forgotten, oldest first, when there are too many; those without an answer never are, nor do they hide others', () => {
    const flow = new MemoryFlow('udp');
    const ringing = Array.from({ length: 20 }, (_, at) => arrive('INVITE', `z9hG4bK-ringing-${at}`, flow));
    for (let i = 0; i < 1_000; i += 1) {
      const transaction = arrive('OPTIONS', `z9hG4bK-${i}`, flow);
      transaction.respond(responseTo(transaction.request, 200, undefined, 'b'));
    }
    expect(layer.lingerers).toBe(LINGERING);
    expect(layer.forgotten).toBe(1_000 - LINGERING);
    expect(ringing.every(({ isOpen }) => isOpen)).toBe(true);
    layer.receive(received(request('OPTIONS', { branch: 'z9hG4bK-999' }), flow));
    expect(layer.repeats.requestsIn).toBe(1);
  });

  it('of ours, and relayed ones, are forgotten with them', () => {
    const flow = new MemoryFlow('udp');
    for (let i = 0; i < 300; i += 1) {
      const { request: sent } = client(flow, i % 2 === 0 ? 'INVITE' : 'OPTIONS');
      layer.receive(received(responseTo(sent, 200, undefined, 'b'), flow));
      const passed = arrive('BYE', `z9hG4bK-bye-${i}`, flow);
      layer.relay(passed, request('BYE'), flow, () => undefined);
    }
    expect(layer.size).toBe(LINGERING);
    expect(layer.lingerers).toBe(LINGERING);
    expect(layer.forgotten).toBe(600 - LINGERING);
    vi.advanceTimersByTime(64_000);
    expect(layer.size).toBe(0);
    expect(layer.forgotten).toBe(600 - LINGERING);
  });

  it('await a CANCEL as long as they are INVITEs', () => {
    const flow = new MemoryFlow('udp');
    arrive('INVITE', 'z9hG4bK-1', flow);
    arrive('OPTIONS', 'z9hG4bK-2', flow);
    expect(layer.awaitsCancel(request('CANCEL', { branch: 'z9hG4bK-1' }))).toBe(true);
    expect(layer.awaitsCancel(request('CANCEL', { branch: 'z9hG4bK-2' }))).toBe(false);
  });
});

describe('a client transaction', () => {
  it('repeats an INVITE on UDP at 0.5, 1.5, 3.5 … s and gives up after 32 s', () => {
    const flow = new MemoryFlow('udp');
    client(flow, 'INVITE');
    vi.advanceTimersByTime(40_000);
    expect(flow.times).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]);
    expect(seen).toEqual(['timeout']);
    expect(layer.counts).toEqual({ server: 0, client: 0, open: 0 });
  });

  it('repeats other requests with at most 4 s between, and slower once they are being worked on', () => {
    const flow = new MemoryFlow('udp');
    const transaction = client(flow, 'OPTIONS');
    vi.advanceTimersByTime(1_600);
    expect(flow.times).toEqual([0, 500, 1_500]);
    layer.receive(received(responseTo(transaction.request, 100), flow));
    vi.advanceTimersByTime(40_000);
    expect(flow.times).toEqual([0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
    expect(seen).toEqual(['100', 'timeout']);
  });

  it.each(['INVITE', 'OPTIONS'])('sends %s once on a stream', (method) => {
    const flow = new MemoryFlow('tcp');
    client(flow, method);
    vi.advanceTimersByTime(31_999);
    expect(flow.times).toEqual([0]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual(['timeout']);
  });

  it('acknowledges every repetition of a failure on its own hop and passes it up once', () => {
    const flow = new MemoryFlow('udp');
    const transaction = client(flow, 'INVITE');
    const busy = received(responseTo(transaction.request, 486, undefined, 'b'), flow);
    for (let i = 0; i < 3; i += 1) layer.receive(busy);
    expect(seen).toEqual(['486']);
    expect(flow.sent.map(({ text }) => text)).toEqual([
      'INVITE sip:bob@192.0.2.2 SIP/2.0',
      ...Array<string>(3).fill('ACK sip:bob@192.0.2.2 SIP/2.0'),
    ]);
    vi.advanceTimersByTime(32_000);
    layer.receive(busy);
    expect(seen).toEqual(['486', 'stray 486']);
  });

  it('passes every 2xx up for 32 s and acknowledges none by itself', () => {
    const flow = new MemoryFlow('udp');
    const transaction = client(flow, 'INVITE');
    for (const tag of ['b', 'b', 'c']) layer.receive(received(responseTo(transaction.request, 200, undefined, tag), flow));
    expect(seen).toEqual(['200', '200', '200']);
    expect(flow.sent).toHaveLength(1);
    vi.advanceTimersByTime(32_000);
    expect(layer.counts.client).toBe(0);
  });

  it('ends endless ringing after 185 s without news', () => {
    const flow = new MemoryFlow('udp');
    const transaction = client(flow, 'INVITE');
    layer.receive(received(responseTo(transaction.request, 180, undefined, 'b'), flow));
    vi.advanceTimersByTime(184_000);
    layer.receive(received(responseTo(transaction.request, 180, undefined, 'b'), flow));
    vi.advanceTimersByTime(184_000);
    expect(seen).toEqual(['180', '180']);
    vi.advanceTimersByTime(1_000);
    expect(seen).toEqual(['180', '180', 'timeout']);
  });

  it('reports what cannot be sent, after the call that sends has returned', () => {
    const flow = new MemoryFlow('udp');
    flow.fails = true;
    client(flow, 'INVITE');
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual(['transport-error']);
  });

  it('makes a CANCEL with the branch, route and number of its INVITE', () => {
    const flow = new MemoryFlow('udp');
    const invite = request('INVITE');
    invite.add('Route', '<sip:192.0.2.9;lr>');
    const transaction = layer.request(invite, flow, { onResponse: () => undefined, onFailure: () => undefined });
    const cancel = layer.cancel(transaction, (message) => message.add('Reason', 'SIP;cause=200'));
    expect(cancel.request.via()?.branch).toBe(transaction.request.via()?.branch);
    expect(cancel.request.get('cseq')).toBe('1 CANCEL');
    expect(cancel.request.get('route')).toBe('<sip:192.0.2.9;lr>');
    expect(cancel.request.get('reason')).toBe('SIP;cause=200');
    expect(cancel.request.has('content-type')).toBe(false);
  });
});

describe('a server transaction', () => {
  const arrive = (flow: Flow, method: string, branch = 'z9hG4bKx', more: { to?: string } = {}): void =>
    layer.receive(received(request(method, { branch, ...more }), flow));
  const answer = (status: number): void =>
    void transactions[0]?.respond(responseTo(request(seen[0] ?? '', { branch: 'z9hG4bKx' }), status, undefined, 'b'));

  it('repeats its last provisional for a repeated INVITE', () => {
    const flow = new MemoryFlow('udp');
    arrive(flow, 'INVITE');
    answer(100);
    arrive(flow, 'INVITE');
    answer(180);
    arrive(flow, 'INVITE');
    expect(flow.sent.map(({ text }) => text)).toEqual(
      ['100 Trying', '100 Trying', '180 Ringing', '180 Ringing'].map((line) => `SIP/2.0 ${line}`),
    );
    expect(seen).toEqual(['INVITE']);
  });

  it('repeats a failure at T1 doubling to T2 until the ACK, which it keeps to itself', () => {
    const flow = new MemoryFlow('udp');
    arrive(flow, 'INVITE');
    answer(486);
    vi.advanceTimersByTime(12_000);
    expect(flow.times).toEqual([0, 500, 1_500, 3_500, 7_500, 11_500]);
    arrive(flow, 'ACK');
    arrive(flow, 'ACK');
    vi.advanceTimersByTime(4_999);
    expect(flow.times).toHaveLength(6);
    expect(seen).toEqual(['INVITE']);
    vi.advanceTimersByTime(1);
    expect(layer.counts.server).toBe(0);
  });

  it('gives up waiting for the ACK after 32 s, and repeats nothing by timer on a stream', () => {
    const flow = new MemoryFlow('tcp');
    arrive(flow, 'INVITE');
    answer(486);
    vi.advanceTimersByTime(31_999);
    expect(flow.times).toEqual([0]);
    expect(layer.counts.server).toBe(1);
    vi.advanceTimersByTime(1);
    expect(layer.counts.server).toBe(0);
  });

  it('absorbs a repeated INVITE after a 2xx for 32 s and shows the ACK to its user', () => {
    const flow = new MemoryFlow('udp');
    arrive(flow, 'INVITE');
    answer(200);
    arrive(flow, 'INVITE');
    arrive(flow, 'ACK', 'z9hG4bKother');
    expect(flow.sent).toHaveLength(1);
    expect(seen).toEqual(['INVITE', 'ACK']);
    vi.advanceTimersByTime(32_000);
    expect(layer.counts.server).toBe(0);
  });

  it('of another method absorbs repetitions until it is answered, then repeats the answer for 32 s', () => {
    const flow = new MemoryFlow('udp');
    arrive(flow, 'OPTIONS');
    arrive(flow, 'OPTIONS');
    expect(flow.sent).toHaveLength(0);
    answer(200);
    arrive(flow, 'OPTIONS');
    expect(flow.sent).toHaveLength(2);
    answer(486);
    expect(flow.sent).toHaveLength(2);
    vi.advanceTimersByTime(32_000);
    arrive(flow, 'OPTIONS');
    expect(seen).toEqual(['OPTIONS', 'OPTIONS']);
  });

  it('is found by a CANCEL with its branch, and by no other', () => {
    const flow = new MemoryFlow('udp');
    arrive(flow, 'INVITE');
    arrive(flow, 'CANCEL');
    arrive(flow, 'CANCEL');
    arrive(flow, 'CANCEL', 'z9hG4bKother');
    expect(seen).toEqual(['INVITE', 'CANCEL of INVITE', 'CANCEL of nothing']);
  });

  it('is told apart without a branch of RFC 3261 by the fields that RFC 2543 compares', () => {
    const flow = new MemoryFlow('udp');
    arrive(flow, 'INVITE', '1');
    arrive(flow, 'INVITE', '1');
    answer(486);
    arrive(flow, 'ACK', '1', { to: '<sip:bob@192.0.2.2>;tag=b' });
    expect(seen).toEqual(['INVITE']);
    expect(transactions[0]?.state).toBe('confirmed');
  });
});

describe('under overload', () => {
  it('new requests get 503 with Retry-After and leave nothing behind; requests inside dialogs pass', () => {
    const flow = new MemoryFlow('udp');
    overloaded = true;
    layer.receive(received(request('INVITE', { branch: 'z9hG4bK1' }), flow));
    layer.receive(received(request('BYE', { branch: 'z9hG4bK2', to: '<sip:bob@192.0.2.2>;tag=b' }), flow));
    expect(flow.sent.map(({ text }) => text)).toEqual(['SIP/2.0 503 Service Unavailable']);
    expect(seen).toEqual(['BYE']);
    expect(layer.counts.server).toBe(1);
  });
});
