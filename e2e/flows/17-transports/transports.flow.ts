import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { type Certificate, makeCertificate } from '@switchyard/testing';
import Srf from 'drachtio-srf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform } from '../../platform.js';

const MAIN = fileURLToPath(new URL('../../../apps/sip-server/dist/main.js', import.meta.url));
const SECRET = 'only for this flow';
const CALLS = 20;
const SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n';

/** What this flow uses of drachtio-srf, as it behaves. */
interface App {
  readonly invite: (take: (req: unknown, res: unknown) => void) => void;
  readonly createUAS: (req: unknown, res: unknown, options: object) => Promise<unknown>;
  readonly connect: (options: object) => void;
  readonly disconnect: () => void;
  readonly on: (event: 'connect' | 'error', take: (error: Error | null) => void) => void;
}

const folder = mkdtempSync(join(tmpdir(), 'switchyard-transports-'));
const file = (name: string): string => join(folder, name);
const authority = makeCertificate({ commonName: 'Authority of the flow', isAuthority: true });

let address: string;
let caller: string;
let sipp: readonly string[];
let server: ChildProcess;
let app: App;
let output = '';

const certify = (commonName: string): Certificate => makeCertificate({ commonName, names: [commonName], issuer: authority, days: 90 });
const write = (name: string, { cert, key }: Certificate): void => {
  writeFileSync(file(`${name}.pem`), cert);
  writeFileSync(file(`${name}.key`), key);
};
/** Waits for a line of the server's log. */
async function tells(text: RegExp): Promise<void> {
  for (const deadline = Date.now() + 40_000; !text.test(output); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() > deadline) throw new Error(`the server did not tell ${text}:\n${output.slice(-2_000)}`);
  }
}
const servedName = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: 5061, rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });

beforeAll(async () => {
  const platform = await openPlatform();
  address = `${platform.net}.231`;
  caller = `${platform.net}.232`;
  sipp = platform.sipp;
  writeFileSync(file('ca.pem'), authority.cert);
  write('server', certify('first.test'));
  write('phone', certify('phone.test'));
  const settings = {
    SIP_LISTEN: [
      `udp:${address}:5060,tcp:${address}:5060,tls:${address}:5061,ws:${address}:5080,wss:${address}:5443`,
      `tls:${address}:5071;client-cert=require,udp:[::1]:5960,tcp:[::1]:5960`,
    ].join(','),
    TLS_CERTIFICATES: `${file('server.pem')}:${file('server.key')}`,
    TLS_CA: file('ca.pem'),
    CONTROL_HOST: address,
    CONTROL_SECRET: SECRET,
    OPS_HOST: address,
  };
  const env = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`SWITCHYARD_${key}`, value]));
  server = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'], ...env } });
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await tells(/ {2}serving/);
  app = new Srf() as unknown as App;
  app.on('error', () => undefined);
  app.invite((req, res) => void app.createUAS(req, res, { localSdp: SDP }));
  const connected = new Promise<void>((resolve) => app.on('connect', () => resolve()));
  app.connect({ host: address, port: 9022, secret: SECRET });
  await connected;
});

afterAll(async () => {
  app.disconnect();
  server.kill('SIGINT');
  await once(server, 'exit');
  rmSync(folder, { recursive: true });
});

/** Twenty calls of sipp's own scenario; throws with what it printed when one fails. */
async function call(transport: string, to: string, more: readonly string[] = [], from = caller): Promise<void> {
  const [program = 'sipp', ...leading] = sipp;
  const errors = file('errors.log');
  rmSync(errors, { force: true });
  const args = ['-sn', 'uac', '-t', transport, '-i', from, '-m', String(CALLS), '-r', '20', '-nostdin', '-max_socket', '100'];
  args.push('-timeout', '15s', '-timeout_error', '-trace_err', '-error_file', errors);
  const child = spawn(program, [...leading, ...args, ...more, to], { cwd: folder, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code, existsSync(errors) ? readFileSync(errors, 'utf8').slice(0, 2_000) : 'sipp failed without a word').toBe(0);
}

describe('sipp calls', () => {
  it.each([
    ['UDP', 'u1', ':5060'],
    ['TCP, one connection', 't1', ':5060'],
    ['TCP, one connection per call', 'tn', ':5060'],
    ['TLS, one connection', 'l1', ':5061'],
    ['TLS, one connection per call', 'ln', ':5061'],
    ['WS', 'w1', ':5080'],
    ['WSS', 'x1', ':5443'],
  ])('over %s', async (_name, transport, port) => {
    await call(transport, `${address}${port}`);
  });

  it.each([
    ['UDP', 'u1'],
    ['TCP', 't1'],
  ])('over %s on IPv6', async (_name, transport) => {
    await call(transport, '[::1]:5960', [], '[::1]');
  });

  it('over TLS with a certificate where one is required; without it there is no call', async () => {
    await call('l1', `${address}:5071`, ['-tls_cert', file('phone.pem'), '-tls_key', file('phone.key')]);
    await tells(/peer verified.*phone\.test/);
    await expect(call('l1', `${address}:5071`)).rejects.toThrow();
    await tells(/connection refused.*tls-failed/);
  });

  it('go on over TLS while the certificate is replaced, and the next connection sees the new one', async () => {
    expect(await servedName()).toBe('first.test');
    const calls = call('ln', `${address}:5061`, ['-d', '500']);
    write('server', certify('second.test'));
    server.kill('SIGHUP');
    await tells(/certificate served.*second\.test/);
    expect(await servedName()).toBe('second.test');
    await calls;
  });
});
