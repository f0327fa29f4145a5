import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONTROL_PORT, SECRET } from './test-server.js';

const OPS_PORT = 9106;
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The bundle as it is published, built anew into a folder of its own. */
export async function buildBundle(): Promise<{
  readonly main: string;
  readonly dependenciesOfBundle: readonly string[];
  readonly remove: () => void;
}> {
  const { bundle } = (await import(new URL('../bundle.mjs', import.meta.url).href)) as {
    bundle: (out: string) => Promise<{ main: string; dependenciesOfBundle: readonly string[] }>;
  };
  const out = mkdtempSync(`${ROOT}dist/test-`);
  return { ...(await bundle(out)), remove: () => rmSync(out, { recursive: true, force: true }) };
}

/** A real server process, to be killed. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  output = '';

  constructor(
    private readonly main: string,
    readonly address: string,
    private readonly settings: Readonly<Record<string, string>> = {},
    private readonly args: readonly string[] = [],
  ) {}

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const { address } = this;
    const own = {
      SIP_LISTEN: `udp:${address}:5060,tcp:${address}:5060`,
      CONTROL_HOST: address,
      CONTROL_PORT: String(CONTROL_PORT),
      CONTROL_SECRET: SECRET,
      OPS_HOST: address,
      OPS_PORT: String(OPS_PORT),
      ...this.settings,
    };
    const env = Object.fromEntries(Object.entries(own).map(([key, value]) => [`SWITCHYARD_${key}`, value]));
    const child = spawn(process.execPath, [this.main, ...this.args], { env: { PATH: process.env['PATH'], ...env } });
    this.child = child;
    this.output = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.output += chunk.toString();
        if (/ {2}serving( {2}|\n)/.test(this.output)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code ?? 'a signal'}:\n${this.output}`)));
    });
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Resolves with its exit code, `null` after SIGKILL. */
  async end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    this.signal(signal);
    return await this.ended();
  }

  signal(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGHUP'): void {
    this.child?.kill(signal);
  }

  async ended(): Promise<number | null> {
    const { child } = this;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  }

  async health(): Promise<{ readonly status: string; readonly checks: Readonly<Record<string, { ok: boolean; detail?: string }>> }> {
    return (await (await fetch(`http://${this.address}:${OPS_PORT}/health`)).json()) as Awaited<ReturnType<ServerProcess['health']>>;
  }

  async metrics(): Promise<string> {
    return await (await fetch(`http://${this.address}:${OPS_PORT}/metrics`)).text();
  }

  /** Sum of a metric over its labels; 0 when it is not there. */
  async metric(name: string): Promise<number> {
    const lines = (await this.metrics()).split('\n').filter((line) => line.startsWith(`switchyard_${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }
}
