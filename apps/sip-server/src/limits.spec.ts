import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@switchyard/kernel';
import { makeCertificate } from '@switchyard/testing';
import { HIGHEST_LIMITS, limitMessages } from '@switchyard/sip';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { App } from '../test/app.js';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { CONTROL_PORT, connectApp, SDP, SECRET, startTestServer, type TestServer } from '../test/test-server.js';
import { schema } from './config.js';
import { guardChoiceOf } from './guard/guard-settings.js';
import { transportChoiceOf } from './transports/transport-settings.js';

const SERVER = '127.99.5.31';
const PHONE = '127.99.5.32';
const OTHER = '127.99.5.33';
const TLS_PORT = 5061;

const folder = mkdtempSync(join(tmpdir(), 'switchyard-limits-'));
const certificate = makeCertificate({ commonName: 'sip.test' });
const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
writeFileSync(files.certificate, certificate.cert);
writeFileSync(files.key, certificate.key);

let server: TestServer;
const peers: SipPeer[] = [];
const apps: App[] = [];
const sockets: Socket[] = [];

/** A server whose limits come from settings as the environment gives them. */
async function start(settings: Readonly<Record<string, string | number>>, appReturnMs = 5_000): Promise<void> {
  const given = Object.entries(settings).map(([key, value]) => [`SWITCHYARD_${key}`, String(value)]);
  const config = loadConfig(schema, {
    SWITCHYARD_SIP_LISTEN: `udp:${SERVER}:5060,tcp:${SERVER}:5060,tls:${SERVER}:${TLS_PORT}`,
    SWITCHYARD_TLS_CERTIFICATES: `${files.certificate}:${files.key}`,
    SWITCHYARD_CONTROL_SECRET: SECRET,
    ...Object.fromEntries(given),
  });
  server = await startTestServer(SERVER, {
    guard: guardChoiceOf(config),
    transport: transportChoiceOf(config),
    listen: [{ protocol: 'tls', address: SERVER, port: TLS_PORT }],
    appReturnMs,
  });
}

async function phone(address = PHONE): Promise<SipPeer> {
  const peer = await SipPeer.udp(address, 0, { address: SERVER, port: 5060 });
  peers.push(peer);
  return peer;
}

const app = async (prepare: (srf: App) => void): Promise<App> => {
  const srf = await connectApp(SERVER, prepare);
  apps.push(srf);
  return srf;
};
const takesOptions = (): Promise<App> => app((srf) => srf.options((_req, res) => res.send(200)));

async function open(port: number, from = PHONE): Promise<Socket> {
  const socket = connect({ host: SERVER, port, localAddress: from });
  sockets.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}
const closed = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve).resume());

async function metric(name: string, label: string): Promise<number> {
  const text = await server.metrics.registry.metrics();
  const line = text.split('\n').find((one) => one.startsWith(`switchyard_sip_${name}{`) && one.includes(label));
  if (line === undefined) throw new Error(`no switchyard_sip_${name}{${label}}`);
  return Number(line.split(' ').at(-1));
}

const options = (peer: SipPeer, more: readonly string[] = []): string[] => request(peer, SERVER, 'OPTIONS', newCall(), { more });

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const srf of apps.splice(0)) srf.disconnect();
  for (const peer of peers.splice(0)) peer.close();
  await server.stop();
  limitMessages(HIGHEST_LIMITS);
  expect(server.problems).toEqual([]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Of one message: what it is too much of is told, counted by its own name, and the limit can be read. */
it.each<[setting: string, value: number, cause: string, status: number, send: (peer: SipPeer) => void]>([
  ['MAX_MESSAGE', 2_048, 'too-large', 513, (peer) => peer.send(options(peer), 'x'.repeat(2_000))],
  ['MAX_BODY', 100, 'body-too-large', 513, (peer) => peer.send(options(peer), 'x'.repeat(101))],
  ['MAX_HEAD', 1_024, 'head-too-large', 513, (peer) => peer.send(options(peer, Array<string>(10).fill(`X-Long: ${'x'.repeat(100)}`)))],
  ['MAX_HEADER_LINE', 256, 'header-too-large', 400, (peer) => peer.send(options(peer, [`X-Long: ${'x'.repeat(300)}`]))],
  ['MAX_HEADERS', 16, 'too-many-headers', 513, (peer) => peer.send(options(peer, Array<string>(20).fill('X: y')))],
])('%s=%d refuses a message with the cause %s and status %d', async (setting, value, cause, status, send) => {
  await start({ [setting]: value });
  await takesOptions();
  const peer = await phone();
  send(peer);
  await peer.next(status);
  expect(server.refusals).toMatchObject([{ cause: 'malformed', status, source: PHONE, detail: expect.stringMatching(`^${cause}: `) }]);
  expect(await metric('parse_errors_total', `cause="${cause}"`)).toBe(1);
  expect(await metric('message_limit', `setting="${setting.toLowerCase()}"`)).toBe(value);
  peer.send(options(peer));
  await peer.next(200);
});

type Provoke = (peer: SipPeer) => Promise<void>;
const sendOptions =
  (count: number): Provoke =>
  (peer) => {
    for (let i = 0; i < count; i += 1) peer.send(options(peer));
    return Promise.resolve();
  };
/** One after the other: a dialog begins with its answer. */
const call =
  (count: number): Provoke =>
  async (peer) => {
    for (let i = 0; i < count; i += 1) {
      const one = newCall();
      peer.send(request(peer, SERVER, 'INVITE', one), SDP);
      // Answers to earlier calls are repeated meanwhile: nobody acknowledges them.
      await peer.next((message) => message.status >= 200 && message.callId() === one.callId);
    }
  };
const sendInvites =
  (count: number): Provoke =>
  (peer) => {
    for (let i = 0; i < count; i += 1) peer.send(request(peer, SERVER, 'INVITE', newCall()), SDP);
    return Promise.resolve();
  };
const holding = (): Promise<App> =>
  app((srf) => {
    srf.options(() => undefined);
    srf.invite((_req, res) => res.send(180));
  });
const answering = (): Promise<App> => app((srf) => srf.invite((_req, res) => res.send(200, { body: SDP })));

/** Of what is kept and of how often: one more is refused by name, the limit and what is used of it can be read. */
it.each<[setting: string, value: number, cause: string, metricName: string, prepare: () => Promise<App>, provoke: Provoke]>([
  ['MAX_TRANSACTIONS', 100, 'transactions-full', 'bound', holding, sendInvites(71)],
  ['MAX_DIALOGS', 100, 'dialogs-full', 'bound', answering, call(71)],
  ['MAX_WAITING_PER_APPLICATION', 10, 'application-busy', 'bound', holding, sendOptions(8)],
  ['MAX_TRANSACTIONS_PER_SOURCE', 1, 'source-transactions', 'rate', holding, sendOptions(2)],
  ['SOURCE_RATE', 1, 'source-rate', 'rate', takesOptions, sendOptions(3)],
  ['NEWCOMER_RATE', 1, 'flood', 'rate', answering, sendInvites(30)],
  [
    'MALFORMED_PER_SOURCE',
    1,
    'malformed-source',
    'rate',
    takesOptions,
    (peer) => {
      for (let i = 0; i < 3; i += 1) peer.sendRaw('OPTIONS sip:bob@127.0.0.1 SIP/2.0\r\nVia: broken\r\n\r\n');
      return Promise.resolve();
    },
  ],
  [
    'ANSWERS_PER_SECOND',
    1,
    'answers-spent',
    'rate',
    takesOptions,
    (peer) => {
      for (let i = 0; i < 3; i += 1) peer.send(options(peer).map((line) => line.replace(/^CSeq:.*/, 'CSeq: many OPTIONS')));
      return Promise.resolve();
    },
  ],
])('%s=%d refuses with the cause %s', async (setting, value, cause, metricName, prepare, provoke) => {
  await start({ [setting]: value });
  await prepare();
  const peer = await phone();
  await provoke(peer);
  await expect.poll(() => metric('refused_total', `cause="${cause}"`)).toBeGreaterThan(0);
  if (cause !== 'answers-spent') expect(server.refusals.map((refusal) => refusal['cause'])).toContain(cause);
  const name = setting.toLowerCase();
  expect(await metric(`${metricName}_limit`, metricName === 'bound' ? `bound="${name}"` : `setting="${name}"`)).toBe(value);
  if (metricName === 'bound') expect(await metric('bound_used', `bound="${name}"`)).toBeGreaterThan(0);
});

it('MAX_LINGERING forgets the oldest of those that were answered, and says how many', async () => {
  await start({ MAX_LINGERING: 100 });
  await takesOptions();
  const peer = await phone();
  for (let i = 0; i < 120; i += 1) {
    peer.send(options(peer));
    await peer.next(200);
  }
  expect(await metric('transactions_forgotten_total', '')).toBeGreaterThan(10);
  expect(await metric('bound_limit', 'bound="max_lingering"')).toBe(100);
  expect(await metric('bound_used', 'bound="max_lingering"')).toBeLessThanOrEqual(101);
});

it('MAX_PARKED refuses what would wait for an application that is away', async () => {
  await start({ MAX_PARKED: 1 });
  const srf = await app((one) => one.invite((req, res) => void one.createUAS(req, res, { localSdp: SDP })));
  const peer = await phone();
  const calls = [newCall(), newCall()];
  const tos: string[] = [];
  for (const call of calls) {
    peer.send(request(peer, SERVER, 'INVITE', call), SDP);
    tos.push((await peer.next(200)).get('to') ?? '');
    peer.send(request(peer, SERVER, 'ACK', call, { to: tos.at(-1) ?? '' }));
  }
  await expect.poll(() => metric('dialogs', 'role="uas",state="confirmed"')).toBe(2);
  apps.pop();
  srf.disconnect();
  await expect.poll(() => metric('app_connections', '')).toBe(0);
  for (const [at, call] of calls.entries()) peer.send(request(peer, SERVER, 'INFO', call, { to: tos[at] ?? '', seq: 2 }));
  await peer.next(481);
  expect(server.refusals).toMatchObject([{ cause: 'application-gone', method: 'INFO', status: 481 }]);
  expect(await metric('bound_used', 'bound="max_parked"')).toBe(1);
});

it('MAX_CONTROL_BACKLOG disconnects an application that does not read', async () => {
  const most = 1_048_576;
  await start({ MAX_CONTROL_BACKLOG: most });
  const deaf = await open(CONTROL_PORT);
  const frame = (text: string): string => `${Buffer.byteLength(text)}#${text}`;
  deaf.write(frame(`1|authenticate|${SECRET}`) + frame('2|route|OPTIONS'));
  const peer = await phone();
  await expect.poll(() => metric('app_connections', '')).toBe(1);
  deaf.pause();
  const body = 'x'.repeat(60_000);
  await expect
    .poll(
      async () => {
        for (let i = 0; i < 20; i += 1) peer.send(options(peer), body);
        return metric('app_connections', '');
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  expect(await metric('control_refusals_total', 'cause="application-not-reading"')).toBe(1);
  expect(await metric('bound_limit', 'bound="max_control_backlog"')).toBe(most);
});

it.each<[setting: string, cause: string, port: number, second: string]>([
  ['MAX_CONNECTIONS', 'connections-full', 5060, OTHER],
  ['MAX_CONNECTIONS_PER_SOURCE', 'source-connections-full', 5060, PHONE],
  ['MAX_HALF_OPEN', 'half-open-full', 5060, OTHER],
  ['MAX_CONNECTIONS', 'connections-full', TLS_PORT, OTHER],
  ['MAX_CONNECTIONS_PER_SOURCE', 'source-connections-full', TLS_PORT, PHONE],
  ['MAX_HALF_OPEN', 'half-open-full', TLS_PORT, OTHER],
])('%s=1 refuses with the cause %s at port %d', async (setting, cause, port, second) => {
  await start({ [setting]: 1 });
  await open(port);
  await expect.poll(() => metric('connections_accepted_total', '')).toBe(1);
  await closed(await open(port, second));
  expect(await metric('connections_closed_total', `cause="${cause}"`)).toBe(1);
  const bound = `bound="${setting.toLowerCase()}"`;
  expect(await metric('bound_limit', bound)).toBe(1);
  // A handshake that is under way is no open connection yet.
  if (port !== TLS_PORT || setting !== 'MAX_CONNECTIONS') expect(await metric('bound_used', bound)).toBe(1);
});

it.each<[setting: string, cause: string, port: number]>([
  ['HANDSHAKE_TIMEOUT', 'handshake-timeout', TLS_PORT],
  ['FIRST_MESSAGE_TIMEOUT', 'first-message-timeout', 5060],
])('%s closes with the cause %s what opens and says nothing', async (setting, cause, port) => {
  await start({ [setting]: '50ms' });
  await closed(await open(port));
  await expect.poll(() => metric('connections_closed_total', `cause="${cause}"`)).toBe(1);
});
