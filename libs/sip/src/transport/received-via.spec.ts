import { describe, expect, it } from 'vitest';
import { SipMessage } from '../message/index.js';
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

  it('refuses a request without readable Via', () => {
    const request = SipMessage.request('OPTIONS', 'sip:x');
    expect(stampReceivedVia(request, { address: '10.0.0.1', port: 5099 })).toBe(false);
  });
});
