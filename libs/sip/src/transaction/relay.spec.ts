import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseMessage, SipMessage } from '../message/index.js';
import { type Flow, localAddress, type Received } from '../transport/index.js';
import { responseTo } from './respond.js';
import type { ServerTransaction } from './server-transaction.js';
import { timerTable } from './timers.js';
import { TransactionLayer } from './transaction-layer.js';

/** A datagram flow that keeps what was sent by it. */
class MemoryFlow implements Flow {
  readonly protocol = 'udp';
  readonly local = localAddress({ protocol: 'udp', address: '192.0.2.1', port: 5060 });
  readonly sent: string[] = [];

  constructor(readonly remote: { readonly address: string; readonly port: number }) {}

  isOpen(): boolean {
    return true;
  }

  send(data: Buffer): void {
    this.sent.push(data.toString());
  }
}

const read = (text: string | Buffer): SipMessage => {
  const parsed = parseMessage(Buffer.from(text));
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value;
};
const from = (flow: Flow, message: SipMessage): Received => ({ message, flow, size: 0, timeMs: Date.now() });
const BYE = [
  'BYE sip:bob@192.0.2.3 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1',
  'Max-Forwards: 70',
  'From: <sip:alice@192.0.2.2>;tag=a',
  'To: <sip:bob@192.0.2.3>;tag=b',
  'Call-ID: c1',
  'CSeq: 2 BYE',
  'Content-Length: 0',
  '\r\n',
].join('\r\n');

let layer: TransactionLayer;
let up: MemoryFlow;
let down: MemoryFlow;
let strays: number;
let relayed: number[];

beforeEach(() => {
  vi.useFakeTimers();
  up = new MemoryFlow({ address: '192.0.2.2', port: 5060 });
  down = new MemoryFlow({ address: '192.0.2.3', port: 5060 });
  strays = 0;
  relayed = [];
  layer = new TransactionLayer(timerTable(), (incoming) => incoming.flow, {
    onRequest: (transaction: ServerTransaction) =>
      void layer.relay(transaction, transaction.request.clone(), down, ({ status }) => relayed.push(status)),
    onCancel: () => undefined,
    onAck: () => undefined,
    onStrayResponse: () => (strays += 1),
    refuseNew: () => undefined,
  });
  layer.receive(from(up, read(BYE)));
});
afterEach(() => {
  layer.stop();
  vi.useRealTimers();
});

const answer = (status: number): void => layer.receive(from(down, read(responseTo(read(down.sent[0] ?? ''), status).toBuffer())));

it('passes the request on below a Via of its own, and with the same branch when it is repeated', () => {
  layer.receive(from(up, read(BYE)));
  expect(down.sent).toHaveLength(2);
  expect(down.sent[1]).toBe(down.sent[0]);
  expect(read(down.sent[0] ?? '').getAll('via')).toHaveLength(2);
  expect(layer.counts).toEqual({ server: 0, client: 0, open: 0 });
});

it('passes answers up without that Via, a 100 excepted', () => {
  for (const status of [100, 183, 200]) answer(status);
  expect(up.sent.map((text) => read(text).status)).toEqual([183, 200]);
  expect(up.sent.map((text) => read(text).getAll('via'))).toEqual([
    ['SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1'],
    ['SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1'],
  ]);
  expect(relayed).toEqual([183, 200]);
});

it('answers repetitions after the final response itself, and absorbs further answers', () => {
  answer(481);
  answer(200);
  layer.receive(from(up, read(BYE)));
  expect(down.sent).toHaveLength(1);
  expect(up.sent.map((text) => read(text).status)).toEqual([481, 481]);
});

it('passes nothing up that answers nothing', () => {
  const made = read(responseTo(read(down.sent[0] ?? ''), 200).toBuffer());
  made.replaceFirstValue('via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKguessed');
  layer.receive(from(down, made));
  expect(up.sent).toEqual([]);
  expect(strays).toBe(1);
});

it('forgets the request after 64·T1', () => {
  expect(layer.size).toBe(1);
  vi.advanceTimersByTime(32_100);
  expect(layer.size).toBe(0);
  answer(200);
  expect(strays).toBe(1);
});
