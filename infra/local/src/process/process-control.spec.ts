import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstanceFolder } from '../instance/instance-folder.js';
import { startProcess, stopProcess, waitReady } from './process-control.js';
import { currentBootId, isRecordAlive, readLiveRecord, readRecord, recordedNames, startTicksOf, writeRecord } from './process-record.js';
import { stampOf, type ProcessSpec } from './process-spec.js';

let folder: InstanceFolder;
beforeEach(() => {
  const path = mkdtempSync(join(tmpdir(), 'switchyard-process-'));
  folder = { name: 'unit', path, net: '127.99.3', settings: {}, socketFolder: path, at: (...parts) => join(path, ...parts) };
});
afterEach(async () => {
  for (const name of recordedNames(folder)) {
    const record = readLiveRecord(folder, name);
    if (record) await stopProcess(folder, record, { stopTimeoutMs: 0 });
  }
  rmSync(folder.path, { recursive: true });
});

const spec = (code: string, change: Partial<ProcessSpec> = {}): ProcessSpec => ({
  name: 'workers',
  argv: [process.execPath, '-e', code],
  env: {},
  cwd: folder.path,
  logFile: folder.at('log', 'workers.log'),
  address: '-',
  contentStamp: '',
  probe: () => Promise.resolve(),
  startTimeoutMs: 5_000,
  stopTimeoutMs: 5_000,
  ...change,
});

/** A program that listens. */
const READY_SERVER = `const s=require('http').createServer((q,r)=>r.end()); s.listen(+process.env.PORT,'127.0.0.1')`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a process of an instance', () => {
  it('outlives its starter, is ready when its probe says so, and ends gracefully', async () => {
    const port = await freePort();
    const one = spec(READY_SERVER, {
      env: { PORT: String(port) },
      probe: async () => void (await fetch(`http://127.0.0.1:${port}`)),
    });
    const record = await startProcess(folder, one);
    await waitReady(one, record);
    expect(readLiveRecord(folder, 'workers')?.pid).toBe(record.pid);
    expect(await stopProcess(folder, record, one)).toBe('ended');
    expect(isRecordAlive(record)).toBe(false);
    expect(readRecord(folder, 'workers')).toBeUndefined();
  });

  it('that dies while starting is reported with the end of its log', async () => {
    const one = spec(`console.error('no database for me'); process.exit(3)`, { probe: () => Promise.reject(new Error('not yet')) });
    const attempt = startProcess(folder, one).then((record) => waitReady(one, record));
    await expect(attempt).rejects.toThrow(/workers ended[^]*no database for me/);
  });

  it('that never gets ready is reported with the last reason', async () => {
    const one = spec('setInterval(()=>{},1e6)', { startTimeoutMs: 300, probe: () => Promise.reject(new Error('connection refused')) });
    await expect(waitReady(one, await startProcess(folder, one))).rejects.toThrow(/not ready after 0.3 s \(connection refused\)/);
  });

  it('that ignores SIGTERM is killed after its time', async () => {
    const ready = folder.at('ready');
    const one = spec(`process.on('SIGTERM',()=>{}); require('fs').writeFileSync('${ready}',''); setInterval(()=>{},1e6)`, {
      stopTimeoutMs: 200,
      probe: () => access(ready),
    });
    const record = await startProcess(folder, one);
    await waitReady(one, record);
    expect(await stopProcess(folder, record, one)).toBe('killed');
    expect(startTicksOf(record.pid)).toBeUndefined();
  });

  it('that ignores the first SIGTERM is told again', async () => {
    const ready = folder.at('ready');
    const one = spec(`process.once('SIGTERM',()=>{}); require('fs').writeFileSync('${ready}',''); setInterval(()=>{},1e6)`, {
      repeatTerm: true,
      probe: () => access(ready),
    });
    const record = await startProcess(folder, one);
    await waitReady(one, record);
    expect(await stopProcess(folder, record, one)).toBe('ended');
  });

  it('is not started twice', async () => {
    await startProcess(folder, spec('setInterval(()=>{},1e6)'));
    await expect(startProcess(folder, spec(''))).rejects.toThrow(/workers runs already, pid \d+/);
  });

  it('cannot be started when its program is missing', async () => {
    await expect(startProcess(folder, spec('', { argv: ['/nonexistent/program'] }))).rejects.toThrow(/workers cannot be started: .*ENOENT/);
  });
});

describe('a record', () => {
  it('of a pid that now belongs to another process is stale, and that process is never touched', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(()=>{},1e6)'], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    const record = { name: 'workers', pid: stranger.pid ?? 0, startTicks: '1', bootId: currentBootId(), stamp: 'x', startedAt: '' };
    writeRecord(folder, record);
    expect(await stopProcess(folder, record, { stopTimeoutMs: 100 })).toBe('was gone');
    expect(startTicksOf(record.pid)).toBeDefined();
    stranger.kill('SIGKILL');
  });

  it('from before a reboot is stale and removed', () => {
    writeRecord(folder, {
      name: 'redis',
      pid: process.pid,
      startTicks: startTicksOf(process.pid) ?? '',
      bootId: 'another',
      stamp: 'x',
      startedAt: '',
    });
    expect(readLiveRecord(folder, 'redis')).toBeUndefined();
    expect(recordedNames(folder)).toEqual([]);
  });

  it('of a zombie is not alive', async () => {
    // The shell does not wait for its child, which stays a zombie until the shell ends.
    const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const deadline = Date.now() + 5_000;
    while (startTicksOf(pid) !== undefined && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect(startTicksOf(pid)).toBeUndefined();
    shell.kill('SIGKILL');
  });
});

describe('stampOf', () => {
  const base = (): ProcessSpec => spec('x', { env: { A: '1', B: '2' } });
  it('does not depend on the order of the environment', () => {
    expect(stampOf({ ...base(), env: { B: '2', A: '1' } })).toBe(stampOf(base()));
  });
  it.each<[string, Partial<ProcessSpec>]>([
    ['command', { argv: ['y'] }],
    ['environment', { env: { A: '1', B: '3' } }],
    ['configuration or build', { contentStamp: 'other' }],
  ])('changes with the %s', (_what, change) => {
    expect(stampOf({ ...base(), ...change })).not.toBe(stampOf(base()));
  });
});
