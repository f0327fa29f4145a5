import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { readFileSync } from 'node:fs';
import {
  makeCertificate,
  phone,
  PortalClient,
  registerPhone,
  RtpEndpoint,
  until,
  usersProxy,
  type Certificate,
  type Phone,
} from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform } from '../../platform.js';
import { answerTo, newId, PeerCall, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let brand: PortalClient;
let aurora: PortalClient;
let at: (octet: number) => string;
const peers: SipPeer[] = [];
beforeAll(async () => {
  platform = await openPlatform();
  [brand, aurora] = await Promise.all([
    PortalClient.login(platform, 'brand', 'northwind'),
    PortalClient.login(platform, 'client', 'aurora'),
  ]);
  at = (octet) => `${platform.net}.${octet}`;
});
afterAll(() => {
  for (const peer of peers) peer.close();
});
async function peerAt(octet: number, port = 5060): Promise<SipPeer> {
  const peer = await SipPeer.udp(at(octet), usersProxy(platform), port);
  peers.push(peer);
  return peer;
}
const idOf = async (client: PortalClient, path: string): Promise<string> => String((await client.one(path))['id']);
/** Changes something of the configuration until the end of `work`. */
async function changed<T>(
  client: PortalClient,
  path: string,
  values: Record<string, unknown>,
  before: Record<string, unknown>,
  work: () => Promise<T>,
): Promise<T> {
  expect((await client.patch(path, values)).status).toBe(200);
  try {
    return await work();
  } finally {
    expect((await client.patch(path, before)).status).toBe(200);
  }
}

describe('an office behind one address', () => {
  it('keeps working when one of its phones has a wrong password; the brand lets that one in again (IV-36, IV-37)', async () => {
    const OFFICE = 186;
    const sick = await peerAt(OFFICE, 5061);
    const [alice, bob, carol] = (['alice', 'bob', 'carol'] as const).map((name) => phone(platform, name)) as [Phone, Phone, Phone];
    const wrong = { ...alice, password: 'wrong' };
    const statuses: number[] = [];
    while (statuses.length < 130 && !statuses.includes(403)) {
      statuses.push(...(await Promise.all(Array.from({ length: 10 }, () => register(sick, wrong)))).map(statusOf));
      // The others come and go all the while.
      if (statuses.length % 50 === 0) expect(statusOf(await register(await peerAt(OFFICE, 5100 + statuses.length), bob))).toBe(200);
    }
    expect(statuses).toContain(403);
    for (const [port, who] of [
      [5062, bob],
      [5063, carol],
    ] as const)
      expect(statusOf(await register(await peerAt(OFFICE, port), who))).toBe(200);
    expect(statusOf(await register(sick, alice)), 'the right password does not help while it is shut out').toBe(403);
    await registerPhone(platform, alice);
    const row = await until('the brand sees it', async () => (await brand.list(`banned-addresses?ip=${at(OFFICE)}`))[0]);
    expect(row).toMatchObject({ blocker: 'antiBruteForce', aor: `alice@${alice.domain}` });
    expect((await brand.post(`banned-addresses/${String(row['id'])}/release`, {})).status).toBe(204);
    await until('it is let in', async () => statusOf(await register(sick, alice)) === 200 || undefined);
    expect(await brand.list(`banned-addresses?ip=${at(OFFICE)}`)).toEqual([]);
  });
});

describe('digest', () => {
  it('takes a recorded request once only (DG-3), and never tells stale to a wrong password (DG-4)', async () => {
    const peer = await peerAt(187);
    const who = phone(platform, 'alice');
    const [callId, uri] = [newId(), `sip:${who.domain}`];
    const send = (cseq: number, headers: readonly string[]): void =>
      peer.request({ method: 'REGISTER', uri, from: `<${who.aor}>;tag=1`, to: `<${who.aor}>`, callId, cseq, headers });
    send(1, []);
    const challenged = await peer.final(callId, 'REGISTER');
    const header = answerTo(challenged, 'REGISTER', uri, who);
    send(2, [header]);
    expect(statusOf(await peer.final(callId, 'REGISTER'))).toBe(200);
    send(3, [header]);
    const replayed = await peer.final(callId, 'REGISTER');
    expect([statusOf(replayed), /stale/i.test(replayed)]).toEqual([401, false]);
    send(4, [answerTo(replayed, 'REGISTER', uri, { user: who.user, password: 'wrong' })]);
    const refused = await peer.final(callId, 'REGISTER');
    expect([statusOf(refused), /stale/i.test(refused)]).toEqual([401, false]);
  });

  it('challenges with SHA-256 first, then MD5, each in a header of its own with qop (DG-1, DG-2)', async () => {
    const peer = await peerAt(187, 5070);
    const who = phone(platform, 'alice');
    const callId = newId();
    peer.request({ method: 'REGISTER', uri: `sip:${who.domain}`, from: `<${who.aor}>;tag=1`, to: `<${who.aor}>`, callId, cseq: 1 });
    const lines = (await peer.final(callId, 'REGISTER')).split('\r\n').filter((line) => line.startsWith('WWW-Authenticate:'));
    expect(lines.map((line) => /algorithm=([\w-]+), qop="auth"/.exec(line)?.[1])).toEqual(['SHA-256', 'MD5']);
  });
});

describe('a client certificate', () => {
  const own = makeCertificate({ commonName: 'carol of nobody in particular' });
  const other = makeCertificate({ commonName: 'somebody else' });
  const fingerprint = (): string => createHash('sha256').update(new X509Certificate(own.cert).raw).digest('hex');

  /** One REGISTER over TLS without any password. */
  async function registerBy(shown: Certificate | undefined, headers: readonly string[] = []): Promise<string> {
    const { host, port } = platform.streams.tls;
    const carol = phone(platform, 'carol');
    const socket: TLSSocket = connectTls({
      socket: connect({ host, port, localAddress: carol.address }),
      host,
      ca: readFileSync(platform.authorityFile),
      ...(shown ? { cert: shown.cert, key: shown.key } : {}),
    });
    await once(socket, 'secureConnect');
    const lines = [
      `REGISTER sip:${carol.domain} SIP/2.0`,
      `Via: SIP/2.0/TLS ${carol.address}:${socket.localPort};branch=${newId('z9hG4bK')};rport`,
      'Max-Forwards: 70',
      `From: <${carol.aor}>;tag=1`,
      `To: <${carol.aor}>`,
      `Call-ID: ${newId()}`,
      'CSeq: 1 REGISTER',
      `Contact: <sip:carol@${carol.address}:${socket.localPort};transport=tls>`,
      'Expires: 120',
      ...headers,
      'Content-Length: 0',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return answer.toString();
  }

  it('is enough for its endpoint, and worth nothing in other hands or written in a header', async () => {
    const path = `terminals/${await idOf(aurora, 'terminals?name=carol')}`;
    await changed(aurora, path, { certificateFingerprint: fingerprint() }, { certificateFingerprint: null }, async () => {
      await until('the certificate is known', async () => statusOf(await registerBy(own)) === 200 || undefined);
      expect(statusOf(await registerBy(other))).toBe(401);
      expect(statusOf(await registerBy(undefined))).toBe(401);
      expect(statusOf(await registerBy(undefined, [`X-Info-Peer-Certificate: ${fingerprint()};${'0'.repeat(64)}`]))).toBe(401);
    });
    const wrong = await aurora.patch(path, { certificateFingerprint: 'AB:CD' });
    expect(wrong.status).toBe(422);
  });
});

describe('a PBX without password', () => {
  it('calls from its static address only (IV-30)', async () => {
    const clientId = Number(await idOf(brand, 'clients?name=Aurora'));
    const { domain } = phone(platform, 'alice');
    const made = await brand.post('friends', {
      clientId,
      name: 'pbx23',
      priority: 23,
      directConnectivity: 'yes',
      transport: 'udp',
      ip: at(188),
      port: 5060,
    });
    expect(made.status).toBe(201);
    try {
      const invite = async (octet: number): Promise<number> => {
        const call = new PeerCall(
          await peerAt(octet, 5060 + Math.floor(Math.random() * 5_000)),
          `sip:999999@${domain}`,
          `<sip:pbx23@${domain}>`,
        );
        return statusOf(await call.invite({ body: sdpOf(at(octet), 4_200) }));
      };
      // 404: it came through the gate, and nobody has this number.
      await until('the PBX is known', async () => (await invite(188)) === 404 || undefined, 8_000);
      expect(await invite(189)).toBe(403);
    } finally {
      await brand.delete(`friends/${String(made.body['id'])}`);
    }
  });
});

describe('the source filter', () => {
  it('says in words that a call may not come from there (IV-45), refuses the rest with 403, and permits what the client has (IV-42)', async () => {
    const id = await idOf(brand, 'clients?name=Robin');
    const robin = phone(platform, 'robin1');
    const elsewhere = await peerAt(190);
    await changed(brand, `clients/${id}`, { ipFilter: true }, { ipFilter: false }, async () => {
      await until('the filter is on', async () => statusOf(await register(elsewhere, robin)) === 403 || undefined);
      const rtp = await RtpEndpoint.open(at(190));
      const call = new PeerCall(elsewhere, `sip:+34600111222@${robin.domain}`, `<${robin.aor}>`);
      const answer = await call.invite({ who: robin, body: sdpOf(at(190), rtp.port), patienceMs: 10_000 });
      expect(statusOf(answer)).toBe(200);
      call.connect(answer);
      await until('words are heard', () => rtp.receivedFrames > 20 || undefined, 8_000);
      expect(statusOf(await call.request('BYE'))).toBe(200);
      rtp.close();
      const row = await until('the refusal is shown', async () => (await brand.list(`banned-addresses?ip=${at(190)}`))[0]);
      expect(row).toMatchObject({ blocker: 'ipFilter', aor: `robin1@${robin.domain}`, bannedUntil: null });
      const network = await brand.post('client-networks', { clientId: Number(id), network: `${at(190)}/32` });
      expect(network.status).toBe(201);
      await until('the network is permitted', async () => statusOf(await register(elsewhere, robin)) === 200 || undefined);
      await brand.delete(`client-networks/${String(network.body['id'])}`);
    });
  });
});
