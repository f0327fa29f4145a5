import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { err, ok, type Result } from '@switchyard/kernel';
import { parseUri, type Received, type SipUri } from '@switchyard/sip';
import type { RequestHandler } from './request-handlers.js';

const CONNECT_MS = 2_000;
const TOTAL_MS = 3_000;
const MAX_ANSWER_BYTES = 16_384;
const MAX_REDIRECTS = 5;
/** Questions to one service at a time; further ones wait inside the total time. */
const MAX_SOCKETS = 64;

/** Asks routing services over HTTP. Time and size of every answer are bounded. */
export class HttpRouter {
  private readonly plain = new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  private readonly verifying = new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  private readonly trusting = new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS, rejectUnauthorized: false });

  constructor(private readonly userAgent: string) {}

  /** The body of the answer, whatever its HTTP status. The error says what went wrong and is meant for a log. */
  ask(handler: RequestHandler, received: Received): Promise<Result<string, string>> {
    const url = new URL(questionUrl(handler.url, received));
    const body = handler.httpMethod === 'POST' ? received.message.toBuffer() : undefined;
    return new Promise((resolve) => {
      // The first that settles the promise counts; errors may follow each other, of the request and of its response.
      const deadline = AbortSignal.timeout(TOTAL_MS);
      this.send(handler, url, body, deadline, MAX_REDIRECTS, resolve);
    });
  }

  close(): void {
    for (const agent of [this.plain, this.verifying, this.trusting]) agent.destroy();
  }

  private send(
    handler: RequestHandler,
    url: URL,
    body: Buffer | undefined,
    deadline: AbortSignal,
    redirects: number,
    done: (result: Result<string, string>) => void,
  ): void {
    const secure = url.protocol === 'https:';
    const agent = secure ? (handler.verify ? this.verifying : this.trusting) : this.plain;
    const length = body && { 'content-type': 'text/plain; charset=UTF-8', 'content-length': body.length };
    const headers = { accept: 'application/json', 'user-agent': this.userAgent, ...length };
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: body ? 'POST' : 'GET',
      agent,
      headers,
      family: 4,
      signal: deadline,
    });
    request.setTimeout(CONNECT_MS, () => {
      if (request.socket?.connecting === true) request.destroy(new Error('no connection in time'));
    });
    request.on('error', (error) => done(err(deadline.aborted ? `no answer within ${TOTAL_MS} ms` : error.message)));
    request.once('response', (response) => {
      const { statusCode = 0 } = response;
      const { location } = response.headers;
      if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
        response.resume();
        const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
        if (redirects === 0 || next === undefined || !next.protocol.startsWith('http')) return done(err(`redirected to ${location}`));
        return this.send(handler, next, body, deadline, redirects - 1, done);
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAX_ANSWER_BYTES) return void chunks.push(chunk);
        done(err(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`));
        response.destroy();
      });
      response.on('error', (error) => done(err(deadline.aborted ? `no answer within ${TOTAL_MS} ms` : error.message)));
      response.once('end', () => done(ok(Buffer.concat(chunks).toString('utf8'))));
    });
    request.end(body);
  }
}

/** The address with what a routing service wants to know, in the order and spelling that drachtio-server uses. */
function questionUrl(base: URL, { message, flow }: Received): string {
  const target = uriOf(message.requestUri);
  const pairs: Array<readonly [string, string]> = [
    ['method', message.method],
    ['domain', target?.host ?? ''],
    ['protocol', flow.protocol],
    ['source_address', flow.remote.address],
    ['fromUser', userOf(message.from().uri)],
    ['toUser', userOf(message.to().uri)],
    ['uriUser', target?.user ?? ''],
    ['contentType', message.get('content-type') ?? ''],
    ['uri', message.requestUri],
    ...[...(target?.params ?? [])].map(([name, value]) => [name, value ?? ''] as const),
  ];
  const query = pairs.map(([name, value]) => `${name}=${encoded(value)}`).join('&');
  const path = `${base.origin}${base.pathname.replace(/\/+$/, '')}/`;
  return `${path}?${base.search === '' ? '' : `${base.search.slice(1)}&`}${query}`;
}

/** Percent-encoding with small hexadecimal digits. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

function uriOf(text: string): SipUri | undefined {
  const uri = parseUri(text);
  return uri.ok ? uri.value : undefined;
}

const userOf = (text: string): string => uriOf(text)?.user ?? '';
