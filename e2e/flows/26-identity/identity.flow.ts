import type { Instance } from '@switchyard/local-runner';
import { headerOf, outside, phone, PortalClient, trunksProxy, until, usersProxy, type Phone } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextInvite, refuseInvite } from '../../new-call.js';
import { asBrand, openPlatform } from '../../platform.js';
import { PeerCall, reasonOf, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let brand: PortalClient;
let aurora: PortalClient;
const peers: Record<string, SipPeer> = {};
const who: Record<string, Phone> = {};
const undo: (() => Promise<unknown>)[] = [];
const startedAt = new Date().toISOString();

/** Changes a row for this flow. */
async function change(at: PortalClient, path: string, values: Record<string, unknown>): Promise<void> {
  const before = await at.get(path);
  const changed = await at.patch(path, values);
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  undo.push(() => at.patch(path, Object.fromEntries(Object.keys(values).map((key) => [key, before.body[key]]))));
}

const linesOf = (message: string, name: string): string[] =>
  message
    .split('\r\n\r\n')[0]!
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());
/** The address of a From or an identity, without what only the hop adds. */
const shown = (message: string, name: string): string | undefined =>
  linesOf(message, name)[0]
    ?.replace(/;tag=[^;]*/, '')
    .replace(/:5060(?=[>;])/g, '');

interface Call {
  readonly from?: string;
  readonly by?: string;
  readonly headers?: readonly string[];
}

/** `caller` calls; what `callee` hears, and how it ended after it was refused there. */
async function call(caller: string, number: string, callee: string, how: Call = {}): Promise<{ invite: string; final: string }> {
  const [from, to] = [peers[caller]!, peers[callee]!];
  const me = who[caller];
  const host = me?.domain ?? trunksProxy(platform).split(':')[0];
  const out = new PeerCall(from, `sip:${number.replaceAll('#', '%23')}@${host}`, how.from ?? `<${me!.aor}>`);
  const done = out.invite({ ...(me ? { who: me } : {}), headers: how.headers ?? [], body: sdpOf(from.address, 4000) });
  const invite = await nextInvite(to);
  await refuseInvite(to, invite, '486 Busy Here');
  return { invite, final: await done };
}
const invited = async (...given: Parameters<typeof call>): Promise<string> => (await call(...given)).invite;

const NOBODY = '"Anonymous" <sip:anonymous@anonymous.invalid>';
const ANONYMOUS_FROM = '"Anonymous" <sip:anonymous@anonymous.invalid>';

beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
  aurora = await PortalClient.login(platform, 'client', 'aurora');
  for (const name of ['alice', 'bob', 'carol', 'rita1'] as const) {
    who[name] = phone(platform, name);
    peers[name] = await SipPeer.udp(who[name].address, usersProxy(platform));
    expect(statusOf(await register(peers[name], who[name]))).toBe(200);
  }
  const { carrierOne, ddiProvider } = outside(platform);
  peers['carrier'] = await SipPeer.udp(carrierOne, trunksProxy(platform));
  peers['provider'] = await SipPeer.udp(ddiProvider, trunksProxy(platform));
  const idOf = async (at: PortalClient, path: string): Promise<string> => String((await at.one(path))['id']);
  await change(brand, `carrier-servers/${await idOf(brand, `carrier-servers?host=${carrierOne}`)}`, {
    sendPai: true,
    sendHistoryInfo: true,
  });
  await change(aurora, `users/${await idOf(aurora, 'users?name=Carol')}`, { hideCallerNumber: true });
  await until('the changed configuration', async () =>
    linesOf(await invited('alice', '+34912002600', 'carrier'), 'P-Asserted-Identity').length === 1 ? true : undefined,
  );
  await until('the changed user', async () => (shown(await invited('carol', '102', 'bob'), 'From') === NOBODY ? true : undefined));
}, 60_000);
afterAll(async () => {
  for (const back of undo) await back();
  for (const peer of Object.values(peers)) peer.close();
});

describe('from phone to phone', () => {
  it('shows a colleague by extension, whatever the phone says of itself', async () => {
    const invite = await invited('alice', '102', 'bob', {
      headers: [
        'P-Asserted-Identity: <sip:+34600000666@aurora.northwind.test>',
        'P-Preferred-Identity: <sip:103@aurora.northwind.test>',
        'Remote-Party-ID: <sip:103@aurora.northwind.test>;party=calling',
        'Diversion: <sip:+34910000101@aurora.northwind.test>;reason=user-busy',
        'History-Info: <sip:103@x.test>;index=1, <sip:102@x.test;cause=302>;index=1.1;mp=1',
        'X-Info-Call: eyJ2IjoxfQ.AAAA',
      ],
    });
    expect(shown(invite, 'From')).toMatch(/<sip:101@aurora\.northwind\.test>$/);
    for (const name of ['P-Asserted-Identity', 'P-Preferred-Identity', 'Remote-Party-ID', 'Diversion', 'History-Info', 'Privacy'])
      expect(linesOf(invite, name), name).toEqual([]);
    expect(invite).not.toMatch(/^x-/im);
  });

  it.each<[string, string, Call]>([
    ['Privacy: id', '102', { headers: ['Privacy: id'] }],
    ['Privacy: user', '102', { headers: ['Privacy: user;critical'] }],
    ['Privacy: header', '102', { headers: ['Privacy: header'] }],
    ['an anonymous From', '102', { from: ANONYMOUS_FROM }],
    [
      'an anonymous From beside a preferred identity',
      '102',
      { from: ANONYMOUS_FROM, headers: ['P-Preferred-Identity: <sip:alice@aurora.northwind.test>'] },
    ],
    ['an anonymous From in the own domain', '102', { from: '"Anonymous" <sip:anonymous@aurora.northwind.test>' }],
    ['the star code of the client', '*67102', {}],
    ['the code of every mobile phone', '#31#102', {}],
  ])('leaves nothing of alice when she asks by %s', async (_way, number, how) => {
    const invite = await invited('alice', number, 'bob', how);
    expect(shown(invite, 'From')).toBe(NOBODY);
    expect(linesOf(invite, 'P-Asserted-Identity')).toEqual([]);
    expect(invite).not.toMatch(/alice/i);
    expect(invite).not.toMatch(/sip:101@/);
  });

  it.each<[string, string, Call, RegExp]>([
    ['always', '102', {}, /anonymous\.invalid/],
    ['not in a call with the star code', '*68102', {}, /<sip:103@/],
    ['not in a call with the mobile code', '*31#102', {}, /<sip:103@/],
    ['not in a call with Privacy: none', '102', { headers: ['Privacy: none'] }, /<sip:103@/],
    ['in a call with the star code to hide', '*67102', { headers: ['Privacy: none'] }, /anonymous\.invalid/],
  ])('hides carol, whose number is withheld by her settings, %s', async (_when, number, how, from) => {
    expect(shown(await invited('carol', number, 'bob', how), 'From')).toMatch(from);
  });

  it('does not take a stranger for an anonymous alice', async () => {
    const out = new PeerCall(peers['alice']!, `sip:102@${who['alice']!.domain}`, ANONYMOUS_FROM);
    const final = await out.invite({ who: { ...who['alice']!, password: 'wrong' }, body: sdpOf(peers['alice']!.address, 4000) });
    expect([statusOf(final), reasonOf(final)]).toEqual([407, expect.stringContaining('credentials-refused')]);
  });
});

describe('from phone to carrier', () => {
  const legOf = async (callee: string): Promise<Record<string, unknown>> => {
    const query = new URLSearchParams({ callee, 'startedAt[gte]': startedAt, sort: '-startedAt' });
    return until(`the leg to ${callee}`, async () => (await brand.list(`call-legs?${query}`))[0]);
  };

  it('shows the DDI of the user, asserted to a carrier that is trusted', async () => {
    const invite = await invited('alice', '+34912002601', 'carrier', { headers: ['P-Asserted-Identity: <sip:+34600000666@x.test>'] });
    expect(shown(invite, 'From')).toMatch(/^<sip:\+?34910000101@/);
    expect(shown(invite, 'P-Asserted-Identity')).toMatch(/^<sip:\+?34910000101@/);
    expect(linesOf(invite, 'Privacy')).toEqual([]);
    expect(await legOf('+34912002601')).toMatchObject({ caller: '+34910000101', anonymous: false, diversion: null });
  });

  it.each<[string, string, Call, string]>([
    ['Privacy: id', '+34912002602', { headers: ['Privacy: id'] }, 'id'],
    ['Privacy: id;critical', '+34912002603', { headers: ['Privacy: id;critical'] }, 'id;critical'],
    ['an anonymous From', '+34912002604', { from: ANONYMOUS_FROM }, 'id'],
    ['the star code', '*67+34912002605', {}, 'id'],
    ['the mobile code', '#31#+34912002606', {}, 'id'],
  ])('withholds it by %s: From is nobody, the number goes with the request to keep it', async (_way, number, how, privacy) => {
    const invite = await invited('alice', number, 'carrier', how);
    expect(shown(invite, 'From')).toBe(NOBODY);
    expect(linesOf(invite, 'Privacy')).toEqual([privacy]);
    expect(shown(invite, 'P-Asserted-Identity')).toMatch(/^<sip:\+?34910000101@/);
    expect(headerOf(invite, 'Contact')).not.toMatch(/alice|910000101/);
    expect(await legOf(number.slice(number.indexOf('+')))).toMatchObject({ caller: '+34910000101', anonymous: true });
  });

  const PAI = 'P-Asserted-Identity: <sip:+34910000301@northwind.test>';
  it('tells of a diversion by an own DDI beside an identity, in both headers', async () => {
    const invite = await invited('rita1', '+34912002610', 'carrier', {
      headers: [PAI, 'Diversion: <sip:910000301@northwind.test>;reason=no-answer'],
    });
    expect(shown(invite, 'From')).toMatch(/^<sip:\+?34910000301@/);
    expect(linesOf(invite, 'Diversion')).toEqual([expect.stringMatching(/^<sip:\+?34910000301@[^>]*>;reason=no-answer;privacy=off$/)]);
    const history = linesOf(invite, 'History-Info');
    expect(history).toHaveLength(2);
    expect(history[0]).toMatch(/^<sip:\+?34910000301@[^>]*>;index=1$/);
    expect(history[1]).toMatch(/^<sip:\+?34912002610@[^>]*;cause=408>;index=1\.1;mp=1$/);
    expect(await legOf('+34912002610')).toMatchObject({ diversion: '+34910000301' });
  });

  it.each<[string, readonly string[]]>([
    ['without an identity header', ['Diversion: <sip:+34910000301@northwind.test>;reason=no-answer']],
    ['of a number of others', [PAI, 'Diversion: <sip:+34910000101@northwind.test>;reason=no-answer']],
    ['of others in History-Info', [PAI, 'History-Info: <sip:+34910000101@x.test>;index=1, <sip:9@x.test;cause=302>;index=1.1;mp=1']],
  ])('believes no diversion %s', async (_what, headers) => {
    const invite = await invited('rita1', '+34912002611', 'carrier', { headers });
    expect([...linesOf(invite, 'Diversion'), ...linesOf(invite, 'History-Info')]).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['P-Asserted-Identity', ['P-Asserted-Identity: <sip:+34600000666@northwind.test>']],
    ['P-Preferred-Identity', ['P-Preferred-Identity: <sip:+34910000101@northwind.test>']],
    ['Remote-Party-ID', ['Remote-Party-ID: <sip:+34600000666@northwind.test>;party=calling']],
  ])('replaces a foreign number in %s by the own one', async (_header, headers) => {
    const invite = await invited('rita1', '+34912002612', 'carrier', { headers });
    expect([shown(invite, 'From'), shown(invite, 'P-Asserted-Identity')]).toEqual([
      expect.stringMatching(/^<sip:\+?34910000301@/),
      expect.stringMatching(/^<sip:\+?34910000301@/),
    ]);
  });

  it('refuses a routing tag that was not granted, by its name', async () => {
    const out = new PeerCall(peers['rita1']!, `sip:999%23+34912002613@${who['rita1']!.domain}`, `<${who['rita1']!.aor}>`);
    const final = await out.invite({ who: who['rita1']!, body: sdpOf(peers['rita1']!.address, 4000) });
    expect([statusOf(final), reasonOf(final)]).toEqual([404, expect.stringContaining('routing-tag-refused')]);
  });
});

describe('from carrier to phone', () => {
  const legIn = async (since: string): Promise<Record<string, unknown>> =>
    until('the inbound leg', async () => {
      const query = new URLSearchParams({ callee: '+34910000101', direction: 'inbound', 'startedAt[gte]': since, sort: '-startedAt' });
      return (await brand.list(`call-legs?${query}`))[0];
    });
  const FROM = '"Peter" <sip:+34600111222@carrier.test>';

  it('shows the number, and no more than the number', async () => {
    const invite = await invited('provider', '+34910000101', 'alice', { from: FROM });
    expect(shown(invite, 'From')).toMatch(/<sip:\+34600111222@aurora\.northwind\.test>$/);
    expect(linesOf(invite, 'P-Asserted-Identity')).toEqual([]);
  });

  it('believes the identity that a provider asserts, before From', async () => {
    const since = new Date().toISOString();
    const invite = await invited('provider', '+34910000101', 'alice', {
      from: FROM,
      headers: ['P-Asserted-Identity: <sip:+34600111333@carrier.test>'],
    });
    expect(shown(invite, 'From')).toMatch(/<sip:\+34600111333@/);
    expect(await legIn(since)).toMatchObject({ caller: '+34600111333', anonymous: false });
  });

  it.each<[string, Call, string]>([
    [
      'with the number beside it',
      { from: ANONYMOUS_FROM, headers: ['P-Asserted-Identity: <sip:+34600111444@carrier.test>', 'Privacy: id'] },
      '+34600111444',
    ],
    ['with the number in From and Privacy', { from: FROM, headers: ['Privacy: user;id'] }, '+34600111222'],
    ['of whom nobody knows the number', { from: ANONYMOUS_FROM }, ''],
  ])('shows nothing of an anonymous caller %s, and records what is known', async (_who, how, caller) => {
    const since = new Date().toISOString();
    const invite = await invited('provider', '+34910000101', 'alice', how);
    expect(shown(invite, 'From')).toBe(NOBODY);
    expect(invite).not.toMatch(/34600111|Peter/);
    expect([...linesOf(invite, 'P-Asserted-Identity'), ...linesOf(invite, 'Remote-Party-ID')]).toEqual([]);
    expect(await legIn(since)).toMatchObject({ caller: 'anonymous', withheldCaller: caller || null, anonymous: true });
    const [seen] = await aurora.list('call-legs?direction=inbound&sort=-startedAt');
    expect([seen?.['caller'], Object.keys(seen ?? {}).includes('withheldCaller')]).toEqual(['anonymous', false]);
  });

  it('tells the phone who diverted the call, but not who hides', async () => {
    const invite = await invited('provider', '+34910000101', 'alice', {
      from: FROM,
      headers: [
        'Diversion: <sip:+34600111555@x.test>;reason=unconditional',
        'Diversion: <sip:+34600111666@x.test>;reason=user-busy;privacy=full',
      ],
    });
    expect(linesOf(invite, 'Diversion')).toEqual([expect.stringMatching(/^<sip:\+34600111555@[^>]*>;reason=unconditional;privacy=off$/)]);
    expect(linesOf(invite, 'History-Info')).toHaveLength(2);
    expect(invite).not.toContain('34600111666');
    const hidden = await invited('provider', '+34910000101', 'alice', {
      from: FROM,
      headers: ['Diversion: <sip:+34600111555@x.test>;reason=unconditional', 'Privacy: history'],
    });
    expect([...linesOf(hidden, 'Diversion'), ...linesOf(hidden, 'History-Info')]).toEqual([]);
    expect(shown(hidden, 'From')).toMatch(/\+34600111222/);
  });

  it('gives an endpoint that is trusted the number of an anonymous caller, with the request to keep it', async () => {
    const account = await brand.one('retail-accounts?name=rita1');
    await change(brand, `retail-accounts/${String(account['id'])}`, { sendPai: true });
    const how: Call = { from: ANONYMOUS_FROM, headers: ['P-Asserted-Identity: <sip:+34600111777@carrier.test>', 'Privacy: id;critical'] };
    const invite = await until('the trusted account', async () => {
      const heard = await invited('provider', '+34910000301', 'rita1', how);
      return linesOf(heard, 'P-Asserted-Identity').length > 0 ? heard : undefined;
    });
    expect([shown(invite, 'From'), shown(invite, 'P-Asserted-Identity'), linesOf(invite, 'Privacy')]).toEqual([
      NOBODY,
      '<sip:+34600111777@northwind.test>',
      ['id;critical'],
    ]);
  });
});
