import type { Endpoint } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { ADDRESS, alice, house, initial, proven, type House, type Said } from '../../test/house.js';
import { registerRoute } from './register.route.js';

const uri = 'sip:aurora.northwind.test';
const aor = 'sip:alice@aurora.northwind.test';
const contact = '<sip:alice@198.51.100.1:5060>';
const said = (of: House, headers: readonly string[], more: Said = {}): Said =>
  proven(of, alice, { method: 'REGISTER', uri, to: aor, headers, ...more });
const run = (of: House, request: Said) => registerRoute.run(initial(of, request));
const stored = (of: House) => (of.registered.get('alice@aurora.northwind.test') ?? []).map((one) => one.contact);

describe('REGISTER', () => {
  it('is challenged with 401', async () => {
    const { final } = await run(house(), { method: 'REGISTER', uri, to: aor });
    expect(final).toMatchObject({ kind: 'reply', status: 401 });
    expect(Object.keys((final as { headers: object }).headers)).toEqual(['WWW-Authenticate']);
  });

  it('binds, lists, and removes', async () => {
    const of = house();
    const bound = await run(of, said(of, [`Contact: ${contact}`, 'Expires: 120'], { cseq: 1 }));
    expect(bound).toMatchObject({
      at: 'REGISTRAR',
      final: { status: 200, headers: { Contact: ['<sip:alice@198.51.100.1:5060>;expires=120'] } },
    });
    const listed = await run(of, said(of, [], { cseq: 2 }));
    expect(listed.final).toMatchObject({ status: 200, headers: { Contact: ['<sip:alice@198.51.100.1:5060>;expires=120'] } });
    const removed = await run(of, said(of, ['Contact: *', 'Expires: 0'], { cseq: 3 }));
    // An empty Contact header would be malformed (RFC 3261 §20.10).
    expect(removed.final).toEqual({ kind: 'reply', status: 200, reason: 'OK', headers: {} });
    expect(stored(of)).toEqual([]);
  });

  it('gives device addresses, flow timer and the push service to a phone that asks for them', async () => {
    const of = house();
    const policy = { ...of.ports.registrations, pushProviders: ['fcm'] };
    Object.assign(of.ports, { registrations: policy });
    const asked = '<sip:alice@198.51.100.1:5060;pn-provider=fcm;pn-prid=abc>;reg-id=1;+sip.instance="<urn:uuid:0d1e>";q=0.7';
    const { final } = await run(of, said(of, [`Contact: ${asked}`, 'Expires: 120', 'Supported: gruu, outbound, path']));
    const headers = (final as { headers: Record<string, unknown> }).headers;
    expect(headers).toMatchObject({ Require: 'outbound', 'Flow-Timer': '120', 'Feature-Caps': '*;+sip.pns="fcm"' });
    expect(String(headers['Contact'])).toMatch(
      /^<sip:alice@198\.51\.100\.1:5060;pn-provider=fcm;pn-prid=abc>;expires=120;q=0\.7;\+sip\.instance="<urn:uuid:0d1e>";reg-id=1;pub-gruu="sip:alice@aurora\.northwind\.test;gr=urn:uuid:0d1e";temp-gruu="sip:tgruu\.[\w-]{22}@aurora\.northwind\.test;gr"$/,
    );
    expect(of.registered.get('alice@aurora.northwind.test')).toMatchObject([{ q: 700, instance: 'urn:uuid:0d1e', regId: 1 }]);
  });

  it.each<[string, object, readonly string[], object]>([
    ['passed over while Path is off', {}, [], { status: 200 }],
    ['taken of an edge', { path: 'lazy', isEdge: () => true }, ['<sip:edge.test;lr>'], { status: 200 }],
    ['passed over when a stranger writes it', { path: 'lazy' }, [], { status: 200 }],
    ['refused when a stranger writes it', { path: 'strict' }, undefined as never, { cause: 'source-refused' }],
    [
      'refused when the phone does not know it',
      { path: 'strict', isEdge: () => true },
      undefined as never,
      { cause: 'extension-required', headers: { Require: 'path' } },
    ],
  ])('has a Path that is %s', async (_title, policy, path, expected) => {
    const of = house();
    Object.assign(of.ports, { registrations: { ...of.ports.registrations, ...policy } });
    const { final } = await run(of, said(of, [`Contact: ${contact}`, 'Path: <sip:edge.test;lr>']));
    expect(final).toMatchObject(expected);
    expect(of.registered.get('alice@aurora.northwind.test')?.[0]?.path).toEqual(path);
  });

  it('has its Path repeated to a phone that knows it, and no strict router in it', async () => {
    const of = house();
    Object.assign(of.ports, { registrations: { ...of.ports.registrations, path: 'strict', isEdge: () => true } });
    const good = await run(of, said(of, [`Contact: ${contact}`, 'Supported: path', 'Path: <sip:one.test;lr>, <sip:two.test;lr;ob>']));
    expect(good.final).toMatchObject({ status: 200, headers: { Path: ['<sip:one.test;lr>', '<sip:two.test;lr;ob>'] } });
    for (const wrong of ['<sip:one.test>', '<http://one.test;lr>', Array(9).fill('<sip:a.test;lr>').join(',')])
      expect((await run(of, said(of, [`Contact: ${contact}`, 'Supported: path', `Path: ${wrong}`], { cseq: 9 }))).final).toMatchObject({
        cause: 'request-malformed',
      });
  });

  it.each([
    ['all', ['198.51.100.2', '198.51.100.1']],
    ['own', ['198.51.100.2']],
  ] as const)('lists %s contacts in its answer as told', async (listed, hosts) => {
    const of = house();
    Object.assign(of.ports, { registrations: { ...of.ports.registrations, listed } });
    const at = of.endpoints.findIndex(({ name }) => name === 'alice');
    of.endpoints[at] = { ...(of.endpoints[at] as Endpoint), multiContact: true };
    await run(of, said(of, ['Contact: <sip:alice@198.51.100.1>', 'Expires: 120'], { cseq: 1 }));
    const { final } = await run(of, said(of, ['Contact: <sip:alice@198.51.100.2>', 'Expires: 120'], { cseq: 2 }));
    const contacts = (final as unknown as { headers: { Contact: string[] } }).headers.Contact;
    expect(contacts.map((value) => /@([\d.]+)>/.exec(value)?.[1])).toEqual(hosts);
  });

  it('gives several devices a place only where the endpoint may have them', async () => {
    const of = house();
    for (const [cseq, host] of ['198.51.100.1', '198.51.100.2'].entries())
      await run(of, said(of, [`Contact: <sip:alice@${host}>`, 'Expires: 120'], { cseq: cseq + 1 }));
    expect(stored(of)).toEqual(['sip:alice@198.51.100.2']);
    const eleven = [...Array(11).keys()].map((n) => `<sip:alice@198.51.100.${n + 1}>`).join(', ');
    expect((await run(of, said(of, [`Contact: ${eleven}`], { cseq: 5 }))).final).toMatchObject({ cause: 'contacts-full' });
    expect(stored(of)).toEqual(['sip:alice@198.51.100.2']);
  });

  it('is told to live views when contacts come or go, not when one is refreshed', async () => {
    const of = house();
    await run(of, said(of, [`Contact: ${contact}`, 'Expires: 120', 'User-Agent: Desk 7'], { cseq: 1 }));
    await run(of, said(of, [`Contact: ${contact}`, 'Expires: 120'], { cseq: 2 }));
    await run(of, said(of, ['Contact: *', 'Expires: 0'], { cseq: 3 }));
    expect(of.told).toMatchObject([
      { brandId: 1, clientId: 1, endpointKind: 'terminal', endpointName: 'alice', contacts: 1, userAgent: 'Desk 7' },
      { endpointName: 'alice', contacts: 0 },
    ]);
  });

  it('keeps where the phone was seen, not only what it says', async () => {
    const of = house();
    await run(of, said(of, ['Contact: <sip:alice@10.0.0.7>', 'User-Agent: Desk 7']));
    expect(of.registered.get('alice@aurora.northwind.test')?.[0]).toMatchObject({
      contact: 'sip:alice@10.0.0.7',
      source: { protocol: 'udp', address: ADDRESS.alice, port: 5060 },
      receivedOn: '192.0.2.10:5060',
      userAgent: 'Desk 7',
    });
  });

  it.each<[string, Said, object]>([
    [
      'too short a time with 423 and Min-Expires',
      { headers: [`Contact: ${contact}`, 'Expires: 30'] },
      { cause: 'interval-too-brief', headers: { 'Min-Expires': '60' } },
    ],
    ['a contact that is no SIP URI', { headers: ['Contact: <mailto:alice@x.test>'] }, { cause: 'request-malformed' }],
    ['* with a time', { headers: ['Contact: *', 'Expires: 60'] }, { cause: 'request-malformed' }],
    [
      'the AoR of somebody else',
      { to: 'sip:bob@aurora.northwind.test', headers: [`Contact: ${contact}`] },
      { cause: 'credentials-refused' },
    ],
    [
      'a From that is not the AoR',
      { from: 'sip:bob@aurora.northwind.test', headers: [`Contact: ${contact}`] },
      { cause: 'credentials-refused' },
    ],
    [
      'a domain that is not ours in the Request-URI',
      { uri: 'sip:boreal.southwind.test', headers: [`Contact: ${contact}`] },
      { cause: 'number-unknown' },
    ],
  ])('refuses %s and stores nothing', async (_title, more, expected) => {
    const of = house();
    const { final } = await run(of, said(of, more.headers ?? [], more));
    expect(final).toMatchObject({ kind: 'refuse', ...expected });
    expect(stored(of)).toEqual([]);
  });

  it('refuses wrong password, unknown user and a terminal without user alike', async () => {
    const outcomes = await Promise.all(
      [
        { ...alice, password: 'wrong' },
        { ...alice, name: 'nobody' },
        { ...alice, name: 'spare' },
      ].map(async (caller) => {
        const of = house();
        const request = proven(of, caller, {
          method: 'REGISTER',
          uri,
          to: `sip:${caller.name}@${caller.domain}`,
          headers: [`Contact: ${contact}`],
        });
        const { final, at } = await run(of, request);
        return JSON.stringify({ final, at }).replace(/nonce=\\"[^"]*\\"/g, 'nonce');
      }),
    );
    expect(outcomes[0]).toContain('"status":401');
    expect(new Set(outcomes).size).toBe(1);
  });

  it('is not served from inside or for a wholesale client', async () => {
    for (const source of [ADDRESS.asterisk, ADDRESS.trunks, ADDRESS.wanda])
      expect((await run(house(), { method: 'REGISTER', uri, to: aor, source })).final).toMatchObject({ cause: 'method-refused' });
  });
});
