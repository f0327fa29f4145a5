import { headerOf, phone, usersProxy, type Phone } from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlatform } from '../../platform.js';
import { newId, register, SipPeer, statusOf } from '../../sip-peer.js';
import { ask } from '../32-presence/watch.js';

let platform: Instance;
let [alicePhone, bobPhone, zoePhone]: Phone[] = [];
const open: SipPeer[] = [];

async function peerOf(who: Phone, port?: number): Promise<SipPeer> {
  const peer = await SipPeer.udp(who.address, usersProxy(platform), port);
  open.push(peer);
  return peer;
}

let alice: SipPeer;
let bob: SipPeer;
beforeAll(async () => {
  platform = await openPlatform();
  [alicePhone, bobPhone, zoePhone] = [phone(platform, 'alice'), phone(platform, 'bob'), phone(platform, 'zoe')];
});
beforeEach(async () => {
  alice = await peerOf(needed(alicePhone));
  bob = await peerOf(needed(bobPhone));
});
afterEach(() => {
  for (const peer of open.splice(0)) peer.close();
});

function needed(who: Phone | undefined): Phone {
  if (!who) throw new Error('there is no phone');
  return who;
}

const write = (text: string, how: { to?: string; contentType?: string; headers?: readonly string[] } = {}): Promise<string> => {
  const who = needed(alicePhone);
  return ask(alice, who, 'MESSAGE', how.to ?? `sip:102@${who.domain}`, {
    body: text,
    contentType: how.contentType ?? 'text/plain',
    headers: how.headers ?? [],
  });
};

/** The next message Bob's phone gets; it takes it. */
async function read(peer: SipPeer): Promise<string> {
  const message = await peer.hearRequest('MESSAGE', 8000);
  peer.reply(message, '200 OK');
  return message;
}
const bodyOf = (message: string): string => message.slice(message.indexOf('\r\n\r\n') + 4);

describe('a message', () => {
  it('is there at once when the reader is, from somebody who can be answered', async () => {
    expect(statusOf(await register(bob, needed(bobPhone)))).toBe(200);
    const sent = write('Hola, ¿qué tal? 👋');
    const message = await read(bob);
    expect(statusOf(await sent)).toBe(200);
    expect(bodyOf(message)).toBe('Hola, ¿qué tal? 👋');
    expect(headerOf(message, 'From')).toContain(`<sip:101@${needed(alicePhone).domain}>`);
    expect(message).not.toMatch(/^x-|^proxy-authorization/im);
  });

  it('waits for a reader who is away, with those behind it, also when the users proxy is killed', async () => {
    expect(statusOf(await register(bob, needed(bobPhone), 0))).toBe(200);
    const texts = ['one', 'two', 'three'].map((word) => `${word} ${newId()}`);
    for (const text of texts) expect(statusOf(await write(text))).toBe(202);
    const service = platform.process('users-proxy');
    await service.kill('SIGKILL');
    await service.start();
    await service.waitHealthy();
    const registered = register(bob, needed(bobPhone));
    const got: string[] = [];
    for (const _text of texts) got.push(bodyOf(await read(bob)));
    expect(statusOf(await registered)).toBe(200);
    expect(got).toEqual(texts);
    const last = write('and now');
    expect(bodyOf(await read(bob))).toBe('and now');
    expect(statusOf(await last)).toBe(200);
  });

  it('that nobody wants any more is not delivered', async () => {
    expect(statusOf(await register(bob, needed(bobPhone), 0))).toBe(200);
    expect(statusOf(await write('too late', { headers: ['Expires: 0'] }))).toBe(480);
  });

  it.each<[string, () => Promise<string>, number, RegExp]>([
    ['to another brand', () => write('x', { to: needed(zoePhone).aor }), 404, /number-unknown/],
    ['to nobody', () => write('x', { to: `sip:199@${needed(alicePhone).domain}` }), 404, /number-unknown/],
    ['of a kind that is not served', () => write('<b>x</b>', { contentType: 'text/html' }), 415, /^Accept: text\/plain/m],
    ['in another encoding', () => write('x', { contentType: 'text/plain;charset=ISO-8859-1' }), 415, /content-refused/],
    ['that is too long', () => write('x'.repeat(1301)), 413, /message-too-large/],
    ['without a word', () => write(''), 400, /request-malformed/],
  ])('%s is refused by name', async (_title, send, status, shows) => {
    const refused = await send();
    expect(statusOf(refused)).toBe(status);
    expect(refused).toMatch(shows);
  });
});
