import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@switchyard/local-runner';
import { headerOf, outside, trunksProxy, until, type PortalClient } from '@switchyard/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Handset } from '../../handset.js';
import { MUSIC_HZ, playMusicOnHold } from '../../music-on-hold.js';
import { asBrand, openPlatform } from '../../platform.js';
import { newId, PeerCall, sdpOf, statusOf } from '../../sip-peer.js';

let platform: Instance;
let brand: PortalClient;
let open: Handset[] = [];
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});
afterEach(() => {
  for (const handset of open) handset.close();
  open = [];
});

const TONES = { alice: 400, bob: 700, rita1: 500, carrier: 1500 } as const;
async function handset(name: Exclude<keyof typeof TONES, 'carrier'>): Promise<Handset> {
  const made = await Handset.open(platform, name, TONES[name]);
  open.push(made);
  return made;
}
async function carrier(): Promise<Handset> {
  const address = outside(platform).carrierOne;
  const who = { user: 'carrier', domain: address, password: '', address, aor: `sip:carrier@${address}` };
  const made = await Handset.at(who, trunksProxy(platform), TONES.carrier);
  open.push(made);
  return made;
}

async function talk(by: Handset, to: Handset, number: string, headers: readonly string[] = []) {
  const { call: near, final } = by.dialling(number, headers);
  const invite = await to.rings();
  const far = to.answer(invite);
  const answer = await final;
  await Promise.all([by.hears(to), to.hears(by)]);
  return { near, far, invite, answer };
}

describe('hold', () => {
  let musicEnds: () => Promise<void>;
  beforeAll(async () => void (musicEnds = await playMusicOnHold(platform)));
  afterAll(() => musicEnds());

  it.each([
    ['sendonly', 'sendonly', undefined],
    ['inactive', 'inactive', undefined],
    ['0.0.0.0 (RFC 2543)', 'sendrecv', '0.0.0.0'],
  ])(
    'by %s: whoever is held hears the music of the application server, whoever holds hears nothing, until it is taken back',
    async (_what, direction, connection) => {
      const [alice, bob] = await Promise.all([handset('alice'), handset('bob')]);
      const { near, far } = await talk(alice, bob, '102');
      const held = sdpOf(alice.who.address, alice.audio.port, direction, 50);
      const answer = await alice.change(near, direction, connection ? held.replace(/c=IN IP4 \S+/, `c=IN IP4 ${connection}`) : held);
      if (direction === 'sendonly') expect(answer).toMatch(/^a=recvonly/m);
      alice.audio.silence();
      await Promise.all([alice.loses(bob), until('bob hears music', () => bob.audio.heard(MUSIC_HZ) > 0.8 || undefined)]);
      await alice.change(near, 'sendrecv', sdpOf(alice.who.address, alice.audio.port, 'sendrecv', 51));
      await Promise.all([alice.hears(bob), bob.hears(alice)]);
      await alice.hangUp(near);
      await bob.hearsBye(far);
    },
  );
});

describe('session timers', () => {
  it('are kept with both phones: asked for, refreshed, and refused when too short', async () => {
    const [alice, bob] = await Promise.all([handset('alice'), handset('bob')]);
    const short = alice.dialling('102', ['Supported: timer', 'Session-Expires: 60']);
    const refused = await short.final;
    expect([statusOf(refused), headerOf(refused, 'Min-SE')]).toEqual([422, '90']);
    const { near, far, invite, answer } = await talk(alice, bob, '102', ['Supported: timer', 'Session-Expires: 600', 'Min-SE: 90']);
    expect(headerOf(answer, 'Session-Expires')).toBe('600;refresher=uac');
    expect(headerOf(answer, 'Require')).toContain('timer');
    expect(headerOf(invite, 'Session-Expires')).toBe('1800');
    for (const call of [near, far]) {
      const refreshed = await call.request('UPDATE', { headers: ['Supported: timer', 'Session-Expires: 600;refresher=uac'] });
      expect(statusOf(refreshed)).toBe(200);
    }
    await Promise.all([alice.hears(bob), bob.hears(alice)]);
    await bob.hangUp(far);
    await alice.hearsBye(near);
  });
});

describe('before the answer', () => {
  it('early media passes from a carrier that wants PRACK to a phone that wants PRACK, and both may move by UPDATE', async () => {
    const [rita, gateway] = await Promise.all([handset('rita1'), carrier()]);
    const { call, final } = rita.dialling('+34912002901', ['Require: 100rel']);
    const invite = await gateway.peer.hearRequest('INVITE');
    const tag = newId('tag');
    const early = sdpOf(gateway.who.address, gateway.audio.port);
    gateway.peer.reply(invite, '183 Session Progress', { tag, body: early, headers: ['Require: 100rel', 'RSeq: 7'] });
    const prack = await gateway.peer.hearRequest('PRACK');
    expect(headerOf(prack, 'RAck')).toMatch(/^7 \d+ INVITE$/);
    gateway.peer.reply(prack, '200 OK');
    const progress = await rita.peer.hear('183', (text) => text.startsWith('SIP/2.0 183'));
    expect(headerOf(progress, 'Require')).toContain('100rel');
    call.to = headerOf(progress, 'To') ?? '';
    call.target = /<([^>]*)>/.exec(headerOf(progress, 'Contact') ?? '')?.[1] ?? '';
    const acknowledged = await call.request('PRACK', { headers: [`RAck: ${headerOf(progress, 'RSeq') ?? ''} ${call.cseq} INVITE`] });
    expect(statusOf(acknowledged)).toBe(200);
    // The carrier's announcement is heard before anybody has answered.
    gateway.say(invite);
    await rita.hears(gateway);
    const dialog = PeerCall.answered(gateway.peer, invite, tag);
    const moved = await dialog.request('UPDATE', { body: sdpOf(gateway.who.address, gateway.audio.port, 'sendrecv', 2) });
    expect(moved).toMatch(/^SIP\/2.0 200[\s\S]*m=audio [1-9]/);
    const follows = await call.request('UPDATE', { body: sdpOf(rita.who.address, rita.audio.port, 'sendrecv', 2) });
    expect(follows).toMatch(/^SIP\/2.0 200[\s\S]*m=audio [1-9]/);
    gateway.peer.reply(invite, '200 OK', { tag, body: early });
    expect(statusOf(await final)).toBe(200);
    await Promise.all([rita.hears(gateway), gateway.hears(rita)]);
    expect(await rita.hangUp(call)).toBe(200);
    await gateway.hearsBye(dialog);
  });

  it('a phone may leave the offer to the other side', async () => {
    const [alice, bob] = await Promise.all([handset('alice'), handset('bob')]);
    const call = new PeerCall(alice.peer, `sip:102@${alice.who.domain}`, `<${alice.who.aor}>`);
    const final = call.invite({ who: alice.who });
    const invite = await bob.rings();
    const far = bob.answer(invite);
    const offer = await final;
    expect(offer).toMatch(/m=audio [1-9]/);
    call.connect(offer, sdpOf(alice.who.address, alice.audio.port));
    alice.say(offer);
    await Promise.all([alice.hears(bob), bob.hears(alice)]);
    await alice.hangUp(call);
    await bob.hearsBye(far);
  });
});

describe('digits', () => {
  it('of RFC 4733 pass, and those of an INFO reach the other side as RFC 4733', async () => {
    const [alice, bob] = await Promise.all([handset('alice'), handset('bob')]);
    const { near } = await talk(alice, bob, '102');
    await alice.press('7');
    await until('bob hears 7', () => bob.audio.digits.includes('7') || undefined);
    const relayed = await alice.info(near, 'Signal=5\r\nDuration=160\r\n', 'application/dtmf-relay');
    expect(statusOf(relayed)).toBe(200);
    await until('bob hears 5', () => bob.audio.digits.includes('5') || undefined);
    expect(statusOf(await alice.info(near, '9', 'application/dtmf'))).toBe(200);
    await until('bob hears 9', () => bob.audio.digits.includes('9') || undefined);
    await alice.hangUp(near);
  });
});

describe('other requests of phones', () => {
  it('INFOs that are no digits are answered here; a phone that overwrites the Request-URI is understood', async () => {
    const [alice, bob] = await Promise.all([handset('alice'), handset('bob')]);
    const { near, far } = await talk(alice, bob, '102');
    expect(statusOf(await alice.info(near, 'what?', 'text/plain'))).toBe(200);
    expect(statusOf(await alice.info(near, '', ''))).toBe(200);
    expect(bob.peer.heard.filter((text) => text.startsWith('INFO '))).toEqual([]);
    near.target = `sip:102@${alice.who.domain}`;
    await alice.change(near, 'sendrecv');
    await Promise.all([alice.hears(bob), bob.hears(alice)]);
    expect(await alice.hangUp(near)).toBe(200);
    await bob.hearsBye(far);
  });
});

describe('recording on demand', () => {
  const recordings = (part: string): readonly string[] => {
    try {
      return readdirSync(join(platform.folder, 'recordings', part));
    } catch {
      return [];
    }
  };

  it('is switched by INFO where the client has it: both voices in one file, with what is to be known of the call', async () => {
    const [alice, bob] = await Promise.all([handset('alice'), handset('bob')]);
    const client = await brand.one('clients?name=Aurora');
    const set = (onDemandRecord: string) => brand.patch(`clients/${String(client['id'])}`, { onDemandRecord });
    const first = await talk(alice, bob, '102');
    expect(statusOf(await alice.info(first.near, '', '', ['Record: on']))).toBe(403);
    try {
      expect((await set('info')).status).toBe(200);
      await until('recording is allowed', async () => statusOf(await alice.info(first.near, '', '', ['Record: on'])) === 200 || undefined);
      const before = alice.audio.receivedFrames;
      await alice.audio.hears(before + 40);
      expect(statusOf(await alice.info(first.near, '', '', ['Record: off']))).toBe(200);
      await alice.hangUp(first.near);
      const file = await until('the metadata of the recording', () =>
        recordings('metadata').find((name) => readFileSync(join(platform.folder, 'recordings', 'metadata', name), 'utf8').includes('eyJ')),
      );
      const text = readFileSync(join(platform.folder, 'recordings', 'metadata', file), 'utf8');
      const about = JSON.parse(Buffer.from(/(eyJ[\w-]+)/.exec(text)?.[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
      expect(about).toMatchObject({ v: 1, type: 'ondemand', clientId: client['id'], caller: '101', callee: '102', recorder: 'terminal:1' });
      const pcap = /(\S+\.pcap)/.exec(text)?.[1] ?? '';
      const bytes = readFileSync(pcap);
      // Ports of both sides' packets stand in the capture: PCMA of 160 bytes, 50 a second each way.
      expect(bytes.length).toBeGreaterThan(60 * 200);
    } finally {
      await set('off');
    }
  });
});
