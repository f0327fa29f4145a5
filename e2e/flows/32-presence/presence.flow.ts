import { headerOf, phone, PortalClient, until, usersProxy, type Phone } from '@switchyard/testing';
import { depositMessage, openDatabase } from '@switchyard/data';
import type { Instance } from '@switchyard/local-runner';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlatform } from '../../platform.js';
import { PeerCall, register, sdpOf, SipPeer, statusOf, newId } from '../../sip-peer.js';
import { ask, typeOf, versionOf, Watch } from './watch.js';

const DIALOG = ['Accept: application/dialog-info+xml'];

let platform: Instance;
let client: PortalClient;
let admin: PortalClient;
let phones: Record<'alice' | 'bob' | 'carol' | 'zoe', Phone>;
let [alice, bob, carol]: SipPeer[] = [];
const open: SipPeer[] = [];

async function peerOf(who: Phone, port?: number): Promise<SipPeer> {
  const peer = await SipPeer.udp(who.address, usersProxy(platform), port);
  open.push(peer);
  return peer;
}

beforeAll(async () => {
  platform = await openPlatform();
  client = await PortalClient.login(platform, 'client', 'aurora');
  admin = await PortalClient.login(platform, 'platform', 'admin');
  phones = {
    alice: phone(platform, 'alice'),
    bob: phone(platform, 'bob'),
    carol: phone(platform, 'carol'),
    zoe: phone(platform, 'zoe'),
  };
});
beforeEach(async () => {
  alice = await peerOf(phones.alice);
  bob = await peerOf(phones.bob);
  carol = await peerOf(phones.carol);
  for (const [peer, who] of [
    [bob, phones.bob],
    [carol, phones.carol],
  ] as const)
    expect(statusOf(await register(peer, who))).toBe(200);
});
afterEach(() => {
  for (const peer of open.splice(0)) peer.close();
});

const at = (user: string): string => `sip:${user}@${phones.alice.domain}`;
const parties = (): { alice: SipPeer; bob: SipPeer; carol: SipPeer } => {
  if (!alice || !bob || !carol) throw new Error('the phones are not there');
  return { alice, bob, carol };
};

/** Carol calls Bob, who rings, and answers when he is told to. */
async function carolRingsBob(): Promise<{
  readonly call: PeerCall;
  readonly invite: string;
  readonly final: Promise<string>;
  readonly tag: string;
}> {
  const { bob, carol } = parties();
  const call = new PeerCall(carol, at('102'), `<${phones.carol.aor}>`);
  const final = call.invite({ who: phones.carol, body: sdpOf(carol.address, 4000), patienceMs: 10_000 });
  final.catch(() => undefined);
  const invite = await bob.hearRequest('INVITE', 10_000);
  const tag = newId('tag');
  bob.reply(invite, '180 Ringing', { tag });
  return { call, invite, final, tag };
}

async function restarted(name: 'users-proxy' | 'sip-server-users', signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const service = platform.process(name);
  const { host, port } = platform.addresses.ops['sip-server-users'];
  await until(
    'the journal',
    async () =>
      /^switchyard_sip_journal_waiting\{[^}]*\} 0$/m.test(await (await fetch(`http://${host}:${port}/metrics`)).text()) || undefined,
  );
  await (signal === 'SIGKILL' ? service.kill('SIGKILL') : service.stop());
  await service.start();
  for (const each of ['sip-server-users', 'users-proxy'] as const) await platform.process(each).waitHealthy();
}

describe('busy lamps (IV-53, IV-54)', () => {
  it('follow a colleague through a call, with the dialog a pickup names', async () => {
    const { alice, bob, carol } = parties();
    const lamp = new Watch(alice, phones.alice, at('102'), 'dialog', DIALOG);
    expect(statusOf(await lamp.subscribe())).toBe(200);
    const idle = await lamp.hear('idle');
    expect(typeOf(idle)).toBe('application/dialog-info+xml');
    expect(idle).not.toContain('<dialog ');
    const { call, invite, final, tag } = await carolRingsBob();
    const ringing = await lamp.hear('early', (text) => text.includes('<state>early</state>'));
    expect(ringing).toContain(`call-id="${headerOf(invite, 'Call-ID') ?? ''}" local-tag="${tag}"`);
    expect(ringing).toContain('direction="recipient"');
    expect(versionOf(ringing)).toBeGreaterThan(versionOf(idle));
    bob.reply(invite, '200 OK', { tag, body: sdpOf(bob.address, 4002) });
    const answered = await final;
    expect(statusOf(answered)).toBe(200);
    call.connect(answered);
    await lamp.hear('confirmed', (text) => text.includes('<state>confirmed</state>'));
    const bye = call.request('BYE');
    bob.reply(await bob.hearRequest('BYE'), '200 OK');
    expect(statusOf(await bye)).toBe(200);
    await lamp.hear('idle again', (text) => !text.includes('<dialog '));
    expect(carol.heard.filter((text) => text.startsWith('NOTIFY'))).toEqual([]);
    expect(statusOf(await lamp.subscribe(0))).toBe(200);
    expect(await lamp.hear('the end')).toMatch(/^Subscription-State: terminated;reason=timeout/m);
  });

  it('show a route lock that is opened and closed in the office', async () => {
    const { alice } = parties();
    const codes = await client.list('client-services?itemsPerPage=100');
    expect(codes.map((row) => row['code'])).toContain('72');
    const lock = (await client.post('route-locks', { name: newId('door'), open: false })).body;
    try {
      const hint = `*72${String(lock['id'])}`;
      const lamp = new Watch(alice, phones.alice, at(hint), 'dialog', DIALOG);
      // The new lock is known within a second.
      await until('the lock is known', async () => statusOf(await lamp.subscribe()) === 200 || undefined);
      await lamp.hear('closed', (text) => text.includes('<state>confirmed</state>'));
      await client.patch(`route-locks/${String(lock['id'])}`, { open: true });
      await lamp.hear('open', (text) => !text.includes('<dialog '));
      await client.patch(`route-locks/${String(lock['id'])}`, { open: false });
      await lamp.hear('closed again', (text) => text.includes('<state>confirmed</state>'));
    } finally {
      await client.delete(`route-locks/${String(lock['id'])}`);
    }
  });

  it.each<[string, () => string, readonly string[], number, RegExp]>([
    ['an event that is not served', () => at('102'), ['Event: conference'], 489, /^Allow-Events:.*dialog/m],
    ['too short a time', () => at('102'), ['Event: dialog', 'Expires: 300'], 423, /^Min-Expires: 1800/m],
    [
      'a content type that is not made',
      () => at('102'),
      ['Event: dialog', 'Accept: text/plain'],
      406,
      /^Accept: application\/dialog-info/m,
    ],
    ['an extension of nobody', () => at('199'), ['Event: dialog'], 404, /number-unknown/],
    ['the mailbox of a colleague', () => at('102'), ['Event: message-summary'], 403, /watch-refused/],
    ['a phone of another brand', () => phones.zoe.aor, ['Event: dialog'], 404, /number-unknown/],
    ['the name of another brand in the own domain', () => at('zoe'), ['Event: dialog'], 404, /number-unknown/],
  ])('are refused for %s (IV-56, IV-57)', async (_title, uri, headers, status, shows) => {
    const { alice } = parties();
    const refused = await ask(alice, phones.alice, 'SUBSCRIBE', uri(), { headers });
    expect(statusOf(refused)).toBe(status);
    expect(refused).toMatch(shows);
  });
});

describe('a restart', () => {
  it.each([
    ['users-proxy', 'SIGKILL'],
    ['sip-server-users', 'SIGKILL'],
  ] as const)('of the %s (%s) loses no subscription', async (name, signal) => {
    const { alice } = parties();
    const lamp = new Watch(alice, phones.alice, at('102'), 'dialog', DIALOG);
    expect(statusOf(await lamp.subscribe())).toBe(200);
    const before = await lamp.hear('idle');
    await restarted(name, signal);
    const { call, final } = await carolRingsBob();
    const told = await lamp.hear('early', (text) => text.includes('<state>early</state>'), 10_000);
    expect(versionOf(told)).toBeGreaterThan(versionOf(before));
    call.cancel();
    await final;
    await lamp.hear('idle again', (text) => !text.includes('<dialog '));
    expect(statusOf(await lamp.subscribe(1800))).toBe(200);
    expect(statusOf(await lamp.subscribe(0))).toBe(200);
  });
});

describe('mailboxes, presence and lists', () => {
  it('a lamp follows the messages of the own mailbox (IV-55)', async () => {
    const { alice } = parties();
    const lamp = new Watch(alice, phones.alice, phones.alice.aor, 'message-summary');
    expect(statusOf(await lamp.subscribe())).toBe(200);
    const told = await lamp.hear('the numbers');
    expect(typeOf(told)).toBe('application/simple-message-summary');
    const before = Number(/^Voice-Message: (\d+)\//m.exec(told)?.[1]);
    const user = await client.one('users?name=Alice');
    const box = await client.one(`voicemails?userId=${String(user['id'])}`);
    const database = await openDatabase({ ...platform.addresses.database, secretsKey: platform.secret('platform:secrets') });
    try {
      const id = await depositMessage(database, {
        voicemailId: Number(box['id']),
        caller: '103',
        callerName: 'Carol',
        receivedAtMs: Date.now(),
        durationSec: 3,
        callUid: null,
      });
      await lamp.hear('one more', (text) => new RegExp(`^Messages-Waiting: yes\r\n.*\r\nVoice-Message: ${before + 1}/`, 'm').test(text));
      expect((await client.patch(`voicemail-messages/${id}`, { folder: 'old' })).status).toBe(200);
      await lamp.hear('it was heard', (text) => new RegExp(`^Voice-Message: ${before}/[1-9]`, 'm').test(text));
      expect((await client.delete(`voicemail-messages/${id}`)).status).toBe(204);
    } finally {
      await database.destroy();
    }
    await lamp.subscribe(0);
  });

  it('what a phone publishes of itself reaches its colleagues, until it takes it back (RFC 3903)', async () => {
    const { alice, bob } = parties();
    const buddy = new Watch(alice, phones.alice, at('102'), 'presence', ['Accept: application/pidf+xml']);
    expect(statusOf(await buddy.subscribe(600))).toBe(200);
    await buddy.hear('registered', (text) => text.includes('<basic>open</basic>'));
    const pidf = `<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="${phones.bob.aor}"><tuple id="desk"><status><basic>open</basic></status><note>At lunch &amp; back soon</note></tuple></presence>`;
    const publish = (headers: readonly string[], body = ''): Promise<string> =>
      ask(bob, phones.bob, 'PUBLISH', phones.bob.aor, {
        headers: ['Event: presence', ...headers],
        body,
        contentType: 'application/pidf+xml',
      });
    const published = await publish(['Expires: 600'], pidf);
    expect(statusOf(published)).toBe(200);
    const tag = headerOf(published, 'SIP-ETag') ?? '';
    expect(tag).not.toBe('');
    await buddy.hear('the note', (text) => text.includes('<note>At lunch &amp; back soon</note>'));
    expect(statusOf(await publish(['Expires: 600', 'SIP-If-Match: nothing'], pidf))).toBe(412);
    const refreshed = await publish(['Expires: 600', `SIP-If-Match: ${tag}`]);
    expect(statusOf(refreshed)).toBe(200);
    expect(statusOf(await publish(['Expires: 0', `SIP-If-Match: ${headerOf(refreshed, 'SIP-ETag') ?? ''}`]))).toBe(200);
    await buddy.hear('no note', (text) => !text.includes('At lunch'));
    expect(
      statusOf(
        await ask(bob, phones.bob, 'PUBLISH', phones.alice.aor, {
          headers: ['Event: presence'],
          body: pidf,
          contentType: 'application/pidf+xml',
        }),
      ),
    ).toBe(403);
    await buddy.subscribe(0);
  });

  it('one subscription to a list tells of all colleagues, then of the one that changed (RFC 4662)', async () => {
    const { alice } = parties();
    const name = newId('team').slice(0, 12);
    const list = (await client.post('presence-lists', { name, everyone: true })).body;
    try {
      const plain = new Watch(alice, phones.alice, at(name), 'dialog', DIALOG);
      await until('the list is known', async () => statusOf(await plain.subscribe()) === 421 || undefined);
      const watch = new Watch(alice, phones.alice, at(name), 'dialog', [
        'Supported: eventlist',
        'Accept: application/dialog-info+xml, application/rlmi+xml, multipart/related',
      ]);
      expect(statusOf(await watch.subscribe())).toBe(200);
      const all = await watch.hear('all of them');
      expect(typeOf(all)).toBe('multipart/related');
      expect(all).toContain('fullState="true"');
      for (const user of ['102', '103']) expect(all).toContain(`<resource uri="${at(user)}">`);
      const { call, final } = await carolRingsBob();
      const some = await watch.hear('what changed', (text) => text.includes('<state>early</state>'));
      expect(some).toContain('fullState="false"');
      call.cancel();
      await final;
      await watch.subscribe(0);
    } finally {
      await client.delete(`presence-lists/${String(list['id'])}`);
    }
  });

  it('a phone watches its own registration (SX-14), and nobody else’s', async () => {
    const { alice } = parties();
    const own = new Watch(alice, phones.alice, phones.alice.aor, 'reg');
    expect(statusOf(await own.subscribe(600))).toBe(200);
    await own.hear('the state', (text) => typeOf(text) === 'application/reginfo+xml');
    expect(statusOf(await register(alice, phones.alice))).toBe(200);
    await own.hear('registered', (text) => text.includes('state="active"') && text.includes(alice.contact));
    await own.subscribe(0);
    expect(statusOf(await ask(alice, phones.alice, 'SUBSCRIBE', phones.bob.aor, { headers: ['Event: reg'] }))).toBe(403);
  });

  it('presence is switched off for a domain while everything runs, and on again (IV-58)', async () => {
    const { alice } = parties();
    const lamp = new Watch(alice, phones.alice, at('102'), 'dialog', DIALOG);
    expect(statusOf(await lamp.subscribe())).toBe(200);
    await lamp.hear('idle');
    const off = await admin.post('presence-switches', { scope: 'domain', target: phones.alice.domain, enabled: false });
    expect(off.status).toBe(201);
    try {
      expect(await lamp.hear('the end', (text) => /^Subscription-State: terminated/m.test(text))).toMatch(/reason=rejected/);
      const again = new Watch(alice, phones.alice, at('102'), 'dialog', DIALOG);
      expect(await again.subscribe()).toMatch(/^SIP\/2\.0 501 [\s\S]*presence-off/);
    } finally {
      await admin.delete(`presence-switches/${String(off.body['id'])}`);
    }
    const after = new Watch(alice, phones.alice, at('102'), 'dialog', DIALOG);
    await until('presence is on', async () => statusOf(await after.subscribe()) === 200 || undefined);
    await after.hear('idle');
    await after.subscribe(0);
  });
});
