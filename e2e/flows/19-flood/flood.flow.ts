import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { outside, phone, registerPhone, trunksProxy, type PortalClient, until, usersProxy } from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { beforeAll, expect, it } from 'vitest';
import { asBrand, openPlatform } from '../../platform.js';
import { newId, PeerCall, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

const SECONDS = 8;
const RATE = 5_000;
const GROWTH_MB = 50;

let platform: Instance;
let brand: PortalClient;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});

const residentMb = (): number => {
  const status = readFileSync(`/proc/${platform.process('sip-server-users').pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024;
};

/** The generator of bench/sip-flood, as a process of its own. Resolves when it has sent everything. */
async function flood(mix: 'random' | 'spoofed' | 'stray'): Promise<number> {
  const [server, port] = usersProxy(platform).split(':');
  const [a, b] = platform.net.split('.').map(Number);
  const settings = { mix, rate: RATE, seconds: SECONDS, server, port: Number(port), net: `${a}.${(b ?? 0) + 1}`, sockets: 200 };
  const script = fileURLToPath(new URL('../../../bench/sip-flood.d/generator.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  expect(await once(child, 'close')).toEqual([0, null]);
  return (JSON.parse(output) as { readonly sent: number }).sent;
}

async function callAndHangUp(rita: SipPeer, carrier: SipPeer, number: string): Promise<void> {
  const who = phone(platform, 'rita1');
  const call = new PeerCall(rita, `sip:${number}@${who.domain}`, `<${who.aor}>`);
  const tag = newId('tag');
  const final = call.invite({ who, body: sdpOf(rita.address, 4000) });
  const refused = final.then((text) => (statusOf(text) === 200 ? new Promise<never>(() => undefined) : Promise.reject(new Error(text))));
  const invite = await Promise.race([carrier.hearRequest('INVITE'), refused]);
  carrier.reply(invite, '200 OK', { tag, body: sdpOf(carrier.address, 4002) });
  call.connect(await final);
  await carrier.hearRequest('ACK');
  const bye = call.request('BYE').then(statusOf);
  carrier.reply(await carrier.hearRequest('BYE', 10_000), '200 OK');
  expect(await bye).toBe(200);
}

it.each([
  ['random', '+34912001901', 'bob'],
  ['spoofed', '+34912001902', 'alice'],
  ['stray', '+34912001903', 'carol'],
] as const)('%s: calls go on, a phone registers, and the server stays small', async (mix, number, newcomer) => {
  const rita = await SipPeer.udp(phone(platform, 'rita1').address, usersProxy(platform));
  const carrier = await SipPeer.udp(outside(platform).carrierOne, trunksProxy(platform));
  try {
    await callAndHangUp(rita, carrier, `${number}0`);
    const before = residentMb();
    const since = new Date().toISOString();
    let isOver = false;
    const sent = flood(mix).finally(() => (isOver = true));
    let calls = 0;
    const registered = registerPhone(platform, phone(platform, newcomer));
    while (!isOver) {
      await callAndHangUp(rita, carrier, number);
      calls += 1;
    }
    await registered;
    expect(await sent).toBeGreaterThan(RATE * SECONDS * 0.8);
    expect(calls).toBeGreaterThan(3);
    expect(residentMb() - before).toBeLessThan(GROWTH_MB);
    await platform.process('sip-server-users').waitHealthy();
    const rows = await until(`${calls} records`, async () => {
      const found = await brand.list(`billable-calls?callee=${encodeURIComponent(number)}&startedAt[gte]=${since}&itemsPerPage=500`);
      return found.length >= calls ? found : undefined;
    });
    expect(rows).toHaveLength(calls);
  } finally {
    rita.close();
    carrier.close();
  }
});
