import { audioTarget, outside, phone, RtpEndpoint, trunksProxy, until, usersProxy, type Phone, PortalClient } from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { BROWSER_HZ, BrowserPhone } from '../../browser-phone/browser-phone.js';
import { MUSIC_HZ, playMusicOnHold } from '../../music-on-hold.js';
import { asBrand, openPlatform } from '../../platform.js';
import { newId, PeerCall, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

const DESK_HZ = 1000;

let platform: Instance;
let alice: Phone;
let bob: Phone;
let browser: BrowserPhone;
let desk: SipPeer;
let audio: RtpEndpoint;

beforeAll(async () => {
  platform = await openPlatform();
  [alice, bob] = [phone(platform, 'alice'), phone(platform, 'bob')];
  browser = await BrowserPhone.open();
  await browser.register(platform, alice);
  desk = await SipPeer.udp(bob.address, usersProxy(platform));
  expect(statusOf(await register(desk, bob))).toBe(200);
});
afterAll(async () => {
  await browser?.ask('unregister');
  await browser?.close();
  desk?.close();
});
beforeEach(async () => void (audio = await RtpEndpoint.open(bob.address)));
afterEach(() => audio.close());

/** The desk phone answers the next INVITE; what it was offered, and its side of the dialog. */
async function deskAnswers(): Promise<{ invite: string; call: PeerCall }> {
  const invite = await desk.hear('an INVITE', (text) => text.startsWith('INVITE '));
  const tag = newId('t');
  desk.reply(invite, '180 Ringing', { tag });
  desk.reply(invite, '200 OK', { tag, body: sdpOf(bob.address, audio.port) });
  await desk.hear('the ACK', (text) => text.startsWith('ACK '));
  audio.sendTone(DESK_HZ, audioTarget(invite));
  return { invite, call: PeerCall.answered(desk, invite, tag) };
}

/** Each hears the tone of the other. */
async function bothHear(): Promise<void> {
  await Promise.all([browser.hears(DESK_HZ), until('the desk phone hears the browser', () => audio.heard(BROWSER_HZ) > 0.8 || undefined)]);
  expect(audio.sources).toEqual([platform.rtpengineAddress]);
}

async function browserHangsUp(): Promise<void> {
  await browser.ask('hangUp');
  const bye = await desk.hear('a BYE', (text) => text.startsWith('BYE '));
  desk.reply(bye, '200 OK');
}

describe('a browser (WSS, DTLS-SRTP, ICE) and a desk phone (UDP, plain RTP)', () => {
  let musicEnds: () => Promise<void>;
  beforeAll(async () => void (musicEnds = await playMusicOnHold(platform)));
  afterAll(() => musicEnds());

  it('talk when the browser calls: both hear the other, also after a hold with music, and digits arrive', async () => {
    const calling = browser.ask('call', `sip:102@${alice.domain}`);
    const { invite } = await deskAnswers();
    await calling;
    // Plain RTP towards the desk phone: nothing of the browser's kind is shown to it.
    expect(invite).toMatch(/^m=audio \d+ RTP\/AVP 8 101/m);
    expect(invite).not.toMatch(/a=(candidate|ice-|fingerprint|crypto|rtcp-mux|mid|msid)/);
    await bothHear();
    expect(await browser.ask('media')).toMatchObject({ dtls: 'connected', codec: 'audio/PCMA' });

    await browser.ask('sendDigits', '5#');
    await until('the desk phone hears the digits', () => audio.digits.join('') === '5#' || undefined);

    await browser.ask('hold');
    // Whoever is held hears the music of the application server, whoever holds hears nothing of the other, who goes on talking.
    await until('the desk phone hears music while it is held', () => audio.heard(MUSIC_HZ) > 0.8 || undefined);
    await until('the browser hears nothing while it holds', async () => (await browser.ask('heard', DESK_HZ)) < 0.2 || undefined);
    expect(audio.heard(BROWSER_HZ)).toBeLessThan(0.2);
    await browser.ask('resume');
    await bothHear();
    await browserHangsUp();
  });

  it('talk when the desk phone calls', async () => {
    const answered = browser.ask('answerNext');
    const call = new PeerCall(desk, `sip:101@${bob.domain}`, `<${bob.aor}>`);
    const ok = await call.invite({ who: bob, body: sdpOf(bob.address, audio.port), patienceMs: 10_000 });
    expect(statusOf(ok)).toBe(200);
    call.connect(ok);
    await answered;
    expect(ok).toMatch(/^m=audio \d+ RTP\/AVP 8 /m);
    audio.sendTone(DESK_HZ, audioTarget(ok));
    await bothHear();
    const ended = browser.ask('ended');
    expect(statusOf(await call.request('BYE'))).toBe(200);
    expect(await ended).toBe('Terminated');
  });

  it('hear nothing of each other when the browser lies about its certificate', async () => {
    const calling = browser.ask('call', `sip:102@${alice.domain}`, { falseFingerprint: true });
    await deskAnswers();
    await calling;
    // The relay compares the certificate of the handshake with the description (RFC 8122 §5) and ends it.
    await until('the DTLS handshake ends', async () => /failed|closed/.test((await browser.ask('media')).dtls) || undefined);
    expect([audio.receivedFrames, await browser.ask('heard', DESK_HZ)]).toEqual([0, 0]);
    await browserHangsUp();
  });
});

describe('a user with a browser and a desk phone', () => {
  let aurora: PortalClient;
  let path: string;
  let before: unknown;
  let own: SipPeer;
  beforeAll(async () => {
    aurora = await PortalClient.login(platform, 'client', 'aurora');
    const row = await aurora.one('users?name=Alice');
    path = `users/${String(row['id'])}`;
    before = row['multiContact'];
    expect((await aurora.patch(path, { multiContact: true })).status).toBe(200);
    own = await SipPeer.udp(alice.address, usersProxy(platform));
    // The directory hears of the change a moment later: until then the newest phone replaces the other.
    await until('both phones are registered', async () => {
      await browser.ask('refresh');
      const answer = await register(own, alice);
      return (answer.match(/^Contact: /gm)?.length ?? 0) > 1 || answer.includes('>,') ? true : undefined;
    });
  });
  afterAll(async () => {
    await register(own, alice, 0);
    own?.close();
    await aurora?.patch(path, { multiContact: before });
  });

  it.each(['browser', 'desk phone'] as const)(
    'is called on both at once, each with its own kind of media, and answers on the %s',
    async (which) => {
      const answered = which === 'browser' ? browser.ask('answerNext') : browser.ask('ringNext');
      const call = new PeerCall(desk, `sip:101@${bob.domain}`, `<${bob.aor}>`);
      const calling = call.invite({ who: bob, body: sdpOf(bob.address, audio.port), patienceMs: 10_000 });
      const invite = await own.hear('an INVITE', (text) => text.startsWith('INVITE '));
      expect(invite).toMatch(/^m=audio \d+ RTP\/AVP 8 101/m);
      const tag = newId('t');
      own.reply(invite, '180 Ringing', { tag });
      const ownAudio = await RtpEndpoint.open(alice.address);
      try {
        await answered;
        if (which === 'desk phone') own.reply(invite, '200 OK', { tag, body: sdpOf(alice.address, ownAudio.port) });
        const ok = await calling;
        expect(statusOf(ok)).toBe(200);
        call.connect(ok);
        audio.sendTone(DESK_HZ, audioTarget(ok));
        if (which === 'browser') {
          own.reply(await own.hear('a CANCEL', (text) => text.startsWith('CANCEL ')), '200 OK');
          own.reply(invite, '487 Request Terminated', { tag });
          await bothHear();
          const ended = browser.ask('ended');
          expect(statusOf(await call.request('BYE'))).toBe(200);
          await ended;
        } else {
          await own.hear('the ACK', (text) => text.startsWith('ACK '));
          ownAudio.sendTone(600, audioTarget(invite));
          await until('both desk phones hear each other', () => (audio.heard(600) > 0.8 && ownAudio.heard(DESK_HZ) > 0.8) || undefined);
          expect(await browser.ask('ended')).toMatch(/Canceled|Terminated/);
          call.ask('BYE');
          own.reply(await own.hear('a BYE', (text) => text.startsWith('BYE ')), '200 OK');
          expect(statusOf(await call.final('BYE'))).toBe(200);
        }
      } finally {
        ownAudio.close();
      }
    },
  );
});

describe('a retail account in a browser', () => {
  let brand: PortalClient;
  let path: string;
  beforeAll(async () => {
    brand = await asBrand(platform);
    path = `clients/${String((await brand.one('clients?name=Rita'))['id'])}`;
    expect((await brand.patch(path, { codecs: ['PCMA', 'G722'] })).status).toBe(200);
  });
  afterAll(() => brand.patch(path, { codecs: [] }));

  it('that offers opus only talks to a carrier that speaks A-law only: the relay transcodes', async () => {
    const rita = phone(platform, 'rita1');
    await browser.ask('unregister');
    await browser.register(platform, rita);
    const carrier = await SipPeer.udp(outside(platform).carrierOne, trunksProxy(platform));
    const ear = await RtpEndpoint.open(carrier.address);
    try {
      const calling = browser.ask('call', `sip:+34912002401@${rita.domain}`, { onlyCodec: 'opus' });
      const invite = await carrier.hear('an INVITE', (text) => text.startsWith('INVITE '));
      expect(invite).toMatch(/a=rtpmap:\d+ opus\/48000/);
      expect(invite).toMatch(/^m=audio \d+ RTP\/AVP .*\b8\b.*\b9\b/m);
      const tag = newId('t');
      carrier.reply(invite, '200 OK', { tag, body: sdpOf(carrier.address, ear.port) });
      await calling;
      ear.sendTone(DESK_HZ, audioTarget(invite));
      await Promise.all([browser.hears(DESK_HZ), until('the carrier hears the browser', () => ear.heard(BROWSER_HZ) > 0.8 || undefined)]);
      expect(await browser.ask('media')).toMatchObject({ dtls: 'connected', codec: 'audio/opus' });
      const ended = browser.ask('ended');
      expect(statusOf(await PeerCall.answered(carrier, invite, tag).request('BYE'))).toBe(200);
      await ended;
    } finally {
      ear.close();
      carrier.close();
    }
  });
});
