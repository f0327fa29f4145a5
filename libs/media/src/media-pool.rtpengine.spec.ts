import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { silentLogger } from '@switchyard/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { relayAt, RTPENGINE_INSTALLED, startRtpengine } from '../test/real-rtpengine.js';
import { MediaPool } from './media-pool.js';

const HOST = '127.99.8.30';
const relay = relayAt(HOST);

const sdpAt = (ip: string, port: number): string =>
  ['v=0', `o=- 1 1 IN IP4 ${ip}`, 's=-', `c=IN IP4 ${ip}`, 't=0 0', `m=audio ${port} RTP/AVP 8`, 'a=rtpmap:8 PCMA/8000', ''].join('\r\n');
const portOf = (sdp: string): number => Number(/^m=audio (\d+) /m.exec(sdp)?.[1]);

function rtp(seq: number, ssrc: number, mark: number): Buffer {
  const packet = Buffer.alloc(12 + 160, mark);
  packet.writeUInt16BE(0x8008, 0);
  packet.writeUInt16BE(seq, 2);
  packet.writeUInt32BE(seq * 160, 4);
  packet.writeUInt32BE(ssrc, 8);
  return packet;
}

describe.skipIf(!RTPENGINE_INSTALLED)('MediaPool with a real rtpengine', () => {
  let stop: (() => Promise<void>) | undefined;
  const sockets: Socket[] = [];
  const pool = new MediaPool({ relays: () => [relay], logger: silentLogger });

  const socketAt = async (ip: string): Promise<Socket> => {
    const socket = createSocket('udp4');
    socket.bind(0, ip);
    await once(socket, 'listening');
    sockets.push(socket);
    return socket;
  };
  const received = async (socket: Socket, count: number): Promise<Buffer[]> => {
    const packets: Buffer[] = [];
    while (packets.length < count) packets.push(((await once(socket, 'message')) as [Buffer])[0]);
    return packets;
  };

  beforeAll(async () => void (stop = await startRtpengine(HOST, pool, 41_000)));
  afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
  afterAll(async () => {
    await pool.close();
    await stop?.();
  });

  it('carries RTP both ways, from its own address only, and counts it per side', async () => {
    const [a, b] = [await socketAt('127.99.8.101'), await socketAt('127.99.8.102')];
    const offered = await pool.offer({ callId: 'both', fromTag: 'a' }, sdpAt('127.99.8.101', a.address().port), { label: 'phone' });
    const answered = await pool.answer({ callId: 'both', fromTag: 'a', toTag: 'b' }, sdpAt('127.99.8.102', b.address().port), {
      label: 'inside',
    });
    if (!offered.ok || !answered.ok) throw new Error('the relay refused');
    expect(offered.value.sdp).toContain(`c=IN IP4 ${HOST}`);
    expect(answered.value.sdp).not.toContain('127.99.8.102');

    const atB = received(b, 5);
    for (let seq = 1; seq <= 5; seq++) a.send(rtp(seq, 7, 1), portOf(answered.value.sdp), HOST);
    expect((await atB).map((packet) => packet[12])).toEqual([1, 1, 1, 1, 1]);
    const atA = received(a, 3);
    for (let seq = 1; seq <= 3; seq++) b.send(rtp(seq, 8, 2), portOf(offered.value.sdp), HOST);
    expect((await atA).length).toBe(3);

    const stats = await pool.delete({ callId: 'both' });
    if (!stats.ok) throw new Error(stats.error.text);
    expect(stats.value.packets).toBe(8);
    expect(stats.value.sides.map(({ label, packets }) => [label, packets]).sort()).toEqual([
      ['inside', 3],
      ['phone', 5],
    ]);
  });

  it('reaches a phone behind NAT, whose SDP names an address that leads nowhere', async () => {
    const [phone, inside] = [await socketAt('127.99.8.103'), await socketAt('127.99.8.102')];
    const offered = await pool.offer({ callId: 'nat', fromTag: 'a' }, sdpAt('10.255.1.9', phone.address().port), {
      source: '127.99.8.103',
    });
    const answered = await pool.answer({ callId: 'nat', fromTag: 'a', toTag: 'b' }, sdpAt('127.99.8.102', inside.address().port));
    if (!offered.ok || !answered.ok) throw new Error('the relay refused');
    const atPhone = received(phone, 1);
    inside.send(rtp(1, 9, 3), portOf(offered.value.sdp), HOST);
    expect((await atPhone)[0]?.[12]).toBe(3);
    await pool.delete({ callId: 'nat' });
  });

  it('keeps the ports of both sides while targets are tried in turn, and lets in only the last one', async () => {
    const call = { callId: 'turns', fromTag: 'caller', toTag: 'callee' };
    const [a, first, second] = [await socketAt('127.99.8.101'), await socketAt('127.99.8.104'), await socketAt('127.99.8.105')];
    const offered = await pool.offer({ ...call, toTag: undefined }, sdpAt('127.99.8.101', a.address().port));
    const early = await pool.answer(call, sdpAt('127.99.8.104', first.address().port));
    const again = await pool.offer(call, sdpAt('127.99.8.101', a.address().port));
    const answered = await pool.answer(call, sdpAt('127.99.8.105', second.address().port));
    if (!offered.ok || !early.ok || !again.ok || !answered.ok) throw new Error('the relay refused');
    expect(portOf(again.value.sdp)).toBe(portOf(offered.value.sdp));
    expect(portOf(answered.value.sdp)).toBe(portOf(early.value.sdp));
    const atA = received(a, 1);
    second.send(rtp(1, 5, 4), portOf(offered.value.sdp), HOST);
    expect((await atA)[0]?.[12]).toBe(4);
    const atSecond = received(second, 1);
    a.send(rtp(1, 6, 5), portOf(answered.value.sdp), HOST);
    expect((await atSecond)[0]?.[12]).toBe(5);
    await pool.delete(call);
  });

  it('gives a branch ports of its own and frees it alone', async () => {
    const call = { callId: 'forked', fromTag: 'a' };
    const caller = sdpAt('127.99.8.101', 4000);
    const one = await pool.offer({ ...call, branch: 'b1' }, caller);
    const two = await pool.offer({ ...call, branch: 'b2' }, caller);
    if (!one.ok || !two.ok) throw new Error('the relay refused');
    expect(portOf(two.value.sdp)).not.toBe(portOf(one.value.sdp));
    expect((await pool.delete({ ...call, branch: 'b1' })).ok).toBe(true);
    expect(await pool.answer({ ...call, toTag: 'b-2', branch: 'b2' }, sdpAt('127.99.8.105', 4000))).toMatchObject({ ok: true });
    expect(pool.health()[0]?.sessions).toBe(1);
    await pool.delete(call);
    expect(pool.health()[0]?.sessions).toBe(0);
  });

  it('is found again by a fresh pool that only has the stored relay', async () => {
    const offered = await pool.offer({ callId: 'stored', fromTag: 'a' }, sdpAt('127.99.8.101', 4000));
    if (!offered.ok) throw new Error(offered.error.text);
    const fresh = new MediaPool({ relays: () => [], logger: silentLogger });
    const call = { callId: 'stored', fromTag: 'a', relay: offered.value.relay };
    expect((await fresh.answer({ ...call, toTag: 'b' }, sdpAt('127.99.8.102', 4000))).ok).toBe(true);
    expect(await fresh.query(call)).toMatchObject({ ok: true, value: { packets: 0 } });
    expect((await fresh.delete(call)).ok).toBe(true);
    expect(await fresh.query(call)).toMatchObject({ ok: false, error: { code: 'session-lost' } });
    await fresh.close();
  });

  it.each([
    ['text that is no SDP', 'rubbish'],
    ['a media line without a port', sdpAt('127.99.8.101', 4000).replace('m=audio 4000', 'm=audio')],
  ])('refuses %s with media-refused', async (_what, sdp) => {
    expect(await pool.offer({ callId: 'bad', fromTag: 'a' }, sdp)).toMatchObject({ ok: false, error: { cause: 'media-refused' } });
  });
});

if (!RTPENGINE_INSTALLED) process.stdout.write('rtpengine is not unpacked here: its tests of libs/media are skipped\n');
