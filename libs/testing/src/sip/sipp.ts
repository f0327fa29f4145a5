import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@switchyard/kernel';

export interface SippOptions {
  /** Program and leading arguments, as the local runner gives them. */
  readonly command: readonly string[];
  /** Scenario text of `scenario.ts`, or the path of a file of the flow. */
  readonly scenario: string;
  readonly address: string;
  readonly port?: number;
  /** `host:port` for callers; absent for listeners. */
  readonly remote?: string;
  readonly transport?: 'udp' | 'tcp';
  readonly calls?: number;
  /** Further arguments, e.g. `['-r', '20', '-l', '50']`. */
  readonly more?: readonly string[];
  readonly timeoutSec?: number;
  /** Message traces cost time under load; on unless told. */
  readonly trace?: boolean;
}

export interface SippResult {
  readonly exitCode: number;
  readonly output: string;
  /** Why the scenario failed, from sipp's own error trace; empty when it passed. */
  readonly errors: string;
}

/** Messages of one call party as sipp saw them. */
export interface TracedMessage {
  /** Epoch milliseconds with fractions, by sipp's clock. */
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  readonly text: string;
}

const SEPARATOR = /^-{20,} (.*)$/m;

/** One sipp process: a phone, a carrier or a stranger. */
export class Sipp {
  readonly done: Promise<SippResult>;
  #output = '';
  #exited = false;

  private constructor(
    readonly child: ChildProcess,
    private readonly folder: string,
    readonly options: SippOptions,
  ) {
    const keep = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-200_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.done = once(child, 'close').then(async ([code]) => {
      this.#exited = true;
      return {
        exitCode: (code as number | null) ?? 255,
        output: this.#output,
        errors: await readFile(join(folder, 'errors.log'), 'utf8').catch(() => ''),
      };
    });
  }

  static start(options: SippOptions): Sipp {
    const folder = mkdtempSync(join(tmpdir(), 'switchyard-sipp-'));
    const file = options.scenario.trimStart().startsWith('<') ? join(folder, 'scenario.xml') : options.scenario;
    if (file.startsWith(folder)) writeFileSync(file, options.scenario);
    const [program = 'sipp', ...leading] = options.command;
    const args = [
      ...leading,
      ...(options.remote ? [options.remote] : []),
      ...['-sf', file, '-i', options.address, '-p', String(options.port ?? 5060), '-mi', options.address],
      ...['-t', options.transport === 'tcp' ? 't1' : 'u1', '-m', String(options.calls ?? 1), '-nostdin', '-aa'],
      ...['-timeout', `${options.timeoutSec ?? 30}s`, '-timeout_error', '-trace_err', '-error_file', join(folder, 'errors.log')],
      ...(options.trace === false ? [] : ['-trace_msg', '-message_file', join(folder, 'messages.log')]),
      ...(options.more ?? []),
    ];
    return new Sipp(spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder }), folder, options);
  }

  /** Runs a caller to its end and throws with sipp's reasons when the scenario did not hold. */
  static async run(options: SippOptions): Promise<Sipp> {
    const sipp = Sipp.start(options);
    await sipp.passes();
    return sipp;
  }

  /** Resolves when the process has bound its socket, seen in the kernel's own table. */
  async listening(): Promise<this> {
    const table = this.options.transport === 'tcp' ? '/proc/net/tcp' : '/proc/net/udp';
    const wanted = hexSocket(this.options.address, this.options.port ?? 5060);
    for (const deadline = Date.now() + 5000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 10))) {
      if (readFileSync(table, 'utf8').includes(wanted)) return this;
      if (this.#exited) break;
    }
    throw new CodedError(
      'sipp-silent',
      `sipp did not listen on ${this.options.address}:${this.options.port ?? 5060}: ${this.#output.slice(-400)}`,
    );
  }

  /** Waits for the end; throws unless every call of the scenario succeeded. */
  async passes(): Promise<void> {
    const { exitCode, output, errors } = await this.done;
    if (exitCode === 0) return;
    const tail = this.messages().slice(-6);
    throw new CodedError(
      'sipp-failed',
      `sipp at ${this.options.address} ended with ${exitCode}\n${errors.slice(0, 1500)}\n${errors ? '' : output.slice(-600)}\nlast messages:\n${tail.map(({ direction, text }) => `${direction}: ${text.slice(0, 600)}`).join('\n')}`,
    );
  }

  /** What was sent and received so far, oldest first. */
  messages(): TracedMessage[] {
    let text: string;
    try {
      text = readFileSync(join(this.folder, 'messages.log'), 'utf8');
    } catch {
      return []; // nothing was traced yet
    }
    // Splitting by the separator's group gives: text, time, text, time, text …
    const [, ...parts] = text.split(SEPARATOR);
    const messages: TracedMessage[] = [];
    for (let index = 0; index + 1 < parts.length; index += 2) {
      const block = parts[index + 1] ?? '';
      const head = /(sent|received)[^\n]*\n+/i.exec(block);
      if (!head) continue;
      const direction = head[1]?.toLowerCase() === 'sent' ? 'sent' : 'received';
      messages.push({ direction, text: block.slice(head.index + head[0].length).trim(), atMs: timeOf(parts[index] ?? '') });
    }
    return messages;
  }

  /** The first received message that `matches`, once it is there. */
  async received(matches: (text: string) => boolean, timeoutMs = 10_000): Promise<string> {
    for (const deadline = Date.now() + timeoutMs; ; await new Promise((resolve) => setTimeout(resolve, 15))) {
      const found = this.messages().find(({ direction, text }) => direction === 'received' && matches(text));
      if (found) return found.text;
      if (Date.now() > deadline || this.#exited) {
        const { output } = { output: this.#output };
        throw new CodedError(
          'message-missing',
          `sipp at ${this.options.address} never received the expected message; it saw:\n${this.messages()
            .map(({ text }) => text.split('\n')[0])
            .join('\n')}\n${output.slice(-300)}`,
        );
      }
    }
  }

  async stop(): Promise<void> {
    if (!this.#exited) this.child.kill('SIGKILL');
    await this.done;
  }
}

/** `2026-11-21 10:42:31.123456` in local time → epoch milliseconds with fractions. */
function timeOf(stamp: string): number {
  const match = /(\d{4}-\d\d-\d\d)[ T\t](\d\d:\d\d:\d\d)(\.\d+)?/.exec(stamp);
  return match ? Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}`) + Number(match[3] ?? 0) * 1000 : Number.NaN;
}

/** `127.0.0.1:5060` as /proc/net writes it: little-endian hex. */
function hexSocket(address: string, port: number): string {
  const hex = address
    .split('.')
    .reverse()
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');
  return `${hex}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

export const isFinalInvite =
  (status: number) =>
  (text: string): boolean =>
    text.startsWith(`SIP/2.0 ${status}`) && /^CSeq:\s*\d+ INVITE/im.test(text);
export const isRequest =
  (method: string) =>
  (text: string): boolean =>
    text.startsWith(`${method} `);

/** Where the peer wants its audio: connection address and port of the first audio line. */
export function audioTarget(message: string): { readonly address: string; readonly port: number } {
  const address = /^c=IN IP[46] (\S+)/m.exec(message)?.[1];
  const port = /^m=audio (\d+)/m.exec(message)?.[1];
  if (!address || !port) throw new CodedError('sdp-without-audio', `no audio target in:\n${message}`);
  return { address, port: Number(port) };
}

/** Value of the first header `name`, or undefined. */
export const headerOf = (message: string, name: string): string | undefined =>
  new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(message)?.[1]?.trim();
