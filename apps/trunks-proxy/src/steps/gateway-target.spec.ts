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
  privacy: 'privacy-header',
  diversions: [],
  sendDiversion: false,
  sendHistoryInfo: false,
  finalStatuses: [],
  cost: null,
};
const target = (given: Partial<GatewayAttempt> = {}, anonymous = false, critical = false) =>
  gatewayTarget({ ...gateway, ...given }, undefined, { anonymous, critical });
const linesOf = ({ headers = {} }: ReturnType<typeof target>): string[] =>
  Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));

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
    expect(linesOf(target(given))).toEqual(lines);
  });

  const PAI = 'P-Asserted-Identity: <sip:34910000101@localhost>';
  const NOBODY = { user: 'anonymous', domain: 'anonymous.invalid', displayName: 'Anonymous' };
  it.each<[string, Partial<GatewayAttempt>, object, readonly string[]]>([
    ['as anonymous, to be kept so', {}, NOBODY, ['Privacy: id']],
    ['with the number beside it for a carrier that is trusted with it', { sendPai: true }, NOBODY, [PAI, 'Privacy: id']],
    [
      'the old way, marked',
      { sendRpid: true },
      NOBODY,
      ['Remote-Party-ID: <sip:34910000101@localhost>;party=calling;privacy=full;screen=yes', 'Privacy: id'],
    ],
    ['as anonymous and nothing else', { privacy: 'anonymous-from', sendPai: true, sendRpid: true }, NOBODY, []],
    ['as who it is, for a carrier that must know', { privacy: 'shown', sendPai: true }, { user: '34910000101' }, [PAI]],
    [
      'behind the account name that a carrier knows us by',
      { fromUser: 'acc', sendPai: true },
      { user: 'acc', displayName: 'Anonymous' },
      [PAI, 'Privacy: id'],
    ],
    ['of whom nobody knows the number', { caller: '', sendPai: true }, NOBODY, ['Privacy: id']],
  ])('presents a caller who withholds the number %s', (_what, given, from, lines) => {
    expect(target(given, true).from).toEqual(from);
    expect(linesOf(target(given, true))).toEqual(lines);
  });
  it('passes on that the privacy is critical', () => {
    expect(linesOf(target({}, true, true))).toEqual(['Privacy: id;critical']);
  });

  const diversions = [
    { number: '34910000102', reason: 'no-answer', counter: null, hidden: true },
    { number: '34910000103', reason: 'unconditional', counter: 2, hidden: false },
  ];
  const DIVERSION = 'Diversion: <sip:34910000103@localhost>;reason=unconditional;counter=2;privacy=off';
  it.each<[string, Partial<GatewayAttempt>, readonly string[]]>([
    ['nothing of diverters where it is not asked for', { diversions }, []],
    ['those who do not hide', { diversions, sendDiversion: true }, [DIVERSION]],
    [
      'all of them where it is trusted',
      { diversions, sendDiversion: true, sendPai: true },
      [PAI, 'Diversion: <sip:34910000102@localhost>;reason=no-answer;privacy=full', DIVERSION],
    ],
    [
      'History-Info',
      { diversions, sendHistoryInfo: true },
      ['History-Info: <sip:34910000103@localhost>;index=1', 'History-Info: <sip:34911222333@localhost;cause=302>;index=1.1;mp=1'],
    ],
  ])('tells %s', (_what, given, lines) => {
    expect(linesOf(target(given))).toEqual(lines);
  });
});
