import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outside, phone, talk, usersProxy } from '@switchyard/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { openPlatform } from '../../platform.js';

let platform: Instance;
let collector: Socket;
const packets: Buffer[] = [];
beforeAll(async () => {
  platform = await openPlatform();
  collector = createSocket('udp4');
  collector.on('message', (packet) => packets.push(packet));
  const { hepCollector } = platform;
  if (!hepCollector) throw new Error('this flow needs an instance with SWITCHYARD_HEP_COLLECTOR, as `./switchyard test` makes it');
  collector.bind(hepCollector.port, hepCollector.address);
  await once(collector, 'listening');
});
afterAll(() => collector.close());

/** A pcap file of UDP datagrams, so that tshark, which we did not write, decodes what we sent. */
function pcapOf(datagrams: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262_144, 16);
  header.writeUInt32LE(101, 20); // raw IP
  const records = datagrams.map((payload) => {
    const length = 28 + payload.length;
    const record = Buffer.alloc(16 + 28);
    record.writeUInt32LE(length, 8);
    record.writeUInt32LE(length, 12);
    record.writeUInt8(0x45, 16);
    record.writeUInt16BE(length, 18);
    record.writeUInt8(64, 24);
    record.writeUInt8(17, 25);
    record.set([127, 0, 0, 1], 28);
    record.set([127, 0, 0, 1], 32);
    record.writeUInt16BE(40_000, 36);
    record.writeUInt16BE(9060, 38);
    record.writeUInt16BE(8 + payload.length, 40);
    return Buffer.concat([record, payload]);
  });
  return Buffer.concat([header, ...records]);
}

const FIELDS = [
  'hep3.kind',
  'hep3.src',
  'hep3.dst',
  'sip.Request-Line',
  'sip.Status-Line',
  'sip.Call-ID',
  'hep3.correlation',
  'hep3.broken',
];

async function tshark(datagrams: readonly Buffer[]): Promise<string[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'switchyard-hep-')), 'hep.pcap');
  writeFileSync(file, pcapOf(datagrams));
  const script = fileURLToPath(new URL('hep3.lua', import.meta.url));
  const fields = FIELDS.flatMap((field) => ['-e', field]);
  const child = spawn('tshark', [
    '-X',
    `lua_script:${script}`,
    '-r',
    file,
    '-T',
    'fields',
    '-E',
    'separator=|',
    '-E',
    'occurrence=a',
    ...fields,
  ]);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`tshark ended with ${code}: ${errors}`);
  return output.trim().split('\n');
}

it('sends every SIP message of both SIP servers to the HEP collector, as tshark reads it (NX-5)', async () => {
  packets.length = 0;
  const rita = phone(platform, 'rita1');
  await talk(platform, {
    caller: { address: rita.address, from: rita.aor, credentials: rita },
    target: `sip:+34912001201@${rita.domain}`,
    remote: usersProxy(platform),
    callee: { address: outside(platform).carrierOne },
  });
  // Pings of application servers go on and on: what is read is what was there at this moment.
  const captured = [...packets];
  const lines = await tshark(captured);
  const has = (...parts: string[]): boolean => lines.some((line) => parts.every((part) => line.includes(part)));
  const [users, trunks] = [`${platform.net}.10`, `${platform.net}.20`];
  // phone → users proxy → trunks proxy → carrier, and back
  expect(has(`|${rita.address}|${users}|`, 'INVITE sip:+34912001201@')).toBe(true);
  expect(has(`|${users}|${trunks}|`, 'INVITE sip:')).toBe(true);
  expect(has(`|${trunks}|${outside(platform).carrierOne}|`, 'INVITE sip:')).toBe(true);
  expect(has(`|${outside(platform).carrierOne}|${trunks}|`, 'SIP/2.0 200 OK')).toBe(true);
  expect(has(`|${users}|${rita.address}|`, 'SIP/2.0 407')).toBe(true);
  expect(has(`|${users}|${rita.address}|`, 'SIP/2.0 200 OK')).toBe(true);
  expect(has(`|${rita.address}|${users}|`, 'BYE sip:')).toBe(true);
  expect(has(`|${trunks}|${outside(platform).carrierOne}|`, 'BYE sip:')).toBe(true);
  // Every datagram is whole, is SIP, and is correlated by its Call-ID.
  expect(lines).toHaveLength(captured.length);
  for (const line of lines) {
    const [kind, , , request, status, callId, correlation, broken] = line.split('|');
    expect({ line, kind, broken, isSip: Boolean(request) !== Boolean(status) }).toEqual({ line, kind: '1', broken: '', isSip: true });
    expect(correlation).toBe(callId);
  }
  // No secret is readable in a capture (I10): digest responses are masked.
  expect(captured.some((packet) => /response="[0-9a-f]{32,}"/.test(packet.toString('latin1')))).toBe(false);
});
