import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { makeCertificate } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBundle, ServerProcess } from '../../test/server-process.js';

const SERVER = '127.99.2.80';
const folder = mkdtempSync(join(tmpdir(), 'switchyard-tls-'));
const file = (name: string): string => join(folder, name);
const authority = makeCertificate({ commonName: 'Test authority', isAuthority: true });
const trunk = makeCertificate({ commonName: 'trunk', names: ['sip:carrier.test'], issuer: authority });
const serve = (name: string): void => {
  const { cert, key } = makeCertificate({ commonName: name, names: [name], issuer: authority });
  writeFileSync(file('cert.pem'), cert);
  writeFileSync(file('key.pem'), key);
};
const dial = (): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: SERVER, port: 5061, rejectUnauthorized: false, cert: trunk.cert, key: trunk.key }, () =>
      resolve(socket),
    );
    socket.once('error', reject);
  });
const nameOf = (socket: TLSSocket): string => String(socket.getPeerCertificate().subject.CN);

let bundle: Awaited<ReturnType<typeof buildBundle>>;
beforeAll(async () => {
  writeFileSync(file('ca.pem'), authority.cert);
  bundle = await buildBundle();
});
afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true });
});

describe('the process', () => {
  it('serves new certificates after SIGHUP, keeps connections, and logs whom its peers proved to be', async () => {
    serve('old.test');
    const server = new ServerProcess(bundle.main, SERVER, {
      SIP_LISTEN: `tls:${SERVER}:5061;client-cert=request,wss:${SERVER}:5443`,
      TLS_CERTIFICATES: `${file('cert.pem')}:${file('key.pem')}`,
      TLS_CA: file('ca.pem'),
      TLS_CHECK: '0s',
    });
    await server.start();
    const old = await dial();
    expect(nameOf(old)).toBe('old.test');
    await expect.poll(() => server.output).toMatch(/peer verified.*subject.*trunk/);
    serve('new.test');
    server.signal('SIGHUP');
    await expect.poll(() => server.output).toMatch(/certificate.*new\.test/);
    const next = await dial();
    expect(nameOf(next)).toBe('new.test');
    let heard = '';
    old.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    old.write('\r\n\r\n');
    await expect.poll(() => heard).toBe('\r\n');
    writeFileSync(file('cert.pem'), 'nothing');
    server.signal('SIGHUP');
    await expect.poll(() => server.output).toContain('certificates not reloaded');
    expect(nameOf(await dial())).toBe('new.test');
    for (const socket of [old, next]) socket.destroy();
    await server.end('SIGINT');
  }, 30_000);

  it.each([
    ['no certificate', {}, /TLS_CERTIFICATES: is needed by the tls listener/],
    ['a file that is not there', { TLS_CERTIFICATES: `${file('none.pem')}:${file('none.key')}` }, /none\.pem cannot be used for TLS/],
  ])('with %s says so and ends', async (_name, settings, expected) => {
    const server = new ServerProcess(bundle.main, SERVER, { SIP_LISTEN: `tls:${SERVER}:5061`, ...settings });
    await expect(server.start()).rejects.toThrow(expected);
  });
});
