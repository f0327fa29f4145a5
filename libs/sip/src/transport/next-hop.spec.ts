import { describe, expect, it } from 'vitest';
import { parseUri } from '../uri/index.js';
import { nextHopOf } from './next-hop.js';

const hop = (host: string, more: object = {}): object => ({ protocol: undefined, isSecure: false, host, port: undefined, ...more });

describe('nextHopOf', () => {
  it.each([
    ['sip:a@10.0.0.1', hop('10.0.0.1')],
    ['sip:10.0.0.1:5070;transport=TCP', hop('10.0.0.1', { protocol: 'tcp', port: 5070 })],
    ['sip:a@h;transport=udp;lr', hop('h', { protocol: 'udp' })],
    ['sip:a@h;maddr=10.0.0.9', hop('10.0.0.9')],
    ['sip:a@[2001:db8::1]:5061', hop('2001:db8::1', { port: 5061 })],
    ['sip:a@h;transport=tls', hop('h', { protocol: 'tls' })],
    ['sip:a@h;transport=ws', hop('h', { protocol: 'ws' })],
    ['sips:a@h', hop('h', { isSecure: true })],
    ['sips:a@h;transport=tcp', hop('h', { isSecure: true, protocol: 'tls' })],
    ['sips:a@h;transport=ws', hop('h', { isSecure: true, protocol: 'wss' })],
    ['sips:a@h;transport=udp', 'transport-unsupported'],
    ['sip:a@h;transport=sctp', 'transport-unsupported'],
    ['tel:+34911', 'host-missing'],
    ['urn:service:sos', 'transport-unsupported'],
  ])('%s', (text, expected) => {
    const uri = parseUri(text);
    if (!uri.ok) throw new Error(uri.error);
    const found = nextHopOf(uri.value);
    expect(found.ok ? found.value : found.error).toEqual(expected);
  });
});
