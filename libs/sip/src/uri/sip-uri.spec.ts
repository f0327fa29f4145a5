import { describe, expect, it } from 'vitest';
import { sameUri } from './same-uri.js';
import { formatUri, parseUri, type SipUri } from './sip-uri.js';

const read = (text: string): SipUri => {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
};

describe('parseUri', () => {
  it.each([
    'sip:alice@atlanta.com',
    'sip:alice:secretword@atlanta.com;transport=tcp',
    'sips:alice@atlanta.com?subject=project%20x&priority=urgent',
    'sip:+1-212-555-1212:1234@gateway.com;user=phone',
    'sips:1212@gateway.com',
    'sip:alice@192.0.2.4',
    'sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com',
    'sip:alice;day=tuesday@atlanta.com',
    'sip:[2001:db8::10]:5070;lr',
    'sip:user@[::ffff:192.0.2.1]',
    'sip:a%40b@h',
    'sip:%22%20%00%FF%C3%A9@h',
    'tel:+34-944-048-182',
    'tel:7042;phone-context=example.com',
    'urn:service:sos',
    'mailto:a@b',
    'sip:h;x;y=;z=%5B1%5D',
  ])('reads and writes %s unchanged', (text) => {
    expect(formatUri(read(text))).toBe(text);
  });

  it('gives the parts, the user without escapes', () => {
    expect(read('SIPS:%2b34%23:p%3aw@Example.COM:5061;Transport=TCP;lr?a=b')).toEqual({
      scheme: 'sips',
      user: '+34#',
      password: 'p:w',
      host: 'Example.COM',
      port: 5061,
      params: new Map([
        ['transport', 'TCP'],
        ['lr', undefined],
      ]),
      headers: 'a=b',
    });
    expect(read('tel:+34944;ext=1')).toMatchObject({ scheme: 'tel', user: '+34944', host: '' });
    expect(read('sip:*22#@h').user).toBe('*22#');
  });

  it('keeps apart what differs in escapes that are no UTF-8', () => {
    expect(read('sip:%ff@h').user).not.toBe(read('sip:%fe@h').user);
    expect(read('sip:%25ff@h').user).toBe('%ff');
    expect(formatUri(read('sip:%25ff@h'))).toBe('sip:%25ff@h');
  });

  it.each([
    ['alice', 'no scheme'],
    [':h', 'no scheme'],
    ['sip:', 'no host'],
    ['sip:@h', 'no user'],
    ['sip:a b@h', "user of the URI holds ' '"],
    ['sip:a%4@h', "holds '%'"],
    ['sip:a@b@c', 'where it should end'],
    ['sip:a:"@h', 'password'],
    ['sip:[1]@', 'user of the URI holds'],
    ['sip:a@[::g]', 'IPv6'],
    ['sip:a@[1.2.3.4]', 'IPv6'],
    ['sip:a@h:', 'port'],
    ['sip:a@h:0', 'port'],
    ['sip:a@h:70000', 'port'],
    ['sip:a@h:5060x', 'where it should end'],
    ['sip:a@h;', 'no name'],
    ['sip:a@h;a=1;A=2', 'twice'],
    ['sip:a@h?<x>', 'headers'],
    ['tel:', 'no number'],
    ['tel:+', 'no number'],
    ['tel:hello', "holds 'h'"],
  ])('refuses %j: %s', (text, why) => {
    const parsed = parseUri(text);
    expect(parsed.ok ? 'taken' : parsed.error).toContain(why);
  });
});

describe('sameUri', () => {
  // The first two tables are the examples of RFC 3261 §19.1.4.
  it.each([
    ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtlanTa.CoM;Transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
    ['sip:carol@chicago.com;security=off', 'sip:carol@chicago.com;newparam=5'],
    [
      'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
      'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
    ],
    ['sip:alice@atlanta.com?subject=project%20x&priority=urgent', 'sip:alice@atlanta.com?priority=urgent&subject=project%20x'],
    ['tel:+34-944(048).182', 'tel:+34944048182'],
  ])('%s equals %s', (a, b) => {
    expect(sameUri(read(a), read(b))).toBe(true);
    expect(sameUri(read(b), read(a))).toBe(true);
  });
  it.each([
    ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
    ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
    ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'],
    ['sip:a@h', 'sips:a@h'],
    ['sip:a:x@h', 'sip:a@h'],
    ['sip:h', 'sip:h;maddr=10.0.0.1'],
  ])('%s differs from %s', (a, b) => {
    expect(sameUri(read(a), read(b))).toBe(false);
    expect(sameUri(read(b), read(a))).toBe(false);
  });
});
