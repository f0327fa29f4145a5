import { createSocket, type Socket } from 'node:dgram';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IPV6_MESSAGES, TORTURE_MESSAGES, type TortureMessage } from '@switchyard/sip/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../test/app.js';
import { connectApp, startTestServer, type TestServer } from '../test/test-server.js';
import { serveAsEndpoint } from '../test/torture-app.js';

const SERVER = '127.99.1.10';
const PATIENCE_MS = 15_000;
const folder = fileURLToPath(new URL('../../../../shared/data/rfc4475/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere)
  process.stdout.write('RFC 4475 messages are absent (shared/data/rfc4475 beside the project): only our own equivalents are sent\n');

let server: TestServer;
let app: App;
/** Two messages of the RFC with the same branch and host would be one transaction to anybody. */
const seenBranches = new Set<string>();
let sources = 0;

async function start(prepare: (srf: App) => void = serveAsEndpoint): Promise<void> {
  server = await startTestServer(SERVER, { t1: 50 });
  app = await connectApp(SERVER, prepare);
  seenBranches.clear();
}
async function stop(): Promise<void> {
  app.disconnect();
  await server.stop();
  expect(server.problems).toEqual([]);
}
beforeAll(() => start());
afterAll(stop);

/** A sender with an address of its own, so that the wrongs of one message are not held against the next. */
class Sender {
  readonly heard: string[] = [];
  private onHeard: () => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('message', (data) => {
      if (data.length > 0) this.heard.push(data.toString());
      this.onHeard();
    });
  }

  static async open(): Promise<Sender> {
    const socket = createSocket('udp4');
    sources += 1;
    await new Promise<void>((resolve) => socket.bind(5060, `127.99.1.${20 + (sources % 200)}`, resolve));
    return new Sender(socket);
  }

  send(data: Buffer | string): void {
    this.socket.send(data, 5060, SERVER);
  }

  /** The first response that fits. */
  async response(fits: (text: string) => boolean): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.heard.find(fits);
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`no such answer; heard: ${this.heard.map((text) => text.split('\r\n')[0]).join(', ')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE_MS);
        this.onHeard = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close(): void {
    this.socket.close();
  }
}

const final = (text: string): boolean => !text.startsWith('SIP/2.0 1');
const statusOf = (text: string): number => Number(text.split(' ')[1]);

/** The ACK that ends the repeating of an INVITE's final response. */
function acknowledge(sender: Sender, sent: string, response: string): void {
  const line = (text: string, name: string): string => new RegExp(`^${name}[ \\t]*:.*$`, 'im').exec(text)?.[0] ?? '';
  const lines = [
    sent.split('\r\n')[0]?.replace(/^\S+/, 'ACK') ?? '',
    line(response, 'Via'),
    line(response, '(From|f)'),
    line(response, '(To|t)'),
  ];
  const number = /^CSeq: *0*(\d+)/im.exec(response)?.[1] ?? '1';
  sender.send([...lines, line(response, '(Call-ID|i)'), `CSeq: ${number} ACK`, 'Content-Length: 0', '', ''].join('\r\n'));
}

async function tried(data: Buffer, { answer, says }: Pick<TortureMessage, 'answer' | 'says'>): Promise<void> {
  const branch = /branch\s*=\s*(\S+)/i.exec(data.toString('latin1'))?.[1] ?? '';
  if (seenBranches.has(branch)) {
    await stop();
    await start();
  }
  seenBranches.add(branch);
  const sender = await Sender.open();
  try {
    sender.send(data);
    if (answer === 'silence') {
      // Whatever the server says to it, it says before it answers this.
      sender.send(
        `OPTIONS sip:probe@${SERVER} SIP/2.0\r\nVia: SIP/2.0/UDP probe;branch=z9hG4bK-probe-${sources}\r\nFrom: <sip:p@h>;tag=p\r\n` +
          `To: <sip:probe@h>\r\nCall-ID: probe-${sources}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n`,
      );
      await sender.response((text) => text.includes('Call-ID: probe-'));
      expect(sender.heard).toHaveLength(1);
      return;
    }
    const response = await sender.response(final);
    if (data.toString('latin1').startsWith('INVITE')) acknowledge(sender, data.toString('latin1'), response);
    expect(statusOf(response)).toBe(answer);
    if (says) expect(new RegExp(`^${says[0]}:.*`, 'im').exec(response)?.[0]).toContain(says[1]);
  } finally {
    sender.close();
  }
}

const CASES = TORTURE_MESSAGES.map((torture) => [`${torture.name} (RFC 4475 §${torture.section}): ${torture.answer}`, torture] as const);

describe('a server with an application behind it answers the message of the RFC', () => {
  it.runIf(isThere).each(CASES)('%s', async (_title, torture) => {
    // What the RFC's own message names, in place of what ours does.
    const { says, ...same } = torture;
    const theirs = says && torture.name === 'bext01' ? { ...same, says: ['unsupported', 'nothingSupportsThis'] as const } : same;
    await tried(readFileSync(`${folder}${torture.name}.dat`), theirs);
  });
});

describe('a server with an application behind it answers a message of our own', () => {
  it.each(CASES)('%s', async (_title, torture) => {
    await tried(torture.own, torture);
  });
});

describe('a server with an application behind it answers, of RFC 5118', () => {
  it.each(IPV6_MESSAGES.map((each) => [`§${each.section} ${each.name}: ${each.answer}`, each] as const))(
    '%s',
    async (_title, { data, answer }) => {
      await tried(data, { answer });
    },
  );
});

describe('a server whose application forwards', () => {
  it('answers zeromf (RFC 4475 §3.3.11) with 483 and sends nothing on', async () => {
    await stop();
    await start((srf) => srf.options((req) => void req.proxy({ destination: ['sip:127.99.1.9:5060'] }).catch(() => undefined)));
    const zeromf = TORTURE_MESSAGES.find(({ name }) => name === 'zeromf');
    if (zeromf) await tried(zeromf.own, { ...zeromf, answer: 483 });
  });
});
