import { describe, expect, it } from 'vitest';
import { SipMessage } from '../message/index.js';
import { responseTo } from '../transaction/index.js';
import { Dialog, type DialogSnapshot, uriIn } from './dialog.js';

function invite(recordRoute: readonly string[] = []): SipMessage {
  const message = SipMessage.request('INVITE', 'sip:bob@example.com');
  message.add('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1');
  for (const route of recordRoute) message.add('Record-Route', route);
  message.add('From', '"Alice" <sip:alice@example.com>;tag=a');
  message.add('To', '<sip:bob@example.com>');
  message.add('Call-ID', 'c1');
  message.add('CSeq', '7 INVITE');
  message.add('Contact', '<sip:alice@192.0.2.1:5070>;expires=60');
  return message;
}

function answer(recordRoute: readonly string[] = [], contact = '<sip:bob@192.0.2.2>'): SipMessage {
  const message = responseTo(invite(), 200, undefined, 'b');
  for (const route of recordRoute) message.add('Record-Route', route);
  if (contact !== '') message.add('Contact', contact);
  return message;
}

const linesOf = (message: SipMessage | undefined): string[] => (message?.toBuffer().toString() ?? '').split('\r\n').slice(0, -3);

describe('a dialog', () => {
  it('seen from the callee swaps From and To, keeps the order of the routes and counts on from the caller', () => {
    const dialog = Dialog.ofServer(invite(['<sip:p1;lr>, <sip:p2;lr>']), answer());
    expect(linesOf(dialog.request('BYE'))).toEqual([
      'BYE sip:alice@192.0.2.1:5070 SIP/2.0',
      'Route: <sip:p1;lr>',
      'Route: <sip:p2;lr>',
      'Max-Forwards: 70',
      'From: <sip:bob@example.com>;tag=b',
      'To: "Alice" <sip:alice@example.com>;tag=a',
      'Call-ID: c1',
      'CSeq: 8 BYE',
    ]);
  });

  it('seen from the caller reverses the routes; its ACK has the number of the INVITE', () => {
    const dialog = Dialog.ofClient(invite(), answer(['<sip:p2;lr>', '<sip:p1;lr>']));
    expect(dialog.ack(7)?.get('cseq')).toBe('7 ACK');
    const info = dialog.request('INFO');
    expect([info?.get('cseq'), info?.values('route'), info?.requestUri]).toEqual([
      '8 INFO',
      ['<sip:p1;lr>', '<sip:p2;lr>'],
      'sip:bob@192.0.2.2',
    ]);
    expect(info && dialog.nextHopUri(info)).toBe('sip:p1;lr');
  });

  it('puts a strict router into the Request-URI and the target last', () => {
    const dialog = Dialog.ofClient(invite(), answer(['<sip:p2;lr>', '<sip:p1>']));
    const bye = dialog.request('BYE');
    expect([bye?.requestUri, bye?.values('route')]).toEqual(['sip:p1', ['<sip:p2;lr>', '<sip:bob@192.0.2.2>']]);
    expect(bye && dialog.nextHopUri(bye)).toBe('sip:p1');
  });

  it('takes routes and target of the 2xx in place of those of the provisional', () => {
    const dialog = Dialog.ofClient(invite(), answer(['<sip:early;lr>'], '<sip:early@192.0.2.3>'));
    dialog.confirm(answer(['<sip:late;lr>']));
    expect([dialog.routeSet, dialog.remoteTarget]).toEqual([['<sip:late;lr>'], 'sip:bob@192.0.2.2']);
  });

  it('cannot send while the peer has given no target, and does not waste a number on it', () => {
    const dialog = Dialog.ofClient(invite(), answer([], ''));
    expect(dialog.request('BYE')).toBeUndefined();
    dialog.refreshTarget(answer());
    expect(dialog.request('BYE')?.get('cseq')).toBe('8 BYE');
  });

  it('goes on from a snapshot as if nothing had happened', () => {
    const before = Dialog.ofServer(invite(['<sip:p1;lr>']), answer());
    before.request('INFO');
    const after = Dialog.restore(JSON.parse(JSON.stringify(before.snapshot())) as DialogSnapshot);
    expect(linesOf(after.request('BYE'))).toEqual(linesOf(before.request('BYE')));
    expect(after.snapshot()).toEqual(before.snapshot());
  });

  it('refuses what is older than the last request of the peer', () => {
    const dialog = Dialog.ofServer(invite(), answer());
    const numbered = (seq: number): SipMessage => {
      const message = invite();
      message.set('CSeq', `${seq} INFO`);
      return message;
    };
    expect([6, 7, 9, 8, 10].map((seq) => dialog.acceptsSequence(numbered(seq)))).toEqual([false, true, true, false, true]);
  });
});

describe('uriIn', () => {
  it.each([
    ['<sip:a@b;lr>;x=1', 'sip:a@b;lr'],
    ['"x" <sip:a@b>', 'sip:a@b'],
    ['sip:a@b;tag=1', 'sip:a@b'],
  ])('%s → %s', (address, uri) => {
    expect(uriIn(address)).toBe(uri);
  });
});
