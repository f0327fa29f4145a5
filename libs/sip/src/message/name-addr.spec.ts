import { describe, expect, it } from 'vitest';
import { formatNameAddr, parseNameAddr } from './name-addr.js';
import { formatVia, parseVia } from './via.js';

describe('parseNameAddr', () => {
  const sameAgain = [
    '<sip:alice@example.com>',
    '<sip:alice@example.com>;tag=1',
    '"Alice" <sip:alice@example.com;transport=tcp>;tag=1928301774',
    '"A \\"quoted\\" \\\\ name" <sips:a@[2001:db8::1]:5061>;q=0.7;expires=3600',
    '"Müller" <sip:m@example.com>',
    '<tel:+34944048182>;privacy=off;screen=yes;party=calling',
    '<sip:101@10.0.0.1:5060>;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>";reg-id=1',
    '<sip:proxy.example.com;lr>',
    '<urn:service:sos>',
    '"" <sip:x@h>',
  ];
  it.each(sameAgain)('reads and writes %s unchanged', (text) => {
    const parsed = parseNameAddr(text);
    expect(parsed.ok && formatNameAddr(parsed.value)).toBe(text.replace(/^"" /, ''));
  });

  it.each([
    ['sip:a@h;tag=1', { displayName: '', uri: 'sip:a@h' }, [['tag', '1']]],
    [
      'sip:a@h ; Tag = 1 ;lr',
      { displayName: '', uri: 'sip:a@h' },
      [
        ['tag', '1'],
        ['lr', undefined],
      ],
    ],
    ['Alice Smith<sip:a@h>', { displayName: 'Alice Smith', uri: 'sip:a@h' }, []],
    ['\t"x"\t<sip:a@h>\t;\ttag=1', { displayName: 'x', uri: 'sip:a@h' }, [['tag', '1']]],
    ['José <sip:a@h>', { displayName: 'José', uri: 'sip:a@h' }, []],
    ['<sip:a@h?Subject=x>', { displayName: '', uri: 'sip:a@h?Subject=x' }, []],
    ['<sip:a@h>;tag=1;tag=1', { displayName: '', uri: 'sip:a@h' }, [['tag', '1']]],
  ])('takes %j', (text, expected, params) => {
    const parsed = parseNameAddr(text);
    if (!parsed.ok) expect.fail(parsed.error);
    expect(parsed.value).toMatchObject(expected);
    expect([...parsed.value.params]).toEqual(params);
  });

  it.each([
    ['', 'the URI is empty'],
    ['*', 'the URI has no scheme'],
    ['"x <sip:a@h>', 'not closed'],
    ['"x" sip:a@h', "'<' must follow"],
    ['a, b <sip:a@h>', 'must be quoted'],
    ['<sip:a@h', 'not closed by'],
    ['< sip:a@h>', 'no scheme'],
    ['<sip:a@h >', 'white space'],
    ['<sip:>', 'nothing after its scheme'],
    ['<sip:a@h>tag=1', "expected ';'"],
    ['<sip:a@h>;=1', 'no name'],
    ['<sip:a@h>;tag=', 'no value'],
    ['<sip:a@h>;x="1', 'not closed'],
    ['sip:a@h?b=c', "must stand in '<>'"],
    ['sip:a,b@h', "must stand in '<>'"],
  ])('refuses %j: %s', (text, why) => {
    const parsed = parseNameAddr(text);
    expect(parsed.ok ? 'taken' : parsed.error).toContain(why);
  });

  it('writes a display name that cannot leave its quotes', () => {
    const text = formatNameAddr({ displayName: 'a" <sip:evil@h>\r\nX: y', uri: 'sip:a@h', params: new Map() });
    expect(text).toBe('"a\\" <sip:evil@h>  X: y" <sip:a@h>');
    const again = parseNameAddr(text);
    expect(again.ok && again.value.uri).toBe('sip:a@h');
  });
});

describe('parseVia', () => {
  it.each([
    'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKabc',
    'SIP/2.0/TCP host.example.com;branch=z9hG4bKabc;rport',
    'SIP/2.0/TLS [2001:db8::9:1]:5061;branch=z9hG4bKabc;received=2001:db8::9:255',
    'SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks;rport=50000;received=198.51.100.1;alias',
    'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKabc;i=23;comp="sigcomp, x"',
    'SIP/2.0/UDP 192.0.2.1',
  ])('reads and writes %s unchanged', (text) => {
    const parsed = parseVia(text);
    expect(parsed.ok && formatVia(parsed.value)).toBe(text);
  });

  it('takes the white space and the case that the grammar allows', () => {
    const parsed = parseVia('sip /  2.0 / udp \t first.example.com : 4000 ;ttl=16 ; maddr = 224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1');
    expect(parsed.ok && formatVia(parsed.value)).toBe(
      'SIP/2.0/UDP first.example.com:4000;ttl=16;maddr=224.2.0.1;branch=z9hG4bKa7c6a8dlze.1',
    );
  });

  it('writes a branch that was set beside its parameters', () => {
    expect(formatVia({ protocol: 'UDP', host: 'h', branch: 'z9hG4bK1', params: new Map([['rport', undefined]]) })).toBe(
      'SIP/2.0/UDP h;rport;branch=z9hG4bK1',
    );
    expect(formatVia({ protocol: 'UDP', host: 'h', branch: 'z9hG4bK2', params: new Map([['branch', 'z9hG4bK1']]) })).toBe(
      'SIP/2.0/UDP h;branch=z9hG4bK2',
    );
  });
});
