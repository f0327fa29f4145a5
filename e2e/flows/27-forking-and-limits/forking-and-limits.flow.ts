import type { Instance } from '@switchyard/local-runner';
import { headerOf, outside, phone, PortalClient, trunksProxy, until, usersProxy, type Phone } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hearIn, isRung, nextInvite, refuseInvite } from '../../new-call.js';
import { asBrand, openPlatform } from '../../platform.js';
import { answerTo, newId, PeerCall, reasonOf, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let brand: PortalClient;
let aurora: PortalClient;
let bobId: string;
const undo: (() => Promise<unknown>)[] = [];
const open: SipPeer[] = [];
const who: Record<string, Phone> = {};
let alice: SipPeer;
let carol: SipPeer;
let desk: SipPeer;
let mobile: SipPeer;
let robin: SipPeer;
let rita: SipPeer;
let carrier: SipPeer;

async function peer(address: string, remote: string, port = 5060): Promise<SipPeer> {
  const made = await SipPeer.udp(address, remote, port);
  open.push(made);
  return made;
}

/** Registers a phone of bob with a preference. */
const registerWith = (at: SipPeer, me: Phone, q: string): Promise<void> =>
  askRegistrar(at, me, [`Contact: <${at.contact}>;q=${q}`, 'Expires: 1800']);
/** What another flow left registered would ring too, and never answer. */
const forgetPhones = (at: SipPeer, me: Phone): Promise<void> => askRegistrar(at, me, ['Contact: *', 'Expires: 0']);

async function askRegistrar(at: SipPeer, me: Phone, lines: readonly string[]): Promise<void> {
  const [callId, uri, tag] = [newId(), `sip:${me.domain}`, newId('t')];
  const ask = (cseq: number, more: readonly string[]): void =>
    at.write(
      [
        `REGISTER ${uri} SIP/2.0`,
        `Via: SIP/2.0/UDP ${at.address}:${at.port};branch=${newId('z9hG4bK')};rport`,
        'Max-Forwards: 70',
        `From: <${me.aor}>;tag=${tag}`,
        `To: <${me.aor}>`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} REGISTER`,
        ...lines,
        ...more,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
  ask(1, []);
  const challenged = await at.final(callId, 'REGISTER');
  ask(2, [answerTo(challenged, 'REGISTER', uri, me)]);
  const final = await at.final(callId, 'REGISTER');
  expect(statusOf(final), final).toBe(200);
}

/** Changes a row, and back after the flow. */
async function change(at: PortalClient, path: string, values: Record<string, unknown>): Promise<void> {
  const before = await at.get(path);
  const changed = await at.patch(path, values);
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  undo.push(() => at.patch(path, Object.fromEntries(Object.keys(values).map((key) => [key, before.body[key]]))));
}

const dial = (from: SipPeer, me: Phone, number: string): { call: PeerCall; final: Promise<string> } => {
  const call = new PeerCall(from, `sip:${number}@${me.domain}`, `<${me.aor}>`);
  return { call, final: call.invite({ who: me, body: sdpOf(from.address, 4000) }) };
};
/** A phone of bob rings. */
const rings = nextInvite;
const refuse = refuseInvite;
const accept = (at: SipPeer, invite: string): PeerCall => {
  const tag = newId('t');
  at.reply(invite, '200 OK', { tag, body: sdpOf(at.address, 4002) });
  return PeerCall.answered(at, invite, tag);
};
/** Answers the CANCEL of a phone that lost; why it was cancelled. */
async function cancelled(at: SipPeer, invite: string): Promise<string> {
  const cancel = await hearIn(at, invite, 'CANCEL');
  at.reply(cancel, '200 OK');
  await refuse(at, invite, '487 Request Terminated');
  return reasonOf(cancel);
}
/** Ends an established call from the caller's side. */
async function hangUp(call: PeerCall, far: SipPeer): Promise<void> {
  call.ask('BYE');
  far.reply(await far.hear('BYE', (text) => text.startsWith('BYE ')), '200 OK');
  await call.final('BYE');
}

beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
  aurora = await PortalClient.login(platform, 'client', 'aurora');
  for (const name of ['alice', 'bob', 'carol', 'robin1', 'rita1'] as const) who[name] = phone(platform, name);
  const users = usersProxy(platform);
  [alice, carol, desk, mobile, robin, rita, carrier] = await Promise.all([
    peer(who['alice']!.address, users),
    peer(who['carol']!.address, users),
    peer(who['bob']!.address, users),
    peer(who['bob']!.address, users, 5070),
    peer(who['robin1']!.address, users),
    peer(who['rita1']!.address, users),
    peer(outside(platform).carrierOne, trunksProxy(platform)),
  ]);
  bobId = String((await aurora.one('users?name=Bob'))['id']);
  await change(aurora, `users/${bobId}`, { multiContact: true, rejectCallMethod: 'rfc', maxCalls: 0 });
  await forgetPhones(desk, who['bob']!);
  await until('two phones of bob', async () => {
    await registerWith(desk, who['bob']!, '1.0');
    await registerWith(mobile, who['bob']!, '1.0');
    const { final } = dial(alice, who['alice']!, '102');
    const [first, second] = await Promise.all([rings(desk).catch(() => undefined), rings(mobile).catch(() => undefined)]);
    if (first) await refuse(desk, first, '486 Busy Here');
    if (second) await refuse(mobile, second, '486 Busy Here');
    await final;
    return first && second ? true : undefined;
  });
}, 60_000);
afterAll(async () => {
  for (const back of undo) await back();
  await register(desk, who['bob']!, 0).catch(() => undefined);
  for (const one of open) one.close();
});

/** Until calls are refused as the new policy says: a change is obeyed within a second. */
async function policy(rejectCallMethod: string): Promise<void> {
  expect((await aurora.patch(`users/${bobId}`, { rejectCallMethod })).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1000)); // the promise that flow 07 proves
}

describe('two phones that ring together', () => {
  it('the first that answers has the call; the other hears that it was completed elsewhere', async () => {
    const { call, final } = dial(alice, who['alice']!, '102');
    const [first, second] = await Promise.all([rings(desk), rings(mobile)]);
    accept(desk, first);
    expect(await cancelled(mobile, second)).toBe('SIP;cause=200;text="Call completed elsewhere"');
    const ok = await final;
    expect(statusOf(ok)).toBe(200);
    call.connect(ok);
    await desk.hearRequest('ACK');
    await hangUp(call, desk);
  });

  it('when the caller gives up, they hear of no answer elsewhere', async () => {
    const { call, final } = dial(alice, who['alice']!, '102');
    const [first, second] = await Promise.all([rings(desk), rings(mobile)]);
    mobile.reply(second, '180 Ringing', { tag: newId('t') });
    await alice.hear('ringing', (text) => text.startsWith('SIP/2.0 180') && headerOf(text, 'Call-ID') === call.callId);
    call.cancel();
    const reasons = await Promise.all([cancelled(desk, first), cancelled(mobile, second)]);
    for (const reason of reasons) expect(reason).not.toContain('cause=200');
    expect(statusOf(await final)).toBe(487);
  });

  it('rfc: busy speaks for one phone, a 6xx for both', async () => {
    const one = dial(alice, who['alice']!, '102');
    let [first, second] = await Promise.all([rings(desk), rings(mobile)]);
    await refuse(desk, first, '486 Busy Here');
    await refuse(mobile, second, '480 Temporarily Unavailable');
    expect(statusOf(await one.final)).toBe(486);
    const two = dial(alice, who['alice']!, '102');
    [first, second] = await Promise.all([rings(desk), rings(mobile)]);
    await refuse(desk, first, '603 Decline');
    expect(await cancelled(mobile, second)).toBe('SIP;cause=603;text="Decline"');
    expect(statusOf(await two.final)).toBe(603);
  });

  it('600: busy speaks for both', async () => {
    await policy('600');
    const { final } = dial(alice, who['alice']!, '102');
    const [first, second] = await Promise.all([rings(desk), rings(mobile)]);
    await refuse(mobile, second, '486 Busy Here');
    expect(await cancelled(desk, first)).toBe('SIP;cause=486;text="Busy Here"');
    expect(statusOf(await final)).toBe(486);
  });

  it('486: a 6xx speaks for one phone and counts as busy', async () => {
    await policy('486');
    const one = dial(alice, who['alice']!, '102');
    const [first, second] = await Promise.all([rings(desk), rings(mobile)]);
    await refuse(desk, first, '603 Decline');
    mobile.reply(second, '180 Ringing', { tag: newId('t') });
    await alice.hear('ringing', (text) => text.startsWith('SIP/2.0 180') && headerOf(text, 'Call-ID') === one.call.callId);
    await refuse(mobile, second, '480 Temporarily Unavailable');
    expect(statusOf(await one.final)).toBe(486);
  });
});

describe('phones of different q', () => {
  it('ring one after the other, the preferred one first', async () => {
    await registerWith(mobile, who['bob']!, '0.3');
    const { final } = dial(alice, who['alice']!, '102');
    const first = await rings(desk);
    desk.reply(first, '180 Ringing', { tag: 'd' });
    await alice.hear('ringing', (text) => text.startsWith('SIP/2.0 180'));
    expect(isRung(mobile)).toBe(false);
    await refuse(desk, first, '480 Temporarily Unavailable');
    await refuse(mobile, await rings(mobile), '486 Busy Here');
    expect(statusOf(await final)).toBe(486);
  });
});

/** A call that is talked on. */
async function talking(from: SipPeer, me: Phone, number: string, to: SipPeer): Promise<PeerCall> {
  const { call, final } = dial(from, me, number);
  accept(to, await rings(to));
  const ok = await final;
  expect(statusOf(ok), ok).toBe(200);
  call.connect(ok);
  await to.hearRequest('ACK');
  return call;
}
async function refusedBy(from: SipPeer, me: Phone, number: string): Promise<[number, string]> {
  const final = await dial(from, me, number).final;
  return [statusOf(final), reasonOf(final)];
}
/** What comes first: the call rings there, or it is refused on the way. */
async function outcome(final: Promise<string>, at: SipPeer): Promise<'rings' | 'refused'> {
  let isRefused = false;
  void final.then(
    () => (isRefused = true),
    () => undefined,
  );
  return until('ringing or a refusal', () => (isRung(at) ? 'rings' : isRefused ? 'refused' : undefined));
}
const LIMIT = expect.stringContaining('limit-reached') as string;

describe('how many calls at once', () => {
  it('call waiting: a user with one call is busy to the next, and may call out itself', async () => {
    await change(aurora, `users/${bobId}`, { maxCalls: 1, multiContact: false });
    await register(desk, who['bob']!);
    await until('the limit', async () => {
      const call = await talking(carol, who['carol']!, '102', desk);
      const second = dial(alice, who['alice']!, '102');
      const came = await outcome(second.final, desk);
      if (came === 'rings') await refuse(desk, await rings(desk), '486 Busy Here');
      expect(statusOf(await second.final)).toBe(486);
      if (came === 'refused') {
        const out = dial(desk, who['bob']!, '+34912002701');
        await refuse(carrier, await rings(carrier), '486 Busy Here');
        expect(statusOf(await out.final)).toBe(486);
      }
      await hangUp(call, desk);
      return came === 'refused' ? true : undefined;
    });
  });

  it('a residential device has one call; its place outlives the users proxy, killed in mid-call, and comes back when the call ends', async () => {
    const call = await talking(robin, who['robin1']!, '+34912002702', carrier);
    expect(await refusedBy(robin, who['robin1']!, '+34912002703')).toEqual([403, LIMIT]);
    const proxy = platform.process('users-proxy');
    await proxy.kill('SIGKILL');
    await proxy.start();
    await proxy.waitHealthy();
    expect(await refusedBy(robin, who['robin1']!, '+34912002703')).toEqual([403, LIMIT]);
    await hangUp(call, carrier);
    await until('the place', async () => {
      const { final } = dial(robin, who['robin1']!, '+34912002703');
      if ((await outcome(final, carrier)) === 'refused') return undefined;
      await refuse(carrier, await rings(carrier), '486 Busy Here');
      await final;
      return true;
    });
  }, 40_000);

  it('a client has so many calls over both proxies', async () => {
    const client = await brand.one('clients?name=Rita');
    await change(brand, `clients/${String(client['id'])}`, { maxCalls: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1000)); // the promise that flow 07 proves
    const call = await talking(rita, who['rita1']!, '+34912002704', carrier);
    expect(await refusedBy(rita, who['rita1']!, '+34912002705')).toEqual([403, LIMIT]);
    await hangUp(call, carrier);
    const again = await until('the place', async () => {
      const { call: next, final } = dial(rita, who['rita1']!, '+34912002705');
      if ((await outcome(final, carrier)) === 'refused') return undefined;
      await refuse(carrier, await rings(carrier), '486 Busy Here');
      await final;
      return next;
    });
    expect(again).toBeDefined();
  });
});
