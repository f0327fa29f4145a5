import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCall, request } from './requests.js';
import { buildBundle } from './server-process.js';
import { SipPeer } from './sip-peer.js';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('../', import.meta.url));
const ADDRESS = '127.99.6.50';
const own = JSON.parse(readFileSync(`${PACKAGE}package.json`, 'utf8')) as {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Resolves when the process has said it. */
const said = (child: ChildProcess, wanted: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (wanted.test(output)) resolve(output);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code ?? 'a signal'} before it said ${String(wanted)}:\n${output}`)));
  });

it('the package names exactly what its bundle needs', async () => {
  const { dependenciesOfBundle, remove } = await buildBundle();
  remove();
  expect(Object.keys(own.dependencies).sort()).toEqual(dependenciesOfBundle);
});

describe('packed, and installed into an empty folder', () => {
  let folder: string;
  let program: string;
  const children: ChildProcess[] = [];
  const start = (command: string, args: readonly string[]): ChildProcess => {
    const child = spawn(command, args, { cwd: folder, env: { PATH: process.env['PATH'] } });
    children.push(child);
    return child;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchyard-package-'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: PACKAGE });
    const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as ReadonlyArray<{ readonly filename: string }>;
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const srf = `drachtio-srf@${own.devDependencies['drachtio-srf'] ?? ''}`;
    const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', ['install', ...quietly, join(folder, packed?.filename ?? ''), srf], { cwd: folder });
    program = join(folder, 'node_modules', '.bin', 'switchyard-sip-server');
  }, 60_000);
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('says its version and its settings, and carries licence, page and example', async () => {
    expect((await run(program, ['--version'])).stdout).toBe(`${own.version}\n`);
    expect((await run(program, ['--help'])).stdout).toContain('--sip-listen');
    for (const file of ['LICENSE', 'README.md', 'sip-server.example.env'])
      expect(readFileSync(join(folder, 'node_modules/@switchyard/sip-server', file), 'utf8').length).toBeGreaterThan(1_000);
  });

  it('refuses a wrong configuration on stderr with exit code 1', async () => {
    const failed = (await run(program, ['--port', 'many'], { env: { PATH: process.env['PATH'] } }).catch((thrown: unknown) => thrown)) as {
      readonly code: number;
      readonly stderr: string;
    };
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(/CONTROL_PORT: .*'many'.*from --port/) as string]);
  });

  it('serves a call to the application of its README, and drains', async () => {
    const [, code = ''] =
      /```js\n([^]*?)```/.exec(readFileSync(join(folder, 'node_modules/@switchyard/sip-server/README.md'), 'utf8')) ?? [];
    writeFileSync(join(folder, 'app.js'), code.replaceAll('127.0.0.1', ADDRESS));
    const server = start(program, [
      ...['--contact', `sip:${ADDRESS};transport=udp,tcp`, '--address', ADDRESS, '--secret', 'change-me-please'],
      ...['--ops-host', ADDRESS, '--journal', `file:${folder}/dialogs`],
    ]);
    await said(server, / {2}serving /);
    const app = start('node', ['app.js']);
    await said(app, /connected, SIP is served on/);
    const peer = await SipPeer.udp('127.99.6.51', 5060, { address: ADDRESS, port: 5060 });
    await expect
      .poll(async () => {
        peer.send(request(peer, ADDRESS, 'OPTIONS', newCall()));
        return (await peer.next((message) => message.method === 'OPTIONS')).status;
      })
      .toBe(200);
    const call = newCall();
    peer.send([...request(peer, ADDRESS, 'INVITE', call), 'Content-Type: application/sdp'], 'v=0\r\n');
    const answer = await peer.next((message) => message.method === 'INVITE' && message.status >= 200);
    expect([answer.status, answer.body.toString()]).toEqual([200, 'v=0\r\n']);
    const to = answer.get('to') ?? '';
    peer.send(request(peer, ADDRESS, 'ACK', call, { to }));
    server.kill('SIGTERM');
    const hungUp = said(app, /the caller has hung up/);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    peer.send(request(peer, ADDRESS, 'BYE', call, { to, seq: 2 }));
    expect((await peer.next((message) => message.method === 'BYE')).status).toBe(200);
    await hungUp;
    expect(await ended).toBe(0);
    peer.close();
  });
});
