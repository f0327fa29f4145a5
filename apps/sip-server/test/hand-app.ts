import { parseMessage, type SipMessage } from '@switchyard/sip';
import { RawApp } from './raw-app.js';
import { CONTROL_PORT, SECRET } from './test-server.js';

/** A message that the server showed to the application. */
export interface Shown {
  readonly txnId: string;
  readonly dialogId: string;
  readonly source: string;
  readonly message: SipMessage;
}

/** The server's answer to something the application has sent. */
export interface Sent {
  readonly ok: boolean;
  /** What went on the wire, or why nothing did. */
  readonly text: string;
  readonly txnId: string;
  readonly dialogId: string;
}

/** An application that decides about every message by hand: nothing is answered or acknowledged by itself. */
export class HandApp {
  private constructor(
    private readonly raw: RawApp,
    /** Only what concerns this Call-ID is seen. */
    private readonly callId = '',
  ) {}

  static async connect(address: string, verbs: readonly string[] = [], tags = ''): Promise<HandApp> {
    const raw = await RawApp.connect(address, CONTROL_PORT);
    await raw.ask(`authenticate|${SECRET}|${tags}`);
    for (const verb of verbs) await raw.ask(`route|${verb}`);
    return new HandApp(raw);
  }

  /** The same application, as far as it deals with one call. */
  of(callId: string): HandApp {
    return new HandApp(this.raw, callId);
  }

  /** The next request of that method, or response of that status, that was shown. */
  async next(wanted: string | number): Promise<Shown> {
    const start = typeof wanted === 'number' ? `SIP/2.0 ${wanted} ` : `${wanted} `;
    const frame = await this.raw.next((text) => this.isShown(text) && startOf(text).startsWith(start));
    const fields = frame.slice(0, frame.indexOf('\r\n')).split('|');
    const parsed = parseMessage(Buffer.from(frame.slice(frame.indexOf('\r\n') + 2)));
    if (!parsed.ok) throw new Error(`the application was shown something unreadable: ${frame}`);
    return { txnId: fields[8] ?? '', dialogId: fields[9] ?? '', source: fields[2] ?? '', message: parsed.value };
  }

  /** What was shown and not taken by `next`: methods and statuses. */
  left(): string[] {
    return this.raw.frames.filter((text) => this.isShown(text)).map((text) => startOf(text).split(' ').slice(0, 2).join(' '));
  }

  respond(to: Shown, status: string, lines: readonly string[] = [], body = ''): Promise<Sent> {
    return this.ask(`sip|${to.txnId}|${to.dialogId}`, [`SIP/2.0 ${status}`, ...lines], body);
  }

  inDialog(dialogId: string, method: string, lines: readonly string[] = [], body = ''): Promise<Sent> {
    return this.ask(`sip||${dialogId}`, [`${method} sip:placeholder SIP/2.0`, ...lines], body);
  }

  request(uri: string, method: string, lines: readonly string[] = [], body = ''): Promise<Sent> {
    return this.ask('sip||', [`${method} ${uri} SIP/2.0`, ...lines], body);
  }

  /** Resolves when the request has been forwarded. */
  async proxy(shown: Shown, target: string): Promise<void> {
    await this.raw.ask(`proxy|${shown.txnId}|remainInDialog|||serial|||${target}\r\nINVITE ${target} SIP/2.0\r\n\r\n`);
  }

  cancel(txnId: string): Promise<Sent> {
    return this.ask(`sip|${txnId}|`, ['CANCEL sip:x SIP/2.0'], '');
  }

  /** Everything sent before has been handled. */
  async settle(): Promise<void> {
    await this.raw.ask('ping');
  }

  close(): void {
    this.raw.close();
  }

  private isShown(frame: string): boolean {
    return frame.slice(37).startsWith('sip|') && (this.callId === '' || frame.includes(`Call-ID: ${this.callId}\r\n`));
  }

  private async ask(meta: string, lines: readonly string[], body: string): Promise<Sent> {
    const answer = await this.raw.ask(`${meta}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
    const head = answer.split('\r\n', 1)[0] ?? '';
    const fields = head.split('|');
    const ok = fields[0] === 'OK';
    return { ok, text: ok ? answer.slice(head.length + 2) : (fields[1] ?? ''), txnId: fields[7] ?? '', dialogId: fields[8] ?? '' };
  }
}

const startOf = (frame: string): string => frame.slice(frame.indexOf('\r\n') + 2).split('\r\n', 1)[0] ?? '';
