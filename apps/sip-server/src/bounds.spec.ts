import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../test/app.js';
import { ask } from '../test/app.js';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, SDP, startTestServer, type TestServer } from '../test/test-server.js';
import type { GuardChoice } from './guard/guard-settings.js';

const SERVER = '127.99.5.1';
const PHONE = '127.99.5.2';
const PEER = '127.99.5.3';
const at = { address: SERVER, port: 5060 };

let server: TestServer;
let peers: SipPeer[];
let apps: App[];

async function start(guard: GuardChoice = {}): Promise<void> {
  server = await startTestServer(SERVER, { guard });
}
async function app(prepare: (srf: App) => void): Promise<App> {
  const srf = await connectApp(SERVER, prepare);
  apps.push(srf);
  return srf;
}
async function phone(address = PHONE, port = 5060): Promise<SipPeer> {
  const peer = await SipPeer.udp(address, port, at);
  peers.push(peer);
  return peer;
}
async function metric(name: string, labels = ''): Promise<number | undefined> {
  const text = await server.metrics.registry.metrics();
  const line = text.split('\n').find((one) => one.startsWith(`${name}{`) && one.includes(labels));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

beforeEach(() => {
  peers = [];
  apps = [];
});
afterEach(async () => {
  for (const peer of peers) peer.close();
  for (const srf of apps) srf.disconnect();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('what is refused is answered, counted and logged by one name', () => {
  it('a spammer', async () => {
    await start({ spammers: { userAgent: ['sipvicious'], to: [], from: [], action: 'reject' } });
    const peer = await phone();
    const call = newCall();
    peer.send(request(peer, SERVER, 'OPTIONS', call, { more: ['User-Agent: sipvicious'] }));
    await peer.next(603);
    expect(server.refusals).toMatchObject([
      { cause: 'spammer', source: PHONE, port: 5060, method: 'OPTIONS', callId: call.callId, status: 603 },
    ]);
    expect(await metric('switchyard_sip_refused_total', 'cause="spammer"')).toBe(1);
  });

  it('a message that breaks the grammar', async () => {
    await start();
    const peer = await phone();
    const call = newCall();
    peer.send(request(peer, SERVER, 'OPTIONS', call).map((line) => line.replace(/^CSeq:.*/, 'CSeq: many OPTIONS')));
    await peer.next(400);
    expect(server.refusals).toMatchObject([
      { cause: 'malformed', callId: call.callId, status: 400, detail: expect.stringMatching(/^bad-header: CSeq: /) },
    ]);
    expect(await metric('switchyard_sip_parse_errors_total', 'cause="bad-header"')).toBe(1);
    expect(await metric('drachtio_sofia_bad_msgs_recv')).toBe(1);
  });

  it('what no application takes, and dialogs nobody has', async () => {
    await start();
    const peer = await phone();
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await peer.next(503);
    peer.send(request(peer, SERVER, 'BYE', newCall(), { to: `<sip:bob@${SERVER}>;tag=none` }));
    await peer.next(481);
    expect(server.refusals.map(({ cause }) => cause)).toEqual(['application-missing', 'dialog-unknown']);
  });

  it('junk, which is not even read', async () => {
    await start();
    const peer = await phone();
    peer.sendRaw(Buffer.from([200, 1, 2, 3, 4, 5]));
    peer.sendRaw('GET / HTTP/1.1\r\n\r\n');
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await peer.next(503);
    expect(server.refusals.map(({ cause }) => cause)).toEqual(['junk', 'junk', 'application-missing']);
    expect(await metric('switchyard_sip_messages_in_total', 'transport="udp"')).toBe(3);
  });

  it('more requests than one source may have open, until one is answered', async () => {
    await start({ limits: { maxTransactionsPerSource: 1 } });
    const held: Array<() => void> = [];
    await app((srf) => srf.options((_req, res) => void held.push(() => res.send(200))));
    const peer = await phone();
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await peer.next(503);
    await expect.poll(() => held.length).toBe(1);
    held[0]?.();
    await peer.next(200);
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await expect.poll(() => held.length).toBe(2);
    held[1]?.();
    await peer.next(200);
  });

  it('requests that an application does not look at, but not those it has taken', async () => {
    await start({ limits: { maxWaitingPerApplication: 3 } });
    const ring: Array<() => void> = [];
    await app((srf) => srf.invite((_req, res) => void ring.push(() => res.send(180))));
    const peer = await phone();
    for (let i = 0; i < 3; i++) peer.send(request(peer, SERVER, 'INVITE', newCall()));
    await expect.poll(() => ring.length).toBe(3);
    expect(await metric('switchyard_sip_waiting_requests')).toBe(3);
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    await peer.next(503);
    expect(server.refusals).toMatchObject([{ cause: 'application-busy' }]);
    for (const answer of ring) answer();
    await expect.poll(() => metric('switchyard_sip_waiting_requests')).toBe(0);
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    await expect.poll(() => ring.length).toBe(4);
    ring[3]?.();
  });
});

describe('RFC 7339 on the wire', () => {
  it('a peer that offers overload control finds our answer in every response', async () => {
    await start();
    await app((srf) => srf.options((_req, res) => res.send(200)));
    const peer = await phone();
    const offer = (line: string): string => (line.startsWith('Via:') ? `${line};oc;oc-algo="loss"` : line);
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()).map(offer));
    expect((await peer.next(200)).get('via')).toMatch(/;oc=0;oc-algo="loss";.*oc-validity=0;oc-seq=\d+\.\d+/);
  });

  it('we offer it when told to, and keep back what the peer asks for but for priority calls', async () => {
    await start({ feedback: 'both' });
    const srf = await app(() => undefined);
    const far = await phone(PEER);
    const uri = `sip:carol@${PEER}:5060`;
    const first = ask(srf, uri, { method: 'OPTIONS' });
    const options = await far.next('OPTIONS');
    expect(options.get('via')).toMatch(/;oc;oc-algo="loss"$/);
    const via = (options.get('via') ?? '').replace(';oc;', ';oc=100;oc-validity=60000;oc-seq=1.1;');
    options.set('Via', via);
    far.answer(options, '200 OK');
    expect((await first).status).toBe(200);
    expect((await ask(srf, uri, { method: 'OPTIONS' })).status).toBe(503);
    expect(server.refusals).toMatchObject([{ cause: 'peer-overload', source: PEER }]);
    const urgent = ask(srf, uri, { method: 'OPTIONS', headers: { 'Resource-Priority': 'esnet.0' } });
    far.answer(await far.next('OPTIONS'), '200 OK');
    expect((await urgent).status).toBe(200);
  });
});

describe('metrics', () => {
  it('every name of drachtio-server is served, and what has happened is in ours', async () => {
    await start();
    await app((srf) => {
      srf.invite((_req, res) => {
        res.send(180);
        res.send(200, { body: SDP });
      });
      srf.bye((_req, res) => res.send(200));
    });
    const peer = await phone();
    const call = newCall();
    const invite = request(peer, SERVER, 'INVITE', call);
    peer.send(invite);
    const to = (await peer.next(200)).get('to') ?? '';
    peer.send(request(peer, SERVER, 'ACK', call, { to }));
    peer.send(invite);
    await expect.poll(() => metric('switchyard_sip_dialogs', 'state="confirmed"')).toBe(1);
    const text = await server.metrics.registry.metrics();
    for (const name of [
      'drachtio_build_info{',
      'drachtio_sip_requests_in_total{method="INVITE"',
      'drachtio_sip_responses_out_total{method="INVITE",code="200"',
      'drachtio_time_started{',
      'drachtio_stable_dialogs{type="inbound"',
      'drachtio_stable_dialogs{type="outbound"',
      'drachtio_proxy_cores{',
      'drachtio_registered_endpoints{',
      'drachtio_app_connections{',
      ...[
        'server_txn_hash_size',
        'client_txn_hash_size',
        'dialog_hash_size',
        'server_txns',
        'client_txns',
        'dialogs',
        'msgs_recv',
        'msgs_sent',
      ],
      ...['requests_recv_total', 'requests_sent', 'bad_msgs_recv', 'bad_reqs_recv', 'retransmitted_requests', 'retransmitted_responses'],
      'drachtio_call_answer_seconds_in_bucket{',
      'drachtio_call_answer_seconds_out_count{',
      'drachtio_call_pdd_seconds_in_bucket{',
      'drachtio_call_pdd_seconds_out_sum{',
      'switchyard_sip_transactions{machine="invite-server",state="accepted"',
      'switchyard_sip_bound_limit{bound="max_transactions"',
      'switchyard_sip_bound_used{bound="max_connections"',
      'switchyard_sip_connections_closed_total{cause="source-connections-full"',
      'switchyard_sip_dns_lookups_total{outcome="hits"',
      'switchyard_sip_control_frames_in_total{',
      'switchyard_sip_event_loop_delay_seconds{',
      'switchyard_sip_udp_queue_bytes{',
      'switchyard_sip_load_level{',
    ]) {
      const full = /^(?:drachtio|switchyard)_/.test(name) ? name : `drachtio_sofia_${name}{`;
      expect(text, full).toContain(`\n${full}`);
    }
    await expect.poll(() => metric('switchyard_sip_retransmissions_total', 'direction="in"')).toBe(1);
    expect(await metric('drachtio_call_pdd_seconds_in_count')).toBe(1);
    expect(await metric('switchyard_sip_messages_out_total', 'transport="udp"')).toBeGreaterThanOrEqual(3);
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
    await peer.next((message) => message.status === 200 && message.method === 'BYE');
  });
});
