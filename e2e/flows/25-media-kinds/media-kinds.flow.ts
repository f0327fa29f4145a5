import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  audioTarget,
  newSrtpKey,
  outside,
  phone,
  PortalClient,
  RtpEndpoint,
  SRTP_SUITE,
  srtpKeyIn,
  trunksProxy,
  until,
  usersProxy,
  type Phone,
} from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asBrand, openPlatform } from '../../platform.js';
import { newId, PeerCall, reasonOf, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

const [CAROL_HZ, BOB_HZ] = [500, 1000];

let platform: Instance;
let [alice, bob, carol, rita]: Phone[] = [];
let brand: PortalClient;
let aurora: PortalClient;
let opened: { close: () => unknown }[] = [];
const later = <T extends { close: () => unknown }>(one: T): T => (opened.push(one), one);
const changed: [PortalClient, string, object][] = [];

/** Changes one row and puts it back in the end. */
async function configure(api: PortalClient, path: string, change: Record<string, unknown>): Promise<void> {
  const row = await api.one(path);
  const address = `${path.split('?')[0]}/${String(row['id'])}`;
  changed.push([api, address, Object.fromEntries(Object.keys(change).map((key) => [key, row[key]]))]);
  expect((await api.patch(address, change)).status).toBe(200);
}

beforeAll(async () => {
  platform = await openPlatform();
  [alice, bob, carol, rita] = (['alice', 'bob', 'carol', 'rita1'] as const).map((name) => phone(platform, name));
  [brand, aurora] = await Promise.all([asBrand(platform), PortalClient.login(platform, 'client', 'aurora')]);
  await configure(aurora, 'terminals?name=carol', { rtpEncryption: true });
  await configure(brand, 'retail-accounts?name=rita1', { t38Passthrough: true });
  await configure(brand, 'residential-devices?name=robin1', { t38Passthrough: true });
});
afterAll(async () => {
  for (const [api, path, before] of changed) await api.patch(path, before);
});
afterEach(() => {
  for (const one of opened.reverse()) one.close();
  opened = [];
});

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is not there');
  return value;
};
const over = {
  udp: (who: Phone | undefined): Promise<SipPeer> => SipPeer.udp(must(who).address, usersProxy(platform)).then(later),
  tls: (who: Phone | undefined): Promise<SipPeer> => {
    const { host, port } = platform.streams.tls;
    return SipPeer.tls(must(who).address, `${host}:${port}`, readFileSync(platform.authorityFile, 'utf8')).then(later);
  },
};
const earOf = (who: Phone | undefined): Promise<RtpEndpoint> => RtpEndpoint.open(must(who).address).then(later);
const srtpSdp = (address: string, port: number, key: string, tag = '1', version = 1): string =>
  sdpOf(address, port, 'sendrecv', version, `a=crypto:${tag} ${SRTP_SUITE} inline:${key}\r\n`).replace('RTP/AVP', 'RTP/SAVP');

async function socketAt(address: string) {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  return later(socket);
}

/** Answers the next INVITE of a phone with plain RTP. */
async function answers(peer: SipPeer, body: string): Promise<{ invite: string; call: PeerCall }> {
  const invite = await peer.hear('an INVITE', (text) => text.startsWith('INVITE '));
  const tag = newId('t');
  peer.reply(invite, '200 OK', { tag, body });
  await peer.hear('the ACK', (text) => text.startsWith('ACK '));
  return { invite, call: PeerCall.answered(peer, invite, tag) };
}
const hears = (ear: RtpEndpoint, hz: number): Promise<unknown> => until(`a tone of ${hz} Hz`, () => ear.heard(hz) > 0.9 || undefined);
/** One side hangs up, the other hears it. */
async function hangUp(call: PeerCall, other: SipPeer): Promise<void> {
  call.ask('BYE');
  other.reply(await other.hear('a BYE', (text) => text.startsWith('BYE ')), '200 OK');
  expect(statusOf(await call.final('BYE'))).toBe(200);
}

describe('a phone with SRTP (SDES) over TLS and a plain one', () => {
  it('talk when it calls; a re-INVITE stays SRTP, and the plain phone sees nothing of keys', async () => {
    const [peer, desk] = [await over.tls(carol), await over.udp(bob)];
    const [ear, deskEar] = [await earOf(carol), await earOf(bob)];
    expect(statusOf(await register(desk, must(bob)))).toBe(200);
    const key = newSrtpKey();
    const call = new PeerCall(peer, `sip:102@${must(carol).domain}`, `<${must(carol).aor}>`);
    const answered = answers(desk, sdpOf(deskEar.address, deskEar.port));
    const ok = await call.invite({ who: must(carol), body: srtpSdp(ear.address, ear.port, key) });
    expect(ok).toMatch(/^m=audio \d+ RTP\/SAVP 8/m);
    call.connect(ok);
    const { invite } = await answered;
    expect(invite).toMatch(/^m=audio \d+ RTP\/AVP 8/m);
    expect(invite).not.toMatch(/crypto|inline/);
    const theirs = must(srtpKeyIn(ok));
    expect(theirs).not.toBe(key);
    ear.encrypt(key, theirs);
    ear.sendTone(CAROL_HZ, audioTarget(ok));
    deskEar.sendTone(BOB_HZ, audioTarget(invite));
    await Promise.all([hears(ear, BOB_HZ), hears(deskEar, CAROL_HZ)]);

    const again = await call.request('INVITE', { body: srtpSdp(ear.address, ear.port, key, '1', 2) });
    expect(again).toMatch(/^m=audio \d+ RTP\/SAVP 8/m);
    call.ack();
    ear.encrypt(key, must(srtpKeyIn(again)));
    const frames = [ear.receivedFrames, deskEar.receivedFrames] as const;
    await Promise.all([ear.hears(frames[0] + 40), deskEar.hears(frames[1] + 40)]);
    await Promise.all([hears(ear, BOB_HZ), hears(deskEar, CAROL_HZ)]);
    await hangUp(call, desk);
    expect([ear.sources, deskEar.sources]).toEqual([[platform.rtpengineAddress], [platform.rtpengineAddress]]);
  });

  it('talk when it is called, over the connection it registered on', async () => {
    const [peer, desk] = [await over.tls(carol), await over.udp(bob)];
    const [ear, deskEar] = [await earOf(carol), await earOf(bob)];
    expect(statusOf(await register(peer, must(carol)))).toBe(200);
    const call = new PeerCall(desk, `sip:103@${must(bob).domain}`, `<${must(bob).aor}>`);
    const calling = call.invite({ who: must(bob), body: sdpOf(deskEar.address, deskEar.port) });
    const invite = await peer.hear('an INVITE', (text) => text.startsWith('INVITE '));
    expect(invite).toMatch(/^m=audio \d+ RTP\/SAVP 8/m);
    expect(invite).not.toMatch(/NULL_HMAC|F8_128|a=(fingerprint|candidate)/);
    const [key, tag] = [newSrtpKey(), newId('t')];
    const suiteTag = must(new RegExp(`^a=crypto:(\\d+) ${SRTP_SUITE}`, 'm').exec(invite)?.[1]);
    peer.reply(invite, '200 OK', { tag, body: srtpSdp(ear.address, ear.port, key, suiteTag) });
    const ok = await calling;
    expect(ok).toMatch(/^m=audio \d+ RTP\/AVP 8/m);
    call.connect(ok);
    ear.encrypt(key, must(srtpKeyIn(invite)));
    ear.sendTone(CAROL_HZ, audioTarget(invite));
    deskEar.sendTone(BOB_HZ, audioTarget(ok));
    await Promise.all([hears(ear, BOB_HZ), hears(deskEar, CAROL_HZ)]);
    await hangUp(call, peer);
  });

  it.each([
    ['keys over UDP', 'alice', 'udp', true],
    ['plain RTP of an endpoint that must encrypt', 'carol', 'tls', false],
  ] as const)('%s: 488 and the named cause', async (_title, name, transport, encrypted) => {
    const who = phone(platform, name);
    const peer = await over[transport](who);
    const call = new PeerCall(peer, `sip:102@${who.domain}`, `<${who.aor}>`);
    const final = await call.invite({ who, body: encrypted ? srtpSdp(who.address, 4000, newSrtpKey()) : sdpOf(who.address, 4000) });
    expect([statusOf(final), reasonOf(final)]).toEqual([488, expect.stringContaining('media-encryption-refused')]);
  });
});

describe('a phone behind an address translator', () => {
  it('is reached by the flow it registered on, and heard where it really is', async () => {
    const [peer, desk] = [await over.udp(alice), await over.udp(bob)];
    const [ear, deskEar] = [await earOf(alice), await earOf(bob)];
    peer.believes = '192.168.7.7';
    expect(statusOf(await register(peer, must(alice)))).toBe(200);
    const call = new PeerCall(desk, `sip:101@${must(bob).domain}`, `<${must(bob).aor}>`);
    const calling = call.invite({ who: must(bob), body: sdpOf(deskEar.address, deskEar.port) });
    const { invite } = await answers(peer, sdpOf('192.168.7.7', ear.port));
    const ok = await calling;
    call.connect(ok);
    ear.sendTone(CAROL_HZ, audioTarget(invite));
    deskEar.sendTone(BOB_HZ, audioTarget(ok));
    await Promise.all([hears(ear, BOB_HZ), hears(deskEar, CAROL_HZ)]);
    await hangUp(call, peer);
  });

  it('gets requests of the call it made by the flow of its INVITE', async () => {
    const [peer, desk] = [await over.udp(alice), await over.udp(bob)];
    const [ear, deskEar] = [await earOf(alice), await earOf(bob)];
    peer.believes = '192.168.7.7';
    expect(statusOf(await register(desk, must(bob)))).toBe(200);
    const call = new PeerCall(peer, `sip:102@${must(alice).domain}`, `<${must(alice).aor}>`);
    const answered = answers(desk, sdpOf(deskEar.address, deskEar.port));
    const ok = await call.invite({ who: must(alice), body: sdpOf('192.168.7.7', ear.port) });
    call.connect(ok);
    const far = await answered;
    ear.sendTone(CAROL_HZ, audioTarget(ok));
    deskEar.sendTone(BOB_HZ, audioTarget(far.invite));
    await Promise.all([hears(ear, BOB_HZ), hears(deskEar, CAROL_HZ)]);
    await hangUp(far.call, peer);
  });
});

describe('a phone on IPv6', () => {
  it('talks to a phone on IPv4, whoever calls', async () => {
    const sip = platform.settings.IPV6;
    if (sip === undefined) throw new Error('the instance has no IPv6: SWITCHYARD_IPV6 is not set');
    const [peer, desk] = [later(await SipPeer.udp('::1', sip, 0)), await over.udp(bob)];
    const [ear, deskEar] = [later(await RtpEndpoint.open('::1')), await earOf(bob)];
    for (const [who, one] of [
      [alice, peer],
      [bob, desk],
    ] as const)
      expect(statusOf(await register(one, must(who)))).toBe(200);

    const call = new PeerCall(peer, `sip:102@${must(alice).domain}`, `<${must(alice).aor}>`);
    const answered = answers(desk, sdpOf(deskEar.address, deskEar.port));
    const ok = await call.invite({ who: must(alice), body: sdpOf('::1', ear.port) });
    call.connect(ok);
    const { invite } = await answered;
    expect([ok, invite].map((text) => /^c=IN (IP\d)/m.exec(text)?.[1])).toEqual(['IP6', 'IP4']);
    ear.sendTone(CAROL_HZ, audioTarget(ok));
    deskEar.sendTone(BOB_HZ, audioTarget(invite));
    await Promise.all([hears(ear, BOB_HZ), hears(deskEar, CAROL_HZ)]);
    await hangUp(call, desk);

    const back = new PeerCall(desk, `sip:101@${must(bob).domain}`, `<${must(bob).aor}>`);
    const calling = back.invite({ who: must(bob), body: sdpOf(deskEar.address, deskEar.port) });
    const called = await answers(peer, sdpOf('::1', ear.port));
    back.connect(await calling);
    expect(called.invite).toMatch(/^c=IN IP6 ::1/m);
    await hangUp(back, peer);
  });
});

describe('video', () => {
  const video = (port: number): string =>
    `m=video ${port} RTP/AVP 97 98\r\na=rtpmap:97 VP8/90000\r\na=rtpmap:98 H264/90000\r\na=fmtp:98 profile-level-id=42e01f\r\n`;

  it('passes between two terminals in the codec that both may use', async () => {
    await configure(aurora, 'terminals?name=alice', { videoCodecs: ['h264', 'vp8'] });
    await configure(aurora, 'terminals?name=bob', { videoCodecs: ['h264'] });
    const [peer, desk] = [await over.udp(alice), await over.udp(bob)];
    const [camera, screen] = [await socketAt(peer.address), await socketAt(desk.address)];
    expect(statusOf(await register(desk, must(bob)))).toBe(200);
    const call = new PeerCall(peer, `sip:102@${must(alice).domain}`, `<${must(alice).aor}>`);
    const theirs = video(screen.address().port)
      .replace('97 98', '98')
      .replace(/a=rtpmap:97.*\r\n/, '');
    const answered = answers(desk, sdpOf(desk.address, 4000) + theirs);
    const ok = await call.invite({ who: must(alice), body: sdpOf(peer.address, 4002) + video(camera.address().port) });
    call.connect(ok);
    const { invite } = await answered;
    expect(invite).toMatch(/^m=video [1-9]\d* RTP\/AVP \d+\r\n/m);
    expect(invite).toMatch(/a=rtpmap:\d+ H264\/90000/);
    expect(ok).toMatch(/^m=video [1-9]\d* RTP\/AVP 98\b/m);
    const header = Buffer.from([0x80, 0x80 | 98, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7]);
    const seen = once(screen, 'message') as Promise<[Buffer]>;
    const to = { port: Number(/^m=video (\d+)/m.exec(ok)?.[1]), host: audioTarget(ok).address };
    let seq = 0;
    const sending = setInterval(() => {
      header.writeUInt16BE((seq += 1), 2);
      camera.send(Buffer.concat([header, Buffer.from('a picture')]), to.port, to.host);
    }, 20);
    const [picture] = await seen.finally(() => clearInterval(sending));
    expect(picture.toString('latin1')).toContain('a picture');
    // Asterisk asks again once it knows what both sides speak.
    const again = await desk.hear('the re-INVITE', (text) => text.startsWith('INVITE ') && text !== invite && /To:.*tag=/i.test(text));
    desk.reply(again, '200 OK', { body: sdpOf(desk.address, 4000) + theirs });
    await desk.hear('the ACK', (text) => text.startsWith('ACK '));
    await hangUp(call, desk);
  });
});

describe('a fax by T.38', () => {
  const T38 = (address: string, port: number): string =>
    `v=0\r\no=- 1 2 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=image ${port} udptl t38\r\na=T38FaxVersion:0\r\na=T38MaxBitRate:14400\r\n`;
  const imageTarget = (message: string): { address: string; port: number } => ({
    address: must(/^c=IN IP4 (\S+)/m.exec(message)?.[1]),
    port: Number(/^m=image (\d+) udptl t38/m.exec(message)?.[1]),
  });
  /** A datagram of T.38 with one primary packet and no repeated ones; Asterisk takes it apart and makes it anew. */
  const udptl = (seq: number, text: string): Buffer => Buffer.from([seq >> 8, seq & 0xff, text.length, ...Buffer.from(text), 0, 0]);
  it.each([
    ['a retail account, through both proxies', 'rita1', '+34912002501'],
    ['a residential device, through Asterisk too', 'robin1', '+34912002503'],
  ] as const)('of %s reaches the carrier, and the carrier it', async (_title, name, callee) => {
    const who = phone(platform, name);
    const [peer, carrier] = [await over.udp(who), later(await SipPeer.udp(outside(platform).carrierOne, trunksProxy(platform)))];
    const call = new PeerCall(peer, `sip:${callee}@${who.domain}`, `<${who.aor}>`);
    const answered = answers(carrier, sdpOf(carrier.address, 4002));
    const ok = await call.invite({ who, body: sdpOf(peer.address, 4000) });
    call.connect(ok);
    const { call: far } = await answered;
    const [fax, farFax] = [await socketAt(peer.address), await socketAt(carrier.address)];

    far.ask('INVITE', { body: T38(carrier.address, farFax.address().port) });
    const invite = await peer.hear('the re-INVITE', (text) => text.startsWith('INVITE '));
    expect(invite).toMatch(/^m=image \d+ udptl t38/m);
    expect(invite).toContain('a=T38MaxBitRate:14400');
    peer.reply(invite, '200 OK', { body: T38(peer.address, fax.address().port) });
    const agreed = await far.final('INVITE');
    far.ack();
    expect(statusOf(agreed)).toBe(200);
    const [here, there] = [imageTarget(invite), imageTarget(agreed)];
    const heard = Promise.all([once(fax, 'message'), once(farFax, 'message')]) as Promise<[[Buffer], [Buffer]]>;
    let seq = 0;
    const sending = setInterval(() => {
      fax.send(udptl(seq, 'from the fax'), here.port, here.address);
      farFax.send(udptl(seq, 'from the carrier'), there.port, there.address);
      seq += 1;
    }, 20);
    const [[atFax], [atCarrier]] = await heard.finally(() => clearInterval(sending));
    expect([atFax.toString('latin1'), atCarrier.toString('latin1')]).toEqual([
      expect.stringContaining('from the carrier'),
      expect.stringContaining('from the fax'),
    ]);

    await hangUp(call, carrier);
  });

  it('is not passed to an endpoint without leave for it: the carrier hears 488, and the call goes on', async () => {
    await configure(brand, 'retail-accounts?name=rita1', { t38Passthrough: false });
    const [peer, carrier] = [await over.udp(rita), later(await SipPeer.udp(outside(platform).carrierOne, trunksProxy(platform)))];
    const call = new PeerCall(peer, `sip:+34912002502@${must(rita).domain}`, `<${must(rita).aor}>`);
    const answered = answers(carrier, sdpOf(carrier.address, 4002));
    const ok = await call.invite({ who: must(rita), body: sdpOf(peer.address, 4000) });
    call.connect(ok);
    const { call: far } = await answered;
    const refused = await far.request('INVITE', { body: T38(carrier.address, 4004) });
    far.ackFailure(refused);
    expect(statusOf(refused)).toBe(488);
    expect(peer.heard.filter((text) => text.startsWith('INVITE '))).toEqual([]);
    await hangUp(call, carrier);
  });
});
