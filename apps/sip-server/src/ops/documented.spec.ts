import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, ask } from '../../test/app.js';
import { newCall, request } from '../../test/requests.js';
import { buildBundle, ServerProcess } from '../../test/server-process.js';
import { SipPeer } from '../../test/sip-peer.js';
import { connectApp, SDP } from '../../test/test-server.js';
import { guardSettings } from '../guard/guard-settings.js';
import { transportSettings } from '../transports/transport-settings.js';

const SERVER = '127.99.5.41';
const PHONE = '127.99.5.42';
const CARRIER = '127.99.5.43';
const HEP_PORT = 9060;
const AGENT = 4_711;

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'switchyard-observed-'));
let bundle: Awaited<ReturnType<typeof buildBundle>>;
let server: ServerProcess;
let collector: Socket;
const packets: HepPacket[] = [];

interface HepPacket {
  readonly payload: string;
  readonly correlationId: string;
  readonly source: string;
  readonly destination: string;
  readonly agent: number;
  readonly timeMs: number;
}

/** HEPv3: `HEP3`, the length, and chunks of vendor, type, length, value. */
function readHep(packet: Buffer): HepPacket {
  expect(packet.toString('latin1', 0, 4)).toBe('HEP3');
  expect(packet.readUInt16BE(4)).toBe(packet.length);
  const chunks = new Map<number, Buffer>();
  for (let at = 6; at < packet.length; at += packet.readUInt16BE(at + 4)) {
    expect(packet.readUInt16BE(at)).toBe(0);
    chunks.set(packet.readUInt16BE(at + 2), packet.subarray(at + 6, at + packet.readUInt16BE(at + 4)));
  }
  const chunk = (type: number): Buffer => chunks.get(type) ?? Buffer.alloc(4);
  return {
    payload: chunk(15).toString(),
    correlationId: chunk(17).toString(),
    source: `${[...chunk(3)].join('.')}:${chunk(7).readUInt16BE()}`,
    destination: `${[...chunk(4)].join('.')}:${chunk(8).readUInt16BE()}`,
    agent: chunk(12).readUInt32BE(),
    timeMs: chunk(9).readUInt32BE() * 1_000 + chunk(10).readUInt32BE() / 1_000,
  };
}

beforeAll(async () => {
  bundle = await buildBundle();
  collector = createSocket('udp4').on('message', (packet) => packets.push(readHep(packet)));
  collector.bind(HEP_PORT, PHONE);
  await once(collector, 'listening');
  server = new ServerProcess(bundle.main, SERVER, {
    PROCESSES: '2',
    JOURNAL: `file:${folder}/dialogs`,
    BLACKLIST_REDIS: 'redis://127.0.0.1:1/0',
    HEP_COLLECTOR: `${PHONE}:${HEP_PORT}`,
    HEP_CAPTURE_ID: String(AGENT),
  });
  await server.start();
}, 60_000);
afterAll(async () => {
  await server.end('SIGKILL');
  collector.close();
  bundle.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the README', () => {
  /** What stands in backticks; `…_rest` is short for a name that begins as all do. */
  const words = new Set([...README.matchAll(/`(…?[A-Za-z_]+)/g)].map(([, word = '']) => word.replace('…', 'switchyard_sip')));

  it('names every metric that is served, and none that is not', async () => {
    const served = new Set([...(await server.metrics()).matchAll(/^# TYPE (switchyard_\S+) /gm)].map(([, name = '']) => name));
    const named = [...words].filter((word) => word.startsWith('switchyard_sip_'));
    expect(named.filter((name) => !served.has(name))).toEqual([]);
    expect([...served].filter((name) => !words.has(name))).toEqual([]);
  });

  it('names every setting that bounds something', () => {
    const bounds = Object.keys({ ...guardSettings, ...transportSettings }).filter((key) => /^MAX_|_RATE$|_PER_SO|_PER_SEC/.test(key));
    expect(bounds.length).toBeGreaterThan(15);
    expect(bounds.filter((key) => !words.has(key))).toEqual([]);
  });
});

it('every message on the wire goes to the collector, with its Call-ID as correlation id, on both legs of a call', async () => {
  const app: App = await connectApp(SERVER, (srf) => {
    srf.invite((req, res) => void srf.createB2BUA(req, res, `sip:carol@${CARRIER}:5060`, {}).catch(() => undefined));
  });
  const at = { address: SERVER, port: 5060 };
  const caller = await SipPeer.udp(PHONE, 5060, at);
  const callee = await SipPeer.udp(CARRIER, 5060, at);
  const call = newCall();
  caller.send(request(caller, SERVER, 'INVITE', call, { more: ['Content-Type: application/sdp'] }), SDP);
  const invite = await callee.next('INVITE');
  callee.answer(invite, '200 OK', [`Contact: <sip:${CARRIER}:5060>`, 'Content-Type: application/sdp'], SDP);
  const { value: to = '' } = (await caller.next(200)).headers.find(({ id }) => id === 'to') ?? {};
  caller.send(request(caller, SERVER, 'ACK', call, { to }));
  await callee.next('ACK');
  const sent = (method: string, from: string, callId: string): HepPacket | undefined =>
    packets.find(({ payload, source, correlationId }) => payload.startsWith(method) && source === from && correlationId === callId);
  for (const [line, from, callId] of [
    ['INVITE ', `${PHONE}:5060`, call.callId],
    ['SIP/2.0 100 ', `${SERVER}:5060`, call.callId],
    ['SIP/2.0 200 ', `${SERVER}:5060`, call.callId],
    ['ACK ', `${PHONE}:5060`, call.callId],
    ['INVITE ', `${SERVER}:5060`, invite.callId()],
    ['SIP/2.0 200 ', `${CARRIER}:5060`, invite.callId()],
    ['ACK ', `${SERVER}:5060`, invite.callId()],
  ] as const) {
    await expect.poll(() => sent(line, from, callId), { message: `${line}from ${from}` }).toBeDefined();
  }
  expect(invite.callId()).not.toBe(call.callId);
  for (const { payload, correlationId, agent, timeMs, source, destination } of packets) {
    expect(/^Call-ID:\s*(\S+)/im.exec(payload)?.[1]).toBe(correlationId);
    expect(agent).toBe(AGENT);
    expect(Math.abs(Date.now() - timeMs)).toBeLessThan(60_000);
    expect([source, destination]).toContain(`${SERVER}:5060`);
  }
  // Credentials do not leave with the capture.
  void ask(app, `sip:carol@${CARRIER}:5060`, { method: 'REGISTER', headers: { Authorization: 'Digest username="a", response="5ec4e7"' } });
  await callee.next('REGISTER');
  await expect.poll(() => packets.some(({ payload }) => payload.startsWith('REGISTER '))).toBe(true);
  expect(packets.some(({ payload }) => payload.includes('5ec4e7'))).toBe(false);
  app.disconnect();
  caller.close();
  callee.close();
});
