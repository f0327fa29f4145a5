import { describe, expect, it } from 'vitest';
import { parseMessage, SipMessage } from '../message/index.js';
import { stampReceivedVia } from './received-via.js';

describe('stampReceivedVia', () => {
  it.each([
    [
      'adds rport also when it was not asked for',
      'SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1',
      'SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport=5099',
    ],
    ['fills the rport that was asked for', 'SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1', 'SIP/2.0/UDP 10.0.0.1;rport=5099;branch=z9hG4bK1'],
    [
      'adds received when the host differs',
      'SIP/2.0/UDP pc.invalid;branch=z9hG4bK1',
      'SIP/2.0/UDP pc.invalid;branch=z9hG4bK1;rport=5099;received=10.0.0.1',
    ],
    ['overwrites what the sender claims', 'SIP/2.0/UDP a;rport=1;received=6.6.6.6', 'SIP/2.0/UDP a;rport=5099;received=10.0.0.1'],
    ['removes a claim that is not needed', 'SIP/2.0/UDP 10.0.0.1;received=6.6.6.6', 'SIP/2.0/UDP 10.0.0.1;rport=5099'],
    ['keeps the other values of the line', 'SIP/2.0/UDP 10.0.0.1, SIP/2.0/TCP b', 'SIP/2.0/UDP 10.0.0.1;rport=5099, SIP/2.0/TCP b'],
  ])('%s', (_name, before, after) => {
    const request = SipMessage.request('OPTIONS', 'sip:x');
    request.add('Via', before);
    expect(stampReceivedVia(request, { address: '10.0.0.1', port: 5099 })).toBe(true);
    expect(request.get('via')).toBe(after);
  });

  it.each([
    'SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1',
    'SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1',
    'SIP/2.0/UDP pc.invalid;branch=z9hG4bK1;RPORT',
    'SIP/2.0/UDP pc.invalid;rport=1;branch=z9hG4bK1',
    'SIP/2.0/UDP a;branch=z9hG4bK1;Received=6.6.6.6',
    'SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1, SIP/2.0/TCP b;rport',
    ' SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1 ',
    'SIP / 2.0 / UDP 10.0.0.1;branch=z9hG4bK1',
  ])('writes the same into a Via as it was received: %j', (via) => {
    const rest = 'From: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n';
    const received = parseMessage(Buffer.from(`OPTIONS sip:b@h SIP/2.0\r\nVia: ${via}\r\n${rest}`));
    if (!received.ok) throw new Error(received.error.text);
    const written = SipMessage.request('OPTIONS', 'sip:x');
    written.add('Via', via.trim());
    const source = { address: '10.0.0.1', port: 5099 };
    expect(stampReceivedVia(received.value, source)).toBe(true);
    expect(stampReceivedVia(written, source)).toBe(true);
    // Spelling may differ where the line had to be written anew.
    expect(received.value.get('via')?.toLowerCase()).toBe(written.get('via')?.toLowerCase());
    expect(received.value.branch()).toBe('z9hG4bK1');
    expect(received.value.via()?.params.get('rport')).toBe('5099');
    expect(received.value.clone().branch()).toBe('z9hG4bK1');
    expect(received.value.toBuffer().toString()).toContain(`Via: ${received.value.get('via')}\r\n`);
  });

  it('refuses a request without readable Via', () => {
    const request = SipMessage.request('OPTIONS', 'sip:x');
    expect(stampReceivedVia(request, { address: '10.0.0.1', port: 5099 })).toBe(false);
  });
});
