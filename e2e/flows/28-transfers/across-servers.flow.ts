import type { Instance } from '@switchyard/local-runner';
import { headerOf, PortalClient, until } from '@switchyard/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Handset, replacesOf } from '../../handset.js';
import { openPlatform } from '../../platform.js';

let platform: Instance;
let admin: PortalClient;
let set: Record<string, unknown>;
let second: Record<string, unknown>;
let urls: readonly string[];
let open: Handset[] = [];

const metrics = async (name: 'users-proxy' | 'app-server'): Promise<string> => {
  const { host, port } = platform.addresses.ops[name];
  return (await fetch(`http://${host}:${port}/metrics`)).text();
};
const revision = async (): Promise<number> => {
  const { host, port } = platform.addresses.ops['users-proxy'];
  return Number(/revision (\d+)/.exec(await (await fetch(`http://${host}:${port}/health`)).text())?.[1]);
};
/** Channels of both Asterisks. */
const channels = (): Promise<readonly number[]> =>
  Promise.all(
    urls.map(async (url) => {
      const { user, password } = platform.ari;
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
      return ((await (await fetch(`${url}/ari/channels`, { headers: { authorization } })).json()) as unknown[]).length;
    }),
  );

beforeAll(async () => {
  platform = await openPlatform();
  admin = await PortalClient.login(platform, 'platform', 'admin');
  const { process, sip, ariUrl } = platform.secondAsterisk();
  await process.start();
  const first = await admin.one('application-servers?name=asterisk-1');
  urls = [String(first['ariUrl']), ariUrl];
  second = (await admin.post('application-servers', { name: 'asterisk-2', sipHost: sip.host, sipPort: sip.port, ariUrl })).body;
  set = await admin.one('application-server-sets?isDefault=true');
  const before = await revision();
  const both = { distributeMethod: 'rr', applicationServerIds: [Number(first['id']), Number(second['id'])] };
  expect((await admin.patch(`application-server-sets/${String(set['id'])}`, both)).status).toBe(200);
  await until('the users proxy obeys', async () => (await revision()) > before || undefined);
  await until('both Asterisks serve', async () => {
    const driven = (await metrics('app-server')).matchAll(/asterisk_connected\{[^}]*server="asterisk-[12]"[^}]*\} 1$/gm);
    const seen = /application_server_state\{[^}]*server="asterisk-2",state="up"[,}].* 1$/m.test(await metrics('users-proxy'));
    return ([...driven].length === 2 && seen) || undefined;
  });
}, 60_000);

afterEach(() => {
  for (const handset of open) handset.close();
  open = [];
});

afterAll(async () => {
  const [first] = (set['applicationServerIds'] as readonly number[] | undefined) ?? [];
  await admin.patch(`application-server-sets/${String(set['id'])}`, { distributeMethod: 'hash', applicationServerIds: [first ?? 1] });
  await admin.delete(`application-servers/${String(second['id'])}`);
  await platform.secondAsterisk().process.stop();
}, 30_000);

async function office(): Promise<readonly [Handset, Handset, Handset]> {
  const [alice, bob, carol] = await Promise.all([
    Handset.open(platform, 'alice', 400),
    Handset.open(platform, 'bob', 700),
    Handset.open(platform, 'carol', 1100),
  ]);
  open.push(alice, bob, carol);
  return [alice, bob, carol];
}

describe('calls that two application servers have', () => {
  it('are joined by an attended transfer', async () => {
    const [alice, bob, carol] = await office();
    const first = alice.dialling('102');
    const far = bob.answer(await bob.rings());
    await first.final;
    const other = alice.dialling('103');
    const third = carol.answer(await carol.rings());
    await other.final;
    expect(await channels()).toEqual([2, 2]);
    const target = `<sip:103@${alice.who.domain}?Replaces=${encodeURIComponent(replacesOf(other.call))}>`;
    expect(await alice.refer(first.call, target)).toBe(202);
    await alice.learns(/200 OK; terminated/);
    await Promise.all([bob.hears(carol), carol.hears(bob)]);
    expect(await channels()).toEqual([2, 2]);
    await bob.hangUp(far);
    await carol.hearsBye(third);
    await until('both Asterisks are free', async () => (await channels()).every((count) => count === 0) || undefined);
  });

  it('are picked up from whichever has them', async () => {
    const [alice, bob, carol] = await office();
    // Twice: the second call is on the other server.
    for (let turn = 0; turn < 2; turn++) {
      const { call, final } = alice.dialling('102');
      const invite = await bob.rings();
      expect((await channels()).reduce((sum, count) => sum + count)).toBe(2);
      const callId = headerOf(invite, 'Call-ID') ?? '';
      const from = /tag=([^;>]+)/.exec(headerOf(invite, 'From') ?? '')?.[1] ?? '';
      const to = `t${callId.replace(/\W/g, '').slice(0, 12)}`;
      const picked = carol.dialling('102', [`Replaces: ${callId};to-tag=${to};from-tag=${from}`]);
      await bob.isGivenUp(invite);
      expect(await picked.final).toMatch(/^SIP\/2.0 200/);
      await final;
      await Promise.all([alice.hears(carol), carol.hears(alice)]);
      await alice.hangUp(call);
      await carol.hearsBye(picked.call);
    }
  });
});
