import { describe, expect, it } from 'vitest';
import { parseSdp } from '../sdp/index.js';
import { IPV6_MESSAGES } from '../testing/index.js';
import { stampReceivedVia } from '../transport/received-via.js';
import { formatUri, parseUri } from '../uri/index.js';
import { parseMessage } from './parse-message.js';
import type { SipMessage } from './sip-message.js';

const named = (part: string): SipMessage => {
  const found = IPV6_MESSAGES.find(({ name }) => name.includes(part));
  const parsed = parseMessage(found?.data ?? Buffer.alloc(0));
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value;
};
const uriOf = (message: SipMessage) => {
  const uri = parseUri(message.requestUri);
  if (!uri.ok) throw new Error(uri.error);
  return uri.value;
};

describe('IPv6, section by section of RFC 5118', () => {
  it('has cases for all of 4.1 to 4.10', () => {
    expect([...new Set(IPV6_MESSAGES.map(({ section }) => section))]).toEqual(Array.from({ length: 10 }, (_, i) => `4.${i + 1}`));
  });

  it.each(IPV6_MESSAGES.map((each) => [`${each.section} ${each.name}`, each] as const))('%s', (_title, { data, refused }) => {
    const parsed = parseMessage(data);
    if (refused) {
      expect(parsed.ok ? 'taken' : parsed.error).toMatchObject(refused);
      return;
    }
    if (!parsed.ok) expect.fail(parsed.error.text);
    expect(parsed.value.toBuffer().toString()).toBe(data.toString());
    const uri = uriOf(parsed.value);
    expect(formatUri(uri)).toBe(parsed.value.requestUri);
  });

  it('takes for a port only what follows the bracket', () => {
    expect(uriOf(named('looks like a port'))).toMatchObject({ host: '[2001:db8::10:5070]' });
    expect(uriOf(named('looks like a port')).port).toBeUndefined();
    expect(uriOf(named('a port behind'))).toMatchObject({ host: '[2001:db8::10]', port: 5070 });
  });

  it('reads received with and without brackets', () => {
    expect(named('received with brackets').via()?.params.get('received')).toBe('[2001:db8::9:255]');
    expect(named('received without').via()?.params.get('received')).toBe('2001:db8::9:255');
  });

  it('writes the source of a request as the grammar has it, and only when it differs from the reference', () => {
    const same = named('a reference as');
    stampReceivedVia(same, { address: '2001:db8::9:1', port: 5062 });
    expect(same.get('via')).toMatch(/^SIP\/2\.0\/UDP \[2001:db8::9:1\];branch=\S+;rport=5062$/);
    const other = named('received with brackets');
    stampReceivedVia(other, { address: '2001:db8::9:77', port: 5062 });
    expect(other.get('via')).toMatch(/;rport=5062;received=2001:db8::9:77$/);
  });

  it('reads both families of one head and one session description', () => {
    const head = named('both families in one head');
    expect(head.values('via')).toHaveLength(2);
    expect(head.via()).toMatchObject({ host: '[2001:db8::9:1]', port: 6050 });
    expect(head.values('route')).toHaveLength(3);
    const sdp = parseSdp(named('both families in one session').body);
    expect(sdp.ok && sdp.value.media.map(({ connection }) => connection)).toEqual(['192.0.2.1', '2001:db8::20']);
    const mapped = parseSdp(named('mapped into').body);
    expect(mapped.ok && mapped.value.connection).toBe('::ffff:192.0.2.10');
  });
});
