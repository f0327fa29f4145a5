import type { Instance } from '@switchyard/local-runner';
import { headerOf, outside, ratedCall, trunksProxy, type PortalClient } from '@switchyard/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Handset, replacesOf } from '../../handset.js';
import { asBrand, openPlatform } from '../../platform.js';
import type { PeerCall } from '../../sip-peer.js';

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

const TONES = { alice: 400, bob: 700, carol: 1100, rita1: 500, robin1: 900, carrier: 1500 } as const;
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
const office = (): Promise<[Handset, Handset, Handset]> => Promise.all([handset('alice'), handset('bob'), handset('carol')]);

/** One calls, the other answers; both hear each other. */
async function talk(by: Handset, to: Handset, number: string): Promise<{ near: PeerCall; far: PeerCall; invite: string }> {
  const { call, final } = by.dialling(number);
  const invite = await to.rings();
  const far = to.answer(invite);
  await final;
  await Promise.all([by.hears(to), to.hears(by)]);
  return { near: call, far, invite };
}

describe('blind transfer', () => {
  it('alice sends bob to carol: they talk, alice is told and free, carol sees bob', async () => {
    const [alice, bob, carol] = await office();
    const { near, far } = await talk(alice, bob, '102');
    expect(await alice.refer(near, `<sip:103@${alice.who.domain}>`, [`Referred-By: <${alice.who.aor}>`])).toBe(202);
    const invite = await carol.rings();
    expect(headerOf(invite, 'From')).toContain('102');
    const third = carol.answer(invite);
    await alice.learns(/^SIP\/2.0 200 OK; terminated/);
    await alice.hearsBye(near);
    await Promise.all([bob.hears(carol), carol.hears(bob)]);
    expect(alice.news[0]).toBe('SIP/2.0 100 Trying; active');
    expect(alice.news).toContain('SIP/2.0 180 Ringing; active');
    await bob.hangUp(far);
    await carol.hearsBye(third);
  });

  it('the called side may transfer as well, while the party is on hold, and hang up at once', async () => {
    const [alice, bob, carol] = await office();
    const { near, far } = await talk(alice, bob, '102');
    await bob.change(far, 'sendonly');
    expect(await bob.refer(far, `sip:103@${bob.who.domain}`)).toBe(202);
    expect(await bob.hangUp(far)).toBe(200);
    const third = carol.answer(await carol.rings());
    await Promise.all([alice.hears(carol), carol.hears(alice)]);
    await carol.hangUp(third);
    await alice.hearsBye(near);
  });

  it.each([
    ['busy', '486 Busy Here', /486 Busy Here; terminated/],
    ['declining', '603 Decline', /603 Decline; terminated/],
  ])('a %s target gives the call back', async (_what, status, said) => {
    const [alice, bob, carol] = await office();
    const { near, far } = await talk(alice, bob, '102');
    await alice.refer(near, `<sip:103@${alice.who.domain}>`);
    carol.refuse(await carol.rings(), status);
    await alice.learns(said);
    await Promise.all([alice.hears(bob), bob.hears(alice)]);
    await alice.hangUp(near);
    await bob.hearsBye(far);
  });

  it('an unknown number gives the call back, a foreign domain is refused, and silence is kept where it is asked for', async () => {
    const [alice, bob, carol] = await office();
    const { near, far } = await talk(alice, bob, '102');
    expect(await alice.refer(near, '<sip:103@elsewhere.example>')).toBe(403);
    await alice.refer(near, `<sip:199@${alice.who.domain}>`);
    await alice.learns(/404 Not Found; terminated/);
    const told = alice.news.length;
    expect(await alice.refer(near, `<sip:103@${alice.who.domain}>`, ['Refer-Sub: false', 'Supported: norefersub'])).toBe(202);
    carol.answer(await carol.rings());
    await alice.hearsBye(near);
    await bob.hears(carol);
    expect(alice.news).toHaveLength(told);
    await bob.hangUp(far);
  });

  it('to the public network is a call of the transferor, who pays for it', async () => {
    const [[alice, bob], gateway] = await Promise.all([Promise.all([handset('alice'), handset('bob')]), carrier()]);
    const { near, far } = await talk(alice, bob, '102');
    const startedAt = new Date().toISOString();
    await alice.refer(near, `<sip:911002801@${alice.who.domain}>`);
    const invite = await gateway.rings();
    // The number as the rules of the client write it, and the number of whoever transfers.
    expect(invite).toMatch(/^INVITE sip:[^@]*34911002801@/);
    expect(headerOf(invite, 'From')).toContain('34910000101');
    const third = gateway.answer(invite);
    await Promise.all([bob.hears(gateway), gateway.hears(bob)]);
    await bob.hangUp(far);
    await gateway.hearsBye(third);
    const rated = await ratedCall(brand, '+34911002801', startedAt);
    expect(rated).toMatchObject({ direction: 'outbound', caller: '+34910000101', endpointName: 'alice' });
    expect(Number(rated['price'])).toBeGreaterThan(0);
  });

  it('works for retail, past no application server', async () => {
    const [rita, gateway] = await Promise.all([handset('rita1'), carrier()]);
    const { near, far } = await talk(rita, gateway, '+34912002802');
    await rita.refer(near, `<sip:+34912002803@${rita.who.domain}>`);
    const invite = await gateway.rings();
    const second = gateway.answer(invite);
    await rita.learns(/200 OK; terminated/);
    await rita.hearsBye(near);
    await gateway.hangUp(far);
    await gateway.hearsBye(second);
  });

  it('works for a call that outlived the SIGKILL of the users proxy', async () => {
    const [alice, bob, carol] = await office();
    const { near, far } = await talk(alice, bob, '102');
    const proxy = platform.process('users-proxy');
    await proxy.kill('SIGKILL');
    await proxy.start();
    // The SIP server keeps the REFER until the proxy is back.
    expect(await alice.refer(near, `<sip:103@${alice.who.domain}>`, [], 20_000)).toBe(202);
    const third = carol.answer(await carol.rings());
    await alice.learns(/200 OK; terminated/);
    await Promise.all([bob.hears(carol), carol.hears(bob)]);
    await carol.hangUp(third);
    await bob.hearsBye(far);
  });
});

describe('attended transfer', () => {
  it('alice asks carol first, then connects her with bob', async () => {
    const [alice, bob, carol] = await office();
    const first = await talk(alice, bob, '102');
    await alice.change(first.near, 'sendonly');
    const second = await talk(alice, carol, '103');
    const target = `<sip:103@${alice.who.domain}?Replaces=${encodeURIComponent(replacesOf(second.near))}>`;
    expect(await alice.refer(first.near, target)).toBe(202);
    await alice.learns(/200 OK; terminated/);
    await Promise.all([alice.hearsBye(first.near), alice.hearsBye(second.near)]);
    await Promise.all([bob.hears(carol), carol.hears(bob)]);
    await carol.hangUp(second.far);
    await bob.hearsBye(first.far);
  });

  it('semi-attended: while carol still rings', async () => {
    const [alice, bob, carol] = await office();
    const first = await talk(alice, bob, '102');
    const second = alice.dialling('103');
    const invite = await carol.rings();
    const ringing = await alice.peer.hear(
      '180',
      (text) => text.startsWith('SIP/2.0 180') && headerOf(text, 'Call-ID') === second.call.callId,
    );
    second.call.to = headerOf(ringing, 'To') ?? '';
    const target = `<sip:103@${alice.who.domain}?Replaces=${encodeURIComponent(replacesOf(second.call))}>`;
    expect(await alice.refer(first.near, target)).toBe(202);
    const third = carol.answer(invite);
    expect(await second.final).toMatch(/^SIP\/2.0 487/);
    await alice.learns(/200 OK; terminated/);
    await alice.hearsBye(first.near);
    await Promise.all([bob.hears(carol), carol.hears(bob)]);
    await bob.hangUp(first.far);
    await carol.hearsBye(third);
  });
});

describe('3xx', () => {
  it('a phone that is moved sends its caller on, who sees nothing of it; the redirecting user is the forwarder', async () => {
    const [alice, bob, carol] = await office();
    const { call, final } = alice.dialling('102');
    bob.refuse(await bob.rings(), '302 Moved Temporarily', [
      `Contact: <sip:103@${bob.who.domain}>;q=0.5, <sip:199@${bob.who.domain}>;q=0.1`,
    ]);
    const invite = await carol.rings();
    expect(headerOf(invite, 'From')).toContain('101');
    const third = carol.answer(invite);
    expect(await final).toMatch(/^SIP\/2.0 200/);
    await Promise.all([alice.hears(carol), carol.hears(alice)]);
    await alice.hangUp(call);
    await carol.hearsBye(third);
  });

  it('to the public network is a call of the phone that redirects', async () => {
    const [[alice, bob], gateway] = await Promise.all([Promise.all([handset('alice'), handset('bob')]), carrier()]);
    const startedAt = new Date().toISOString();
    const { call, final } = alice.dialling('102');
    bob.refuse(await bob.rings(), '302 Moved Temporarily', [`Contact: <sip:911002804@${bob.who.domain}>`]);
    const invite = await gateway.rings();
    const third = gateway.answer(invite);
    await final;
    await alice.hangUp(call);
    await gateway.hearsBye(third);
    expect(await ratedCall(brand, '+34911002804', startedAt)).toMatchObject({ endpointName: 'bob' });
  });

  it('two phones that send each other the caller end in 482, a foreign domain in 403', async () => {
    const [alice, bob, carol] = await office();
    const round = alice.dialling('102');
    bob.refuse(await bob.rings(), '302 Moved Temporarily', [`Contact: <sip:103@${bob.who.domain}>`]);
    carol.refuse(await carol.rings(), '302 Moved Temporarily', [`Contact: <sip:102@${bob.who.domain}>`]);
    bob.refuse(await bob.rings(), '302 Moved Temporarily', [`Contact: <sip:103@${bob.who.domain}>`]);
    expect(await round.final).toMatch(/^SIP\/2.0 482/);
    const away = alice.dialling('102');
    bob.refuse(await bob.rings(), '301 Moved Permanently', ['Contact: <sip:103@elsewhere.example>']);
    expect(await away.final).toMatch(/^SIP\/2.0 403/);
  });
});

describe('pickup with Replaces', () => {
  const replacesOfInvite = (invite: string, tag: string): string =>
    `${headerOf(invite, 'Call-ID') ?? ''};to-tag=${tag};from-tag=${/tag=([^;>]+)/.exec(headerOf(invite, 'From') ?? '')?.[1] ?? ''};early-only`;

  it('carol takes the call that rings at bob', async () => {
    const [alice, bob, carol] = await office();
    const { call, final } = alice.dialling('102');
    const invite = await bob.rings();
    const tag = `t${(headerOf(invite, 'Call-ID') ?? '').replace(/\W/g, '').slice(0, 12)}`;
    const picked = carol.dialling('102', [`Replaces: ${replacesOfInvite(invite, tag)}`]);
    await bob.isGivenUp(invite);
    expect(await picked.final).toMatch(/^SIP\/2.0 200/);
    expect(await final).toMatch(/^SIP\/2.0 200/);
    await Promise.all([alice.hears(carol), carol.hears(alice)]);
    await alice.hangUp(call);
    await carol.hearsBye(picked.call);
  });

  it('carol takes it by the code of direct pick-up, who knows no dialog', async () => {
    const [alice, bob, carol] = await office();
    expect((await carol.dial('*94102')).status).toBe(404);
    const { call, final } = alice.dialling('102');
    const invite = await bob.rings();
    const picked = carol.dialling('*94102');
    await bob.isGivenUp(invite);
    expect(await picked.final).toMatch(/^SIP\/2.0 200/);
    await final;
    await Promise.all([alice.hears(carol), carol.hears(alice)]);
    await carol.hangUp(picked.call);
    await alice.hearsBye(call);
  });

  it('nobody takes an answered call of a colleague, or a call of another client', async () => {
    const [alice, bob, carol, robin] = await Promise.all([handset('alice'), handset('bob'), handset('carol'), handset('robin1')]);
    const { near, far, invite } = await talk(alice, bob, '102');
    const tag = /tag=([^;>]+)/.exec(far.from)?.[1] ?? '';
    const replaces = replacesOfInvite(invite, tag).replace(';early-only', '');
    for (const thief of [carol, robin]) {
      const { status } = await thief.dial('102', [`Replaces: ${replaces}`]);
      expect(status).toBe(481);
    }
    await alice.hears(bob);
    await alice.hangUp(near);
  });
});
