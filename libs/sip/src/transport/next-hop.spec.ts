import { describe, expect, it } from 'vitest';
import { parseUri } from '../uri/index.js';
import { nextHopOf } from './next-hop.js';

describe('nextHopOf', () => {
  it.each([
    ['sip:a@10.0.0.1', { protocol: undefined, host: '10.0.0.1', port: 5060 }],
    ['sip:10.0.0.1:5070;transport=TCP', { protocol: 'tcp', host: '10.0.0.1', port: 5070 }],
    ['sip:a@h;transport=udp;lr', { protocol: 'udp', host: 'h', port: 5060 }],
    ['sip:a@h;maddr=10.0.0.9', { protocol: undefined, host: '10.0.0.9', port: 5060 }],
    ['sip:a@[2001:db8::1]:5061', { protocol: undefined, host: '2001:db8::1', port: 5061 }],
    ['sips:a@h', 'transport-unsupported'],
    ['sip:a@h;transport=ws', 'transport-unsupported'],
    ['tel:+34911', 'host-missing'],
  ])('%s', (text, expected) => {
    const uri = parseUri(text);
    if (!uri.ok) throw new Error(uri.error);
    const hop = nextHopOf(uri.value);
    expect(hop.ok ? hop.value : hop.error).toEqual(expected);
  });
});
