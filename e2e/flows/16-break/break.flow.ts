import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audioTarget, headerOf, outside, phone, ratedCall, RtpEndpoint, trunksProxy, until, usersProxy } from '@switchyard/testing';
import type { PortalClient } from '@switchyard/testing';
import { Redis } from 'ioredis';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, microsOf, openPlatform } from '../../platform.js';
import { newId, PeerCall, reasonOf, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let brand: PortalClient;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});

/** Opens peers, runs, closes them whatever happens. */
async function withPeers<T>(opening: readonly Promise<SipPeer>[], run: (...peers: SipPeer[]) => Promise<T>): Promise<T> {
  const peers = await Promise.all(opening);
  try {
    return await run(...peers);
  } finally {
    for (const peer of peers) peer.close();
  }
}
const rita = (): Promise<SipPeer> => SipPeer.udp(phone(platform, 'rita1').address, usersProxy(platform));
const wanda = (): Promise<SipPeer> => SipPeer.udp(outside(platform).wholesale, usersProxy(platform));
const carrier = (): Promise<SipPeer> => SipPeer.udp(outside(platform).carrierOne, trunksProxy(platform));

interface Talking {
  readonly call: PeerCall;
  readonly far: PeerCall;
  readonly ok: string;
  readonly invite: string;
}

/** `caller` (with credentials: a phone) calls, `callee` answers. */
async function connect(call: PeerCall, callee: SipPeer, ports: readonly [number, number] = [4000, 4002], who?: ReturnType<typeof phone>) {
  const tag = newId('tag');
  const final = call.invite({ body: sdpOf(call.peer.address, ports[0]), ...(who ? { who } : {}) });
  const refused = final.then((text) => (statusOf(text) === 200 ? new Promise<never>(() => undefined) : Promise.reject(new Error(text))));
  const invite = await Promise.race([callee.hearRequest('INVITE'), refused]);
  callee.reply(invite, '200 OK', { tag, body: sdpOf(callee.address, ports[1]) });
  const ok = await final;
  call.connect(ok);
  await callee.hearRequest('ACK');
  return { call, far: PeerCall.answered(callee, invite, tag), ok, invite } satisfies Talking;
}

async function retailCall(caller: SipPeer, callee: SipPeer, number: string): Promise<Talking> {
  const who = phone(platform, 'rita1');
  return connect(new PeerCall(caller, `sip:${number}@${who.domain}`, `<${who.aor}>`), callee, [4000, 4002], who);
}

const wholesaleCall = (caller: SipPeer, number: string): PeerCall =>
  new PeerCall(caller, `sip:${number}@${usersProxy(platform)}`, '<sip:+34913333333@wholesale.test>');

async function answerBye(peer: SipPeer): Promise<string> {
  const bye = await peer.hearRequest('BYE', 10_000);
  peer.reply(bye, '200 OK');
  return bye;
}

const recordsOf = (number: string, since: string) =>
  brand.list(`billable-calls?callee=${encodeURIComponent(number)}&startedAt[gte]=${since}&itemsPerPage=100`);

describe('hold and resume', () => {
  it.each(['caller', 'callee'] as const)(
    'by the %s, with the called phone on its TCP connection: both hear each other again',
    async (by) => {
      const [alice, bob] = [phone(platform, 'alice'), phone(platform, 'bob')];
      const peers = [SipPeer.udp(alice.address, usersProxy(platform)), SipPeer.tcp(bob.address, usersProxy(platform))];
      await withPeers(peers, async (a, b) => {
        const [ears, farEars] = await Promise.all([RtpEndpoint.open(alice.address), RtpEndpoint.open(bob.address)]);
        try {
          expect(statusOf(await register(b as SipPeer, bob))).toBe(200);
          const invited = new PeerCall(a as SipPeer, `sip:102@${alice.domain}`, `<${alice.aor}>`);
          const { call, far, ok, invite } = await connect(invited, b as SipPeer, [ears.port, farEars.port], alice);
          ears.sendTone(1000, audioTarget(ok));
          farEars.sendTone(600, audioTarget(invite));
          await Promise.all([ears.hears(25), farEars.hears(25)]);
          const [holder, port] = by === 'caller' ? [call, ears.port] : [far, farEars.port];
          for (const [direction, version] of [
            ['sendonly', 2],
            ['sendrecv', 3],
          ] as const) {
            const answer = await holder.request('INVITE', { body: sdpOf(holder.peer.address, port, direction, version) });
            expect(statusOf(answer)).toBe(200);
            holder.ack();
          }
          const before = [ears.receivedFrames, farEars.receivedFrames] as const;
          await Promise.all([ears.hears(before[0] + 40), farEars.hears(before[1] + 40)]);
          expect(ears.heard(600)).toBeGreaterThan(0.9);
          expect(farEars.heard(1000)).toBeGreaterThan(0.9);
          expect(statusOf((await Promise.all([call.request('BYE'), answerBye(b as SipPeer)]))[0])).toBe(200);
          expect(statusOf(await call.request('BYE'))).toBe(481);
        } finally {
          ears.close();
          farEars.close();
        }
      });
    },
  );
});

describe('a prepaid client with next to nothing', () => {
  it('is cut when the credit is used up, pays no more than it had, and is told why', async () => {
    const redis = new Redis(platform.redisUrl);
    const client = await brand.one('clients?name=Wanda');
    const key = `sy:balance:${String(client['id'])}`;
    try {
      await withPeers([wanda(), carrier()], async (a, b) => {
        const since = new Date().toISOString();
        await redis.set(key, '0.010700');
        await connect(wholesaleCall(a as SipPeer, '+34912001601'), b as SipPeer);
        const [bye] = await Promise.all([answerBye(a as SipPeer), answerBye(b as SipPeer)]);
        expect(reasonOf(bye)).toContain('text="credit-cut"');
        const row = await ratedCall(brand, '+34912001601', since);
        expect(row).toMatchObject({ cause: 'credit-cut', durationSec: 2 });
        expect(microsOf(row['price'])).toBeLessThanOrEqual(microsOf('0.010700'));
        expect(await recordsOf('+34912001601', since)).toHaveLength(1);

        await redis.set(key, '0.000000');
        const refused = await wholesaleCall(a as SipPeer, '+34912001602').invite({ body: sdpOf((a as SipPeer).address, 4000) });
        expect([statusOf(refused), reasonOf(refused)]).toEqual([402, 'Q.850;cause=50;text="credit-exhausted"']);
      });
    } finally {
      await redis.del(key);
      redis.disconnect();
    }
  });
});

describe('thirty calls at once', () => {
  it('leave thirty records', async () => {
    await withPeers([wanda(), carrier()], async (a, b) => {
      const since = new Date().toISOString();
      const [caller, callee] = [a as SipPeer, b as SipPeer];
      const answering = setInterval(() => {
        for (const text of callee.heard.splice(0)) {
          if (text.startsWith('INVITE')) callee.reply(text, '200 OK', { tag: newId('t'), body: sdpOf(callee.address, 4002) });
          else if (text.startsWith('BYE')) callee.reply(text, '200 OK');
        }
      }, 5);
      try {
        const calls = Array.from({ length: 30 }, () => wholesaleCall(caller, '+34912001603'));
        await Promise.all(calls.map(async (call) => call.connect(await call.invite({ body: sdpOf(caller.address, 4000) }))));
        const byes = await Promise.all(calls.map((call) => call.request('BYE')));
        expect(new Set(byes.map(statusOf))).toEqual(new Set([200]));
        const rows = await until('30 records', async () => {
          const found = await recordsOf('+34912001603', since);
          return found.length >= 30 ? found : undefined;
        });
        expect(new Set(rows.map((row) => row['legUid'] ?? row['id'])).size).toBe(30);
      } finally {
        clearInterval(answering);
      }
    });
  });
});

describe('the trunks sip-server is killed in the middle of a call', () => {
  it('the BYE of the caller still ends and records it, once, and new calls go through', async () => {
    await withPeers([rita(), carrier()], async (a, b) => {
      const since = new Date().toISOString();
      const { call } = await retailCall(a as SipPeer, b as SipPeer, '+34912001604');
      const server = platform.process('sip-server-trunks');
      await server.kill('SIGKILL');
      await server.start();
      await server.waitHealthy();
      await platform.process('trunks-proxy').waitHealthy();
      const next = await until('a call after the restart', () =>
        retailCall(a as SipPeer, b as SipPeer, '+34912001605').catch(() => undefined),
      );
      expect(statusOf((await Promise.all([next.call.request('BYE'), answerBye(b as SipPeer)]))[0])).toBe(200);
      expect(statusOf(await call.request('BYE'))).toBe(200);
      expect(await ratedCall(brand, '+34912001604', since)).toMatchObject({ cause: 'normal-clearing' });
      expect(await recordsOf('+34912001604', since)).toHaveLength(1);
    });
  });
});

describe('the disk takes no records', () => {
  it('calls go on, /health says it, and every record is there once the disk takes them again', async () => {
    const spool = join(platform.folder, 'spool', 'cdr');
    const who = phone(platform, 'rita1');
    const records = async (): Promise<{ ok: boolean; detail: string }> => {
      const { host, port } = platform.addresses.ops['trunks-proxy'];
      const body = (await (await fetch(`http://${host}:${port}/health`)).json()) as {
        checks: { records: { ok: boolean; detail: string } };
      };
      return body.checks.records;
    };
    await withPeers([rita(), carrier()], async (a, b) => {
      const since = new Date().toISOString();
      renameSync(spool, `${spool}.away`);
      writeFileSync(spool, '');
      try {
        const { call } = await retailCall(a as SipPeer, b as SipPeer, '+34912001606');
        expect(statusOf((await Promise.all([call.request('BYE'), answerBye(b as SipPeer)]))[0])).toBe(200);
        const blocked = new PeerCall(a as SipPeer, `sip:+34906001607@${who.domain}`, `<${who.aor}>`);
        const refused = await blocked.invite({ who, body: sdpOf(who.address, 4000) });
        expect([statusOf(refused), reasonOf(refused)]).toEqual([403, 'Q.850;cause=21;text="route-blocked"']);
        expect(headerOf(refused, 'Call-ID')).toBe(blocked.callId);
        expect(await records()).toMatchObject({ ok: false, detail: expect.stringContaining('ENOTDIR') as string });
      } finally {
        rmSync(spool);
        renameSync(`${spool}.away`, spool);
      }
      expect(await ratedCall(brand, '+34912001606', since)).toMatchObject({ cause: 'normal-clearing' });
      const legs = `call-legs?callee=${encodeURIComponent('+34906001607')}&startedAt[gte]=${since}`;
      const leg = await until('the record of the refused call', async () => (await brand.list(legs))[0]);
      expect(leg).toMatchObject({ cause: 'route-blocked' });
      expect(await records()).toMatchObject({ ok: true });
    });
  });
});
