import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CertificateFiles, dialTls, listenTo, options, Stack, until } from '../../test/stack.js';
import type { ListenAddress } from './listen-address.js';
import type { TransportOptions } from './transport-layer.js';

const OWN = '127.99.2.11';
const PEER = '127.99.2.12';
const files = new CertificateFiles();
const ca = files.authority.cert;
const first = files.write('first', files.make('first.test'));
const second = files.write('second', files.make('second.test', { names: ['second.test', '*.second.test'] }));
const secondRsa = files.write('second-rsa', files.make('second.test', { keyType: 'rsa' }));

let stack: Stack;
const sockets: TLSSocket[] = [];

const start = async (listen: Partial<ListenAddress> = {}, more: Partial<TransportOptions> = {}): Promise<Stack> =>
  (stack = await Stack.start({
    listen: [{ protocol: 'tls', address: OWN, port: 0, ...listen }],
    tls: {
      certificates: [first, second, secondRsa],
      authorities: files.path('ca.pem'),
      minVersion: 'TLSv1.2',
      verifyServers: true,
    },
    ...more,
  }));
const dial = async (more: object = {}): Promise<TLSSocket> => {
  const socket = await dialTls(stack.at('tls'), { ca, servername: 'first.test', ...more });
  sockets.push(socket);
  return socket;
};
const nameOf = (socket: TLSSocket): string => String(socket.getPeerCertificate().subject.CN);

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await stack.layer.stop();
  expect(stack.errors).toEqual([]);
});
afterAll(() => rmSync(files.folder, { recursive: true }));

describe('the certificate shown to a client', () => {
  it.each([
    ['first.test', 'first.test'],
    ['second.test', 'second.test'],
    ['SECOND.test', 'second.test'],
    ['pbx.second.test', 'second.test'],
    ['deep.pbx.second.test', 'first.test'],
    ['unknown.test', 'first.test'],
    ['', 'first.test'],
  ])('that asks for "%s" is of %s', async (servername, expected) => {
    await start();
    expect(nameOf(await dial({ servername, rejectUnauthorized: false }))).toBe(expected);
  });

  it.each([
    ['ECDHE-RSA-AES128-GCM-SHA256', 'rsa'],
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ec'],
  ])('with only %s has a key of that kind', async (ciphers, kind) => {
    await start();
    const socket = await dial({ servername: 'second.test', ciphers, maxVersion: 'TLSv1.2' });
    expect(socket.getPeerX509Certificate()?.publicKey.asymmetricKeyType).toBe(kind);
  });
});

describe('versions and ciphers', () => {
  const tls = { certificates: [first], minVersion: 'TLSv1.2', verifyServers: true } as const;
  it.each([
    ['TLSv1.1', tls, false],
    ['TLSv1.2', tls, true],
    ['TLSv1.3', tls, true],
    ['TLSv1.2', { ...tls, minVersion: 'TLSv1.3' as const }, false],
    ['TLSv1.2', { ...tls, ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305' }, true],
  ] as const)('a client of %s', async (version, settings, isTaken) => {
    await start({}, { tls: settings });
    const dialled = dial({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' });
    if (isTaken) return expect((await dialled).getProtocol()).toBe(version);
    await expect(dialled).rejects.toThrow();
    await until(() => stack.layer.counters.closed['tls-failed'] === 1);
    expect(stack.refused).toEqual(['tls-failed']);
  });

  it('a file that cannot be used is named at once', async () => {
    await start();
    writeFileSync(files.path('bad.pem'), 'nothing');
    const bad = { certificate: files.path('bad.pem'), key: first.key };
    await expect(Stack.start({ listen: [], tls: { ...tls, certificates: [bad] } })).rejects.toMatchObject({
      code: 'tls-file-unusable',
      facts: { file: bad.certificate },
    });
    const crossed = { certificate: first.certificate, key: second.key };
    await expect(Stack.start({ listen: [], tls: { ...tls, certificates: [crossed] } })).rejects.toMatchObject({
      code: 'tls-file-unusable',
      facts: { file: second.key },
    });
  });
});

describe('client certificates', () => {
  const trunk = files.make('trunk', { names: ['sip:carrier.test', 'sbc.carrier.test'] });
  const stranger = new CertificateFiles().make('stranger');

  it('prove who the peer is, and the flow knows it', async () => {
    await start({ clientCertificate: 'require' });
    const socket = await dial({ cert: trunk.cert, key: trunk.key });
    socket.write(options('SIP/2.0/TLS sbc.carrier.test'));
    const { flow } = await stack.message();
    expect(flow.identity).toEqual({ subject: 'trunk', names: ['carrier.test', 'sbc.carrier.test'] });
    expect(stack.opened[0]?.identity?.subject).toBe('trunk');
  });

  it.each([
    ['none', 'nobody', true],
    ['none', 'a stranger', true],
    ['request', 'nobody', true],
    ['request', 'a stranger', true],
    ['require', 'nobody', false],
    ['require', 'a stranger', false],
  ] as const)('when the rule is %s, %s is served: %s, but never known by name', async (rule, who, isServed) => {
    await start({ clientCertificate: rule });
    const socket = await dial(who === 'nobody' ? {} : { cert: stranger.cert, key: stranger.key }).catch(() => undefined);
    const heard = socket && listenTo(socket);
    socket?.write(options('SIP/2.0/TLS x.test'));
    if (isServed) return expect((await stack.message()).flow.identity).toBeUndefined();
    await until(() => stack.layer.counters.closed['tls-failed'] === 1 && heard?.closed !== false);
    expect(stack.received).toEqual([]);
  });
});

describe('certificates that change', () => {
  const pair = files.write('changing', files.make('old.test'));
  const tls = { certificates: [pair], authorities: files.path('ca.pem'), minVersion: 'TLSv1.2', verifyServers: true } as const;
  const served = async (): Promise<string> => nameOf(await dial({ rejectUnauthorized: false }));

  it('are served to new connections, by SNI and without, while old ones go on', async () => {
    await start({}, { tls });
    const old = await dial({ rejectUnauthorized: false });
    files.write('changing', files.make('new.test'));
    stack.layer.reloadCertificates();
    expect(stack.certificates).toEqual(['read']);
    expect(await served()).toBe('new.test');
    expect(nameOf(await dial({ servername: 'new.test' }))).toBe('new.test');
    expect(nameOf(await dial({ servername: '', rejectUnauthorized: false }))).toBe('new.test');
    expect(nameOf(old)).toBe('old.test');
    old.write(options('SIP/2.0/TLS x.test'));
    await stack.message();
    expect(stack.layer.counters.certificateReloads).toBe(1);
  });

  it('are seen by themselves, and half-written ones leave the old ones in place', async () => {
    files.write('changing', files.make('before.test'));
    await start({}, { tls, certificateCheckMs: 20 });
    const next = files.make('after.test');
    writeFileSync(pair.certificate, next.cert);
    await until(() => stack.certificates.includes('tls-file-unusable'));
    expect(await served()).toBe('before.test');
    writeFileSync(pair.key, next.key);
    await until(() => stack.certificates.includes('read'));
    expect(await served()).toBe('after.test');
    expect(stack.layer.servedCertificates).toMatchObject([{ names: ['after.test'] }]);
  });
});

describe('a server that is dialled', () => {
  const server = files.make('carrier.test', { names: ['sip:carrier.test', 'edge.carrier.test'] });
  const accepted: TLSSocket[] = [];
  const heard: string[] = [];
  const listener = createServer({ cert: server.cert, key: server.key, requestCert: true, ca }, (socket) => {
    accepted.push(socket);
    socket.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    socket.on('error', () => undefined);
  });
  let to: { address: string; port: number };
  beforeAll(async () => {
    await new Promise<void>((resolve) => listener.listen(0, PEER, resolve));
    const bound = listener.address();
    if (typeof bound === 'object' && bound) to = { address: bound.address, port: bound.port };
  });
  afterEach(() => {
    for (const socket of accepted.splice(0)) socket.destroy();
    heard.length = 0;
  });
  afterAll(() => listener.close());

  const send = (name: string | undefined): Promise<string> =>
    new Promise((resolve) => {
      const flow = stack.layer.flowTo('tls', to, undefined, name);
      flow?.send(Buffer.from(options('SIP/2.0/TLS own.test')), 'c', (error) => resolve(error.message));
      void until(() => heard.length > 0).then(
        () => resolve('sent'),
        () => undefined,
      );
    });

  it.each([
    ['carrier.test', 'sent'],
    ['edge.carrier.test', 'sent'],
    ['bank.test', expect.stringContaining('bank.test')],
    [undefined, expect.stringContaining(PEER)],
  ])('for %s', async (name, expected) => {
    await start();
    expect(await send(name)).toEqual(expected);
    if (expected === 'sent') {
      expect(stack.opened[0]?.identity).toEqual({ subject: 'carrier.test', names: ['carrier.test', 'edge.carrier.test'] });
      expect(accepted[0]?.getPeerCertificate().subject.CN).toBe('first.test');
    } else expect(stack.layer.counters.dialFailed).toBe(1);
  });

  it('may be anybody when servers are not verified', async () => {
    await start({}, { tls: { certificates: [first], authorities: files.path('ca.pem'), minVersion: 'TLSv1.2', verifyServers: false } });
    expect(await send('bank.test')).toBe('sent');
  });

  it('is dialled once for names that it has proved to have, and again for others', async () => {
    await start();
    await send('carrier.test');
    const flow = stack.layer.flowTo('tls', to, undefined, 'carrier.test');
    expect(stack.layer.flowTo('tls', to, undefined, 'edge.carrier.test')).toBe(flow);
    expect(stack.layer.flowTo('tls', to)).toBe(flow);
    expect(stack.layer.flowTo('tls', to, undefined, 'bank.test')).not.toBe(flow);
  });
});

describe('connection reuse (RFC 5923)', () => {
  const trunk = files.make('carrier.test', { names: ['sip:carrier.test'] });

  it.each([
    ['a proven host that asks for it', 'SIP/2.0/TLS carrier.test:5071;alias', { cert: trunk.cert, key: trunk.key }, true],
    ['the address it came from', `SIP/2.0/TLS ${PEER}:5071;alias`, { cert: trunk.cert, key: trunk.key, localAddress: PEER }, true],
    ['a peer that does not ask', 'SIP/2.0/TLS carrier.test:5071', { cert: trunk.cert, key: trunk.key }, false],
    ['a host that is not in the certificate', 'SIP/2.0/TLS bank.test:5071;alias', { cert: trunk.cert, key: trunk.key }, false],
    ['a peer without certificate', 'SIP/2.0/TLS carrier.test:5071;alias', {}, false],
  ])('of %s', async (_name, via, more, isReused) => {
    await start({ clientCertificate: 'request' });
    (await dial({ localAddress: PEER, ...more })).write(options(via));
    const { flow } = await stack.message();
    const back = stack.layer.flowTo('tls', { address: PEER, port: 5071 }, undefined, 'carrier.test');
    expect(back === flow).toBe(isReused);
    // Whom the peer has not proved to be must be dialled.
    expect(stack.layer.flowTo('tls', { address: PEER, port: 5071 }, undefined, 'bank.test')).not.toBe(flow);
  });
});
