import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const HOST = '127.0.0.1';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}

/** A real `redis-server` of the machine in a folder of its own, for tests that stop and start it. Keeps its data over a restart. */
export class RedisServer {
  #process: ChildProcess | undefined;
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await mkdtemp(join(tmpdir(), 'switchyard-redis-')), await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://${HOST}:${this.port}`;
  }

  /** Resolves when it accepts connections. */
  async start(): Promise<void> {
    const options = { bind: HOST, port: this.port, dir: this.folder, save: '', appendonly: 'yes', appendfsync: 'everysec' };
    const child = spawn('redis-server', ['-'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process = child;
    child.stdin.end(
      Object.entries(options)
        .map(([name, value]) => `${name} ${value === '' ? '""' : value}\n`)
        .join(''),
    );
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('Ready to accept connections')) break;
    child.stdout.resume();
  }

  /** As `kill -9` or a lost machine: nothing is said to the clients. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
