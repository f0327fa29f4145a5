import { silentLogger } from '@switchyard/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relayAt, RTPENGINE_INSTALLED, startRtpengine } from '../test/real-rtpengine.js';
import { kindOfSdp, MEDIA_KINDS, type MediaKind } from './media-kinds.js';
import { MediaPool } from './media-pool.js';
import type { MediaOptions } from './media-types.js';

const HOST = '127.99.8.33';
const PHONE = '127.99.8.134';
const KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const FINGERPRINT = `a=fingerprint:sha-256 ${Array<string>(32).fill('AA').join(':')}`;
const head = (version: number): string[] => ['v=0', `o=- 1 ${version} IN IP4 ${PHONE}`, 's=-', `c=IN IP4 ${PHONE}`, 't=0 0'];
const DIGITS = 'a=rtpmap:101 telephone-event/8000';

const SPOKEN: Readonly<Record<MediaKind, (setup: string) => readonly string[]>> = {
  rtp: () => ['m=audio 4000 RTP/AVP 8 101', DIGITS],
  sdes: () => ['m=audio 4000 RTP/SAVP 8 101', DIGITS, `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`],
  dtls: (setup) => ['m=audio 4000 UDP/TLS/RTP/SAVP 8 101', DIGITS, `a=setup:${setup}`, FINGERPRINT],
  webrtc: (setup) => [
    'm=audio 9 UDP/TLS/RTP/SAVPF 8 101',
    DIGITS,
    `a=setup:${setup}`,
    FINGERPRINT,
    'a=mid:0',
    'a=rtcp-mux',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=candidate:1 1 udp 2113937151 ${PHONE} 5000 typ host`,
  ],
};
const say = (kind: MediaKind, setup = 'actpass', version = 1): string => [...head(version), ...SPOKEN[kind](setup), ''].join('\r\n');
const T38 = [...head(2), 'm=image 4002 udptl t38', 'a=T38FaxVersion:0', ''].join('\r\n');

/** What a description must have and may not have, to be of a kind. */
const MARKS: Readonly<Record<MediaKind, { has: readonly RegExp[]; not: RegExp }>> = {
  rtp: { has: [/^m=audio \d+ RTP\/AVP 8/m], not: /a=(crypto|fingerprint|candidate|ice-|rtcp-mux)/ },
  sdes: { has: [/^m=audio \d+ RTP\/SAVP 8/m, /a=crypto:/], not: /a=(fingerprint|candidate|ice-|rtcp-mux)|NULL_HMAC|F8_128/ },
  dtls: { has: [/^m=audio \d+ UDP\/TLS\/RTP\/SAVP 8/m, /a=fingerprint:/], not: /a=(crypto|candidate|ice-|rtcp-mux)/ },
  webrtc: { has: [/^m=audio \d+ UDP\/TLS\/RTP\/SAVPF 8/m, /a=fingerprint:/, /a=candidate:/, /a=rtcp-mux/, /a=mid:/], not: /a=crypto/ },
};
function isOf(kind: MediaKind, sdp: string): void {
  for (const mark of MARKS[kind].has) expect(sdp).toMatch(mark);
  expect(sdp).not.toMatch(MARKS[kind].not);
  expect(kindOfSdp(sdp)).toBe(kind);
}

describe.skipIf(!RTPENGINE_INSTALLED)('kinds of media on a real rtpengine', () => {
  const pool = new MediaPool({ relays: () => [relayAt(HOST)], logger: silentLogger });
  let stop: (() => Promise<void>) | undefined;
  let calls = 0;
  beforeAll(async () => void (stop = await startRtpengine(HOST, pool, 42_000)));
  afterAll(async () => {
    await pool.close();
    await stop?.();
  });

  const must = async (reply: ReturnType<MediaPool['offer']>): Promise<string> => {
    const result = await reply;
    if (!result.ok) throw new Error(result.error.text);
    return result.value.sdp;
  };
  const ends = (from: string, to: string) => ({ callId: `kinds-${calls}`, fromTag: from, toTag: to });
  const offer = (sdp: string, from: MediaOptions, to: MediaOptions): Promise<string> =>
    must(pool.offer({ callId: `kinds-${++calls}`, fromTag: 'caller' }, sdp, from, to));

  const pairs = MEDIA_KINDS.flatMap((from) => MEDIA_KINDS.map((to) => [from, to] as const));
  it.each(pairs)('%s calls %s: each hears its own kind, also in a re-INVITE of either side', async (from, to) => {
    const [caller, callee] = [{ kind: from }, { kind: to }];
    isOf(to, await offer(say(from), caller, callee));
    isOf(from, await must(pool.answer(ends('caller', 'callee'), say(to, 'active'), callee, caller)));
    isOf(from, await must(pool.offer(ends('callee', 'caller'), say(to, 'actpass', 2), callee, caller)));
    isOf(to, await must(pool.answer(ends('callee', 'caller'), say(from, 'active', 2), caller, callee)));
    isOf(to, await must(pool.offer(ends('caller', 'callee'), say(from, 'actpass', 3), caller, callee)));
    await pool.delete({ callId: `kinds-${calls}` });
  });

  it.each(MEDIA_KINDS)('T.38 takes the place of the audio of a call with a %s side, in both directions', async (kind) => {
    const [caller, callee] = [{}, { kind }];
    await offer(say('rtp'), caller, callee);
    await must(pool.answer(ends('caller', 'callee'), say(kind, 'active'), callee, caller));
    const offered = await must(pool.offer(ends('caller', 'callee'), T38, caller, callee));
    expect(offered).toMatch(new RegExp(`^m=image \\d+ udptl t38[^]*^c=IN IP4 ${HOST}`, 'm'));
    expect(await must(pool.answer(ends('caller', 'callee'), T38, callee, caller))).toMatch(/^m=image \d+ udptl t38/m);
    await pool.delete({ callId: `kinds-${calls}` });
  });

  // What the rtpengine of Debian can encode; the other three pass untouched between sides that speak them.
  it.each([
    ['PCMU', true],
    ['GSM', true],
    ['G729', true],
    ['opus', true],
    ['G723', true],
    ['G722', true],
    ['speex', true],
    ['iLBC', false],
    ['AMR', false],
    ['AMR-WB', false],
  ])('adds %s to an offer of A-law: %s', async (codec, isOffered) => {
    const offered = await offer(say('rtp'), { transcode: ['PCMA', codec] }, {});
    expect(/^m=audio \d+ RTP\/AVP 8 /m.test(offered)).toBe(true);
    expect(new RegExp(`a=rtpmap:\\d+ ${codec}/`).test(offered)).toBe(isOffered);
    await pool.delete({ callId: `kinds-${calls}` });
  });

  it('answers in the codec of the offerer when the other side chose one that was added', async () => {
    await offer(say('rtp'), { transcode: ['G722'] }, {});
    const answer = say('rtp').replace('RTP/AVP 8 101', 'RTP/AVP 9 101');
    expect(await must(pool.answer(ends('caller', 'callee'), answer))).toMatch(/^m=audio \d+ RTP\/AVP 8/m);
    await pool.delete({ callId: `kinds-${calls}` });
  });
});

if (!RTPENGINE_INSTALLED) process.stdout.write('rtpengine is not unpacked here: the tests of kinds of media are skipped\n');
