import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Instance } from '@switchyard/local-runner';
import { headerOf, phone, PortalClient, until, usersProxy, type Phone } from '@switchyard/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextInvite, refuseInvite } from '../../new-call.js';
import { openPlatform } from '../../platform.js';
import { contactsIn, Registering } from '../../registering.js';
import { newId, PeerCall, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let aurora: PortalClient;
let bob: Phone;
let alice: Phone;
let caller: SipPeer;
let desk: SipPeer;
let second: SipPeer;
let edge: SipPeer;
const open: { close: () => unknown }[] = [];

beforeAll(async () => {
  platform = await openPlatform();
  aurora = await PortalClient.login(platform, 'client', 'aurora');
  [alice, bob] = [phone(platform, 'alice'), phone(platform, 'bob')];
  caller = await SipPeer.udp(alice.address, usersProxy(platform));
  desk = await SipPeer.udp(bob.address, usersProxy(platform));
  second = await SipPeer.udp(bob.address, usersProxy(platform), 5070);
  edge = await SipPeer.udp(`${platform.net}.170`, usersProxy(platform));
  open.push(caller, desk, second, edge);
});
beforeEach(() => forget());
afterAll(async () => {
  await forget();
  for (const one of open) one.close();
});
const forget = (): Promise<unknown> => new Registering(desk, bob).ask({ contacts: ['*'], expires: 0 });

/** Alice calls; the phones that ring are the test's affair. */
function callBob(uri = `sip:102@${alice.domain}`): Promise<string> {
  const call = new PeerCall(caller, uri, `<${alice.aor}>`);
  return call.invite({ who: alice, body: sdpOf(caller.address, 4000), patienceMs: 13_000 });
}
const routesOf = (request: string): string[] =>
  request
    .split('\r\n')
    .filter((line) => /^route\s*:/i.test(line))
    .flatMap((line) => line.slice(line.indexOf(':') + 1).split(','))
    .map((value) => value.trim());
const device = (regId: number): string => `+sip.instance="<urn:uuid:flow-21>";reg-id=${regId}`;

describe('an edge proxy (RFC 3327, RFC 5626)', () => {
  it('that is ours has calls brought back by its Path; a Path of anybody else leads nowhere', async () => {
    const path = `<sip:flow-token@${edge.address};lr;ob>`;
    const behind = new Registering(edge, bob, [`Via: SIP/2.0/UDP 10.1.2.3:5060;branch=${newId('z9hG4bK')};received=10.1.2.3`]);
    const answer = await behind.ask({
      contacts: [`<sip:bob@10.1.2.3:5060>;${device(1)}`],
      expires: 300,
      headers: [`Path: ${path}`, 'Supported: path, outbound'],
    });
    expect([statusOf(answer), headerOf(answer, 'Path'), headerOf(answer, 'Require')]).toEqual([200, path, 'outbound']);
    // The phone's flow ends at the edge, not at us.
    expect(headerOf(answer, 'Flow-Timer')).toBeUndefined();
    const final = callBob();
    const invite = await nextInvite(edge);
    expect([invite.split(' ')[1], routesOf(invite)]).toEqual(['sip:bob@10.1.2.3:5060', [path]]);
    await refuseInvite(edge, invite, '486 Busy Here');
    expect(statusOf(await final)).toBe(486);

    await behind.ask({ contacts: ['*'], expires: 0 });
    const stranger = new Registering(desk, bob);
    const passedOver = await stranger.ask({
      contacts: [`<sip:bob@${desk.address}:${desk.port}>`],
      expires: 300,
      headers: [`Path: <sip:x@${platform.net}.40:6060;lr>`, 'Supported: path'],
    });
    expect([statusOf(passedOver), headerOf(passedOver, 'Path')]).toEqual([200, undefined]);
    const again = callBob();
    const straight = await nextInvite(desk);
    expect(routesOf(straight)).toEqual([]);
    await refuseInvite(desk, straight, '486 Busy Here');
    await again;
  });

  it('that keeps no flow is told to a phone that needs it', async () => {
    const behind = new Registering(edge, bob, [`Via: SIP/2.0/UDP 10.1.2.3:5060;branch=${newId('z9hG4bK')};received=10.1.2.3`]);
    const headers = [`Path: <sip:${edge.address};lr>`, 'Supported: path, outbound'];
    expect(statusOf(await behind.ask({ contacts: [`<sip:bob@10.1.2.3>;${device(1)}`], expires: 300, headers }))).toBe(439);
  });
});

describe('flows of one device (RFC 5626)', () => {
  it('ring one at a time, the next when the first is gone, and take the place of their former selves', async () => {
    const flows = new Registering(desk, bob);
    const more = { expires: 300, headers: ['Supported: outbound'] };
    await flows.ask({ contacts: [`<sip:bob@${desk.address}:${desk.port}>;${device(1)}`], ...more });
    const other = new Registering(second, bob);
    const both = await other.ask({ contacts: [`<sip:bob@${second.address}:${second.port}>;${device(2)}`], ...more });
    expect(contactsIn(both)).toHaveLength(2);
    expect([headerOf(both, 'Require'), headerOf(both, 'Flow-Timer')]).toEqual(['outbound', '120']);
    const final = callBob();
    const invite = await nextInvite(second);
    second.reply(invite, '430 Flow Failed', { tag: newId('t') });
    await refuseInvite(desk, await nextInvite(desk), '486 Busy Here');
    expect(statusOf(await final)).toBe(486);
    const renewed = await flows.ask({ contacts: [`<sip:bob@${desk.address}:5099>;${device(1)}`], ...more });
    expect(contactsIn(renewed).map((value) => /:(\d+)>/.exec(value)?.[1])).toEqual(['5099', '5070']);
  });
});

describe('the address of one device (RFC 5627)', () => {
  it('rings it, publicly and temporarily', async () => {
    const answer = await new Registering(desk, bob).ask({
      contacts: [`<sip:bob@${desk.address}:${desk.port}>;+sip.instance="<urn:uuid:flow-21>"`],
      expires: 300,
      headers: ['Supported: gruu'],
    });
    const [contact = ''] = contactsIn(answer);
    for (const name of ['pub-gruu', 'temp-gruu']) {
      const gruu = new RegExp(`${name}="([^"]+)"`).exec(contact)?.[1] ?? '';
      expect(gruu).toContain(';gr');
      const final = callBob(gruu);
      const invite = await nextInvite(desk);
      expect(invite.split(' ')[1]).toBe(`sip:bob@${desk.address}:${desk.port}`);
      await refuseInvite(desk, invite, '486 Busy Here');
      expect(statusOf(await final)).toBe(486);
    }
    expect(statusOf(await callBob(`sip:bob@${bob.domain};gr=urn:uuid:another`))).toBe(480);
  });
});

describe('a phone that sleeps (RFC 8599)', () => {
  const pushed: Record<string, unknown>[] = [];
  let gateway: Server;
  let onPush: () => void = () => undefined;
  beforeAll(async () => {
    gateway = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        pushed.push(JSON.parse(body) as Record<string, unknown>);
        response.writeHead(204).end();
        onPush();
      });
    }).listen(8021, `${platform.net}.171`);
    await once(gateway, 'listening');
    open.push({ close: () => (gateway.closeAllConnections(), gateway.close()) });
  });

  it('is woken by the push service, registers from elsewhere, and rings there', async () => {
    const asleep = new Registering(second, bob);
    const params = 'pn-provider=flow;pn-prid=token-of-bob;pn-param=app';
    const answer = await asleep.ask({ contacts: [`<sip:bob@${second.address}:${second.port};${params}>`], expires: 300 });
    expect(headerOf(answer, 'Feature-Caps')).toBe('*;+sip.pns="flow"');
    onPush = () => void new Registering(desk, bob).ask({ contacts: [`<sip:bob@${desk.address}:${desk.port};${params}>`], expires: 300 });
    const final = callBob();
    await refuseInvite(desk, await nextInvite(desk), '486 Busy Here');
    expect(statusOf(await final)).toBe(486);
    expect(pushed).toEqual([{ provider: 'flow', prid: 'token-of-bob', param: 'app', aor: `bob@${bob.domain}`, why: 'call' }]);
    expect(second.heard.filter((text) => text.startsWith('INVITE '))).toEqual([]);
  });

  it('at a service that nobody serves is refused', async () => {
    const answer = await new Registering(desk, bob).ask({
      contacts: [`<sip:bob@${desk.address};pn-provider=pigeon;pn-prid=x>`],
      expires: 300,
    });
    expect(answer.split('\r\n')[0]).toBe('SIP/2.0 555 Push Notification Service Not Supported');
  });
});

describe('a phone behind NAT (IV-33, OS-32)', () => {
  it('is pinged over its flow, again and again, and shown as reachable', async () => {
    const terminalId = String((await aurora.one('terminals?name=bob'))['id']);
    await new Registering(desk, bob).ask({ contacts: ['<sip:bob@10.0.0.7:5060>'], expires: 300 });
    const ping = await desk.hear('a ping', (text) => text.startsWith('OPTIONS sip:bob@10.0.0.7:5060 '), 8000);
    desk.reply(ping, '200 OK', { tag: newId('t') });
    const contact = async (): Promise<Record<string, unknown>> =>
      ((await aurora.get(`terminals/${terminalId}/registration`)).body['contacts'] as Record<string, unknown>[])[0] ?? {};
    expect(await contact()).toMatchObject({ contact: 'sip:bob@10.0.0.7:5060', address: bob.address, reachable: true });
    await until('it is pinged again', () => desk.heard.find((text) => text.startsWith('OPTIONS ') && text !== ping), 8000);
  });
});
