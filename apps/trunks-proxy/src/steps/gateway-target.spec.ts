import type { GatewayAttempt } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { gatewayTarget } from './gateway-target.js';

const gateway: GatewayAttempt = {
  carrierId: 1,
  carrierName: 'Carrier',
  carrierServerId: 2,
  host: 'sip.carrier.test',
  port: 5060,
  transport: 'udp',
  callee: '34911222333',
  caller: '34910000101',
  fromUser: null,
  fromDomain: null,
  sendPai: false,
  uriScheme: 'sip',
  outboundProxy: null,
  sendRpid: false,
  finalStatuses: [],
  cost: null,
};
const target = (given: Partial<GatewayAttempt> = {}) => gatewayTarget({ ...gateway, ...given }, undefined);

describe('the INVITE of a gateway', () => {
  it('goes to the host of the Request-URI unless there is an outbound proxy', () => {
    expect(target().nextHop).toBeUndefined();
    expect(target({ outboundProxy: null }).nextHop).toBeUndefined();
    expect(target({ outboundProxy: 'proxy.test:5062' })).toMatchObject({
      nextHop: 'sip:proxy.test:5062',
      uri: 'sip:34911222333@sip.carrier.test:5060',
    });
    expect(target({ outboundProxy: '[2001:db8::1]', transport: 'tls' }).nextHop).toBe('sip:[2001:db8::1];transport=tls');
  });
  it('is written in the scheme and for the transport of the carrier', () => {
    expect(target({ uriScheme: 'sips', transport: 'tls' }).uri).toBe('sips:34911222333@sip.carrier.test:5060;transport=tls');
  });
  it.each<[string, Partial<GatewayAttempt>, readonly string[]]>([
    ['none where the carrier asks for none', {}, []],
    ['P-Asserted-Identity', { sendPai: true }, ['P-Asserted-Identity: <sip:34910000101@localhost>']],
    [
      'Remote-Party-ID with our domain at the carrier',
      { sendRpid: true, fromDomain: 'us.test' },
      ['Remote-Party-ID: <sip:34910000101@us.test>;party=calling;privacy=off;screen=yes'],
    ],
    ['none of a caller who is not shown', { sendPai: true, sendRpid: true, caller: '' }, []],
  ])('tells the caller: %s', (_what, given, lines) => {
    expect(Object.entries(target(given).headers ?? {}).map(([name, value]) => `${name}: ${value}`)).toEqual(lines);
  });
});
