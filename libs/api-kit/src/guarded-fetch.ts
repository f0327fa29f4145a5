import { closedNetworks as closed, isIn, networks, unmapped } from '@switchyard/data';
import { CodedError } from '@switchyard/kernel';
import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

export interface GuardedFetchOptions {
  /** Addresses and networks (CIDR) of the operator's own services that may be reached nevertheless, also over plain HTTP. */
  readonly allow?: readonly string[];
  /** From the first byte to the last. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}
export type GuardedFetch = (url: string, init?: GuardedInit) => Promise<Response>;
export interface GuardedInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | URLSearchParams | null;
  readonly signal?: AbortSignal;
}

const blocked = (url: URL, why: string): CodedError =>
  new CodedError('address-blocked', `${url.origin} is not asked: ${why}`, { origin: url.origin, why });

/**
 * `fetch` for addresses that a tenant may write. The name is looked up once, every address of it is checked, and the connection
 * goes to a checked address: a name that answers differently the second time (DNS rebinding) gains nothing. Redirects are not
 * followed. Throws `address-blocked` (facts: origin, why), `answer-too-large`, and errors of the network.
 */
export function guardedFetch({ allow = [], timeoutMs = 5000, maxBytes = 1_048_576 }: GuardedFetchOptions = {}): GuardedFetch {
  const allowed = networks(allow);

  const fault = (url: URL, address: string): CodedError | undefined => {
    const plain = unmapped(address);
    if (isIn(allowed, plain)) return undefined;
    if (isIn(closed, plain)) return blocked(url, 'its address is not a public one');
    return url.protocol === 'https:' ? undefined : blocked(url, 'it is not https');
  };

  const lookupFor =
    (url: URL): LookupFunction =>
    (name, options, done) => {
      dnsLookup(name, { ...options, all: true }, (error, addresses) => {
        const refused = error ?? addresses.map(({ address }) => fault(url, address)).find((found) => found !== undefined);
        const [first] = addresses;
        if (refused || !first) done(refused ?? blocked(url, 'its name has no address'), '', 0);
        else if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      });
    };

  return async (text, init = {}) => {
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw blocked(url, 'only https is');
    const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
    // A literal address is connected to without a look-up.
    const refused = isIP(literal) === 0 ? undefined : fault(url, literal);
    if (refused) throw refused;
    const body =
      init.body === undefined || init.body === null ? undefined : init.body instanceof Uint8Array ? init.body : String(init.body);
    const answer = await send(
      url,
      {
        method: init.method ?? 'GET',
        headers: {
          ...(init.body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } : {}),
          ...init.headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        lookup: lookupFor(url),
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(init.signal ? [init.signal] : [])]),
        agent: false,
      },
      body,
    );
    return responseOf(answer, maxBytes);
  };
}

const send = (url: URL, options: RequestOptions, body: string | Uint8Array | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  });

async function responseOf(answer: IncomingMessage, maxBytes: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      answer.destroy();
      throw new CodedError('answer-too-large', `the answer has more than ${maxBytes} bytes`, { maxBytes });
    }
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, one);
  // RFC 9110 §6.4.1: these have no content, and `Response` insists on it.
  return new Response([204, 205, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers });
}
