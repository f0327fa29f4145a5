import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { headerOf, phone, registerPhone, until, usersProxy, PortalClient, type Phone } from '@switchyard/testing';
import type { Instance } from '@switchyard/local-runner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform } from '../../platform.js';
import { answerTo, newId, register, SipPeer, statusOf } from '../../sip-peer.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'switchyard-attacks-'));
let platform: Instance;
let admin: PortalClient;
let at: (octet: number) => string;
const peers: SipPeer[] = [];
/** What the tools say: they are slow to start and wait long for answers, so all attack at the same time. */
let tools: Readonly<Record<'svmap' | 'svwar REGISTER' | 'svwar INVITE' | 'svwar OPTIONS' | 'svcrack' | 'sipsak', Promise<string>>>;
beforeAll(async () => {
  platform = await openPlatform();
  at = (octet) => `${platform.net}.${octet}`;
  const { domain, password } = alice();
  writeFileSync(join(folder, 'words'), ['secret', 'password', password].join('\n'));
  const war = (octet: number, method: string): Promise<string> =>
    attack('svwar', '-b', at(octet), '-m', method, '-e', '100-103', '--domain', domain, '--maximumtime', '2', server());
  tools = {
    svmap: attack('svmap', '-b', at(171), '-p', '5060', server()),
    'svwar REGISTER': war(181, 'REGISTER'),
    'svwar INVITE': war(182, 'INVITE'),
    'svwar OPTIONS': war(183, 'OPTIONS'),
    svcrack: attack(
      'svcrack',
      '-b',
      at(178),
      '-u',
      'alice',
      '-d',
      join(folder, 'words'),
      '--domain',
      domain,
      '--maximumtime',
      '2',
      server(),
    ),
    sipsak: attack('sipsak', '-vv', '-T', '-s', `sip:alice@${server()}`, '-l', '5062', '-D', '2'),
  };
  admin = await PortalClient.login(platform, 'platform', 'admin');
});
afterAll(() => {
  for (const peer of peers) peer.close();
  rmSync(folder, { recursive: true });
});

async function peerAt(octet: number, port = 5060): Promise<SipPeer> {
  const peer = await SipPeer.udp(at(octet), usersProxy(platform), port);
  peers.push(peer);
  return peer;
}

/** What a tool prints, whatever its exit says. Tools that cannot be had are told apart by the test's title. */
async function attack(tool: 'svmap' | 'svwar' | 'svcrack' | 'sipsak', ...args: readonly string[]): Promise<string> {
  const argv = platform.attacker(tool);
  if (!argv) throw new Error(`${tool} is not there: run ./switchyard test, which brings it`);
  const [command, ...leading] = argv;
  // They keep sessions in their home: each has one of its own.
  const home = mkdtempSync(join(folder, 'home-'));
  const env = { ...process.env, HOME: home };
  const { stdout, stderr } = await run(command, [...leading, ...args], { cwd: home, env, timeout: 40_000 }).catch(
    (failed: unknown) => failed as { stdout: string; stderr: string },
  );
  return `${stdout}\n${stderr}`;
}
const server = (): string => usersProxy(platform).split(':')[0] ?? '';
const alice = (): Phone => phone(platform, 'alice');

/** One request outside of calls; its final answer. */
async function ask(
  peer: SipPeer,
  method: string,
  more: { uri?: string; from?: string; to?: string; headers?: readonly string[]; body?: string } = {},
  patienceMs = 6_000,
): Promise<string> {
  const callId = newId();
  const who = alice();
  const uri = more.uri ?? `sip:102@${who.domain}`;
  peer.request({
    method,
    uri,
    from: `<${more.from ?? who.aor}>;tag=${newId('t')}`,
    to: `<${more.to ?? (method === 'REGISTER' ? who.aor : uri)}>`,
    callId,
    cseq: 1,
    ...(more.headers ? { headers: more.headers } : {}),
    ...(more.body === undefined ? {} : { body: more.body }),
  });
  return peer.final(callId, method, patienceMs);
}
/** Nothing comes back to this request, while another that follows it is answered. */
async function staysSilent(peer: SipPeer, send: () => string): Promise<void> {
  const callId = send();
  expect(statusOf(await ask(peer, 'OPTIONS'))).toBe(200);
  expect(peer.heard.filter((text) => headerOf(text, 'Call-ID') === callId)).toEqual([]);
}

describe('scanners', () => {
  it('a stranger who asks politely gets one uniform answer, without any version', async () => {
    const peer = await peerAt(173);
    const answers = await Promise.all(
      ['alice', 'nobody', ''].map((user) => ask(peer, 'OPTIONS', { uri: `sip:${user}${user && '@'}${alice().domain}` })),
    );
    expect(answers.map(statusOf)).toEqual([200, 200, 200]);
    for (const answer of answers) expect(`${headerOf(answer, 'Server') ?? ''}${headerOf(answer, 'User-Agent') ?? ''}`).not.toMatch(/\d/);
    const plain = answers.map((text) => text.replace(/^(Via|From|To|Call-ID|CSeq|Date):.*$/gim, '$1'));
    expect(new Set(plain).size).toBe(1);
  });

  it('injections get no answer: quotes, comments, markup in From, To, Request-URI and credentials', async () => {
    const peer = await peerAt(173, 5070);
    const { domain } = alice();
    for (const user of ["a'%20or%20'1'='1", 'a%22--', '%3Cscript%3E'])
      await staysSilent(peer, () => {
        const callId = newId();
        peer.request({
          method: 'REGISTER',
          uri: `sip:${domain}`,
          from: `<sip:${user}@${domain}>;tag=1`,
          to: `<sip:${user}@${domain}>`,
          callId,
          cseq: 1,
        });
        return callId;
      });
    expect(await platform.process('users-proxy').waitHealthy()).toBeUndefined();
  });
});

describe('the gate', () => {
  const METHODS = ['INVITE', 'SUBSCRIBE', 'PUBLISH', 'MESSAGE', 'NOTIFY', 'REFER', 'INFO'] as const;
  it.each(METHODS)('%s is challenged without credentials', async (method) => {
    expect(statusOf(await ask(await peerAt(174, 5100 + METHODS.indexOf(method)), method))).toBe(407);
  });

  it('REGISTER gets 401, what nobody serves 501 or 405 with the list of what is', async () => {
    const peer = await peerAt(174, 5080);
    expect(statusOf(await ask(peer, 'REGISTER', { uri: `sip:${alice().domain}` }))).toBe(401);
    const unknown = await ask(peer, 'FROBNICATE');
    expect([405, 501]).toContain(statusOf(unknown));
    expect(headerOf(unknown, 'Allow')).toContain('INVITE');
  });

  it.each<[string, readonly string[]]>([
    ['a forged internal header', ['X-Info-Call: eyJ2IjoyfQ.AAAA']],
    ['the same in odd spellings', ['x-INFO-call : eyJ2IjoyfQ.AAAA', 'X-Info-Peer-Certificate: ' + 'ab'.repeat(32)]],
    ['a forged P-Asserted-Identity', ['P-Asserted-Identity: <sip:+34910000101@northwind.test>']],
    ['a preloaded Route', ['Route: <sip:127.0.0.1:5060;lr>']],
    ['credentials of nobody', ['Proxy-Authorization: Digest username="alice"']],
  ])('no call goes out with %s and the From of a real user', async (_title, headers) => {
    const answer = await ask(await peerAt(175, 5060 + headers.join().length), 'INVITE', {
      uri: `sip:+34600111222@${alice().domain}`,
      headers,
    });
    expect([403, 407]).toContain(statusOf(answer));
  });

  it('a REGISTER with broken From and Via parameters is refused, and the server lives (CVE-2018-8828)', async () => {
    const socket = createSocket('udp4');
    socket.bind(5060, at(176));
    await once(socket, 'listening');
    for (const [branch, tag] of [
      ['', ''],
      ['z9hG4bK', ';tag'],
      ['x'.repeat(3_000), ';tag=;tag=1'],
    ])
      socket.send(
        `REGISTER sip:northwind.test SIP/2.0\r\nVia: SIP/2.0/UDP ${at(176)};branch=${branch}\r\nFrom: <sip:a@northwind.test>${tag}\r\nTo: <sip:a@northwind.test>\r\nCall-ID: ${newId()}\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n`,
        5060,
        server(),
      );
    socket.close();
    await registerPhone(platform, alice());
  });
});

describe('enumeration', () => {
  const ROUNDS = 20;
  it('an unknown user and a wrong password are the same in code, headers and time (DG-11)', async () => {
    const socket = createSocket('udp4');
    // Wrong passwords are counted over runs: each comes from an address of its own.
    const address = `127.211.${randomInt(256)}.${randomInt(1, 255)}`;
    socket.bind(5060, address);
    await once(socket, 'listening');
    const { domain } = alice();
    /** Sends a REGISTER and gives the answer with the milliseconds that it took. */
    const ask = async (user: string, callId: string, cseq: number, headers: readonly string[]): Promise<[string, number]> => {
      const aor = `<sip:${user}@${domain}>`;
      const lines = [
        `REGISTER sip:${domain} SIP/2.0`,
        `Via: SIP/2.0/UDP ${address}:5060;branch=${newId('z9hG4bK')}`,
        `From: ${aor};tag=1`,
        `To: ${aor}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} REGISTER`,
        `Contact: <sip:${user}@${address}>`,
        ...headers,
        'Content-Length: 0',
      ];
      const began = performance.now();
      socket.send(`${lines.join('\r\n')}\r\n\r\n`, 5060, server());
      const [data] = (await once(socket, 'message')) as [Buffer];
      return [data.toString(), performance.now() - began];
    };
    const seen = {
      known: { answers: new Set<string>(), times: [] as number[] },
      unknown: { answers: new Set<string>(), times: [] as number[] },
    };
    for (let round = 0; round < ROUNDS; round++)
      for (const kind of ['known', 'unknown'] as const) {
        const user = kind === 'known' ? 'alice' : `nobody${round}`;
        const callId = newId();
        const [challenged] = await ask(user, callId, 1, []);
        const [refused, tookMs] = await ask(user, callId, 2, [
          answerTo(challenged, 'REGISTER', `sip:${domain}`, { user, password: 'wrong' }),
        ]);
        seen[kind].times.push(tookMs);
        seen[kind].answers.add(refused.replace(/nonce="[^"]*"/g, 'nonce').replace(/^(Via|From|To|Call-ID|Date):.*$/gim, '$1'));
      }
    socket.close();
    expect([...seen.known.answers]).toEqual([[...seen.known.answers][0]]);
    expect([...seen.unknown.answers]).toEqual([...seen.known.answers]);
    // What the directory is asked for costs well below a millisecond, the answer waits for 25 ms: two samples of one distribution.
    const [known, unknown] = [seen.known.times, seen.unknown.times].map((times) => times.sort((a, b) => a - b)) as [number[], number[]];
    expect(largestGap(known, unknown), `known ${quartiles(known)} ms, unknown ${quartiles(unknown)} ms`).toBeLessThan(
      1.95 * Math.sqrt(2 / ROUNDS),
    );
  });
});

const quartiles = (times: readonly number[]): string =>
  [0.25, 0.5, 0.75].map((part) => times[Math.floor(times.length * part)]?.toFixed(1)).join(' / ');
/** Two-sample Kolmogorov-Smirnov: two samples of one distribution stay below 1.95 × √(2/n) in 99.9 % of all cases. */
function largestGap(one: readonly number[], other: readonly number[]): number {
  const share = (times: readonly number[], at: number): number => times.filter((time) => time <= at).length / times.length;
  return Math.max(...[...one, ...other].map((time) => Math.abs(share(one, time) - share(other, time))));
}

describe('guessing', () => {
  // As quick as a guesser may be without being a flood, which gets no answer at all: 25 tries/s are half of what a source may send.
  const BATCH = 10;
  const BATCH_MS = 400;
  it('a patient guesser who says to be a phone is shut out for this identity after 100 tries; the phone itself goes on (IV-36)', async () => {
    const peer = await peerAt(179);
    const who = { ...alice(), password: 'guess' };
    const statuses: number[] = [];
    while (statuses.length < 130 && !statuses.includes(403)) {
      const isOver = delay(BATCH_MS);
      statuses.push(...(await Promise.all(Array.from({ length: BATCH }, () => guess(peer, who)))).map(statusOf));
      await isOver;
    }
    expect(new Set(statuses)).toEqual(new Set([401, 403]));
    const tries = statuses.filter((status) => status === 401).length;
    expect([tries >= 99, tries <= 110]).toEqual([true, true]);
    await registerPhone(platform, alice());
    const row = await until('the ban is shown', async () => (await admin.list(`banned-addresses?blocker=antiBruteForce&ip=${at(179)}`))[0]);
    expect(row).toMatchObject({ aor: `alice@${alice().domain}`, ip: at(179) });
    expect((await admin.post(`banned-addresses/${String(row['id'])}/release`, {})).status).toBe(204);
    await until('it is heard again', async () => statusOf(await register(peer, alice())) === 200 || undefined);
  });

  async function guess(peer: SipPeer, who: Phone): Promise<string> {
    const [callId, uri] = [newId(), `sip:${who.domain}`];
    const send = (cseq: number, headers: readonly string[]): void =>
      peer.request({ method: 'REGISTER', uri, from: `<${who.aor}>;tag=1`, to: `<${who.aor}>`, callId, cseq, headers });
    send(1, []);
    const challenged = await peer.final(callId, 'REGISTER');
    if (statusOf(challenged) !== 401) return challenged;
    send(2, [answerTo(challenged, 'REGISTER', uri, who)]);
    return peer.final(callId, 'REGISTER');
  }
});

describe('floods', () => {
  it.each([
    ['requests without credentials', 180, []],
    // Whoever guesses in such a hurry learns nothing: too quick to be counted as a guesser, and shut out altogether.
    [
      'guesses',
      184,
      ['Authorization: Digest username="u", realm="r", nonce="n", uri="sip:u", response="00000000000000000000000000000000"'],
    ],
  ])('a source that sends too many %s gets no answer any more and is shown; others are served (IV-38)', async (_what, octet, headers) => {
    const peer = await peerAt(octet);
    const { domain } = alice();
    const began = Date.now();
    let sent = 0;
    const shown = async () => (await admin.list(`banned-addresses?blocker=antiflood&ip=${at(octet)}`))[0];
    const row = await until(
      'the flood is shown',
      async () => {
        for (let n = 0; n < 60; n++, sent++)
          peer.request({
            method: 'REGISTER',
            uri: `sip:${domain}`,
            from: `<sip:u${sent}@${domain}>;tag=1`,
            to: `<sip:u${sent}@${domain}>`,
            callId: newId(),
            cseq: 1,
            headers,
          });
        return shown();
      },
      10_000,
    );
    expect(row).toMatchObject({ ip: at(octet), aor: null });
    expect(Date.parse(String(row['bannedUntil'])) - began).toBeGreaterThan(4 * 60_000);
    peer.heard.length = 0;
    await registerPhone(platform, phone(platform, 'bob'));
    const callId = newId();
    peer.request({ method: 'OPTIONS', uri: `sip:${domain}`, from: `<sip:u@${domain}>;tag=1`, to: `<sip:${domain}>`, callId, cseq: 1 });
    await registerPhone(platform, phone(platform, 'bob'));
    expect(peer.heard.filter((text) => headerOf(text, 'Call-ID') === callId)).toEqual([]);
    expect((await admin.post(`banned-addresses/${String(row['id'])}/release`, {})).status).toBe(204);
    await until('it is heard again', async () => ask(peer, 'OPTIONS', {}, 500).catch(() => undefined));
  });
});

/** Last, because the tools take their time. */
describe('the tools of others', () => {
  it('svmap finds nobody', async () => {
    expect(await tools.svmap).toMatch(/found nothing|No results|no results/i);
  });

  it.each(['REGISTER', 'INVITE', 'OPTIONS'] as const)('svwar learns nothing by %s', async (method) => {
    const said = await tools[`svwar ${method}`];
    expect(said).toMatch(/found nothing/);
    expect(said).not.toMatch(/\b10[0-3]\b.*\|/);
  });

  it('sipsak gets no answer either, and the phones behind the server are not disturbed', async () => {
    expect(await tools.sipsak).not.toMatch(/SIP\/2\.0 [2-6]/);
    await registerPhone(platform, alice());
  });

  it('svcrack gets no answer', async () => {
    const said = await tools.svcrack;
    expect(said).toMatch(/no server response|found nothing/);
    expect(said).not.toContain(alice().password);
  });
});
