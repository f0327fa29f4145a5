import { CodedError, type Level } from '@switchyard/kernel';
import { ApiProblem, problemFrom } from './api-problem.js';
import type { Scalar } from './operation.js';

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A request whose types the caller has checked. */
export interface AnyRequest {
  readonly path?: Readonly<Record<string, Scalar>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface Door {
  /** Before `/api`; empty: the server of the page. */
  readonly origin: string;
  readonly send: Send;
  readonly token?: string | undefined;
}

const ABOVE_LEVELS = '/api/';
const isBinary = (body: unknown): body is Blob | ArrayBuffer | Uint8Array<ArrayBuffer> =>
  body instanceof Blob || body instanceof ArrayBuffer || body instanceof Uint8Array;

/**
 * The address of an operation (`GET /ddis/{id}`) at a level. Throws `address-incomplete` when a part of the address is not given.
 */
export function addressOf(level: Level, key: string, { path = {}, query = {} }: AnyRequest): string {
  const template = key.slice(key.indexOf(' ') + 1);
  const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = path[name];
    if (value === undefined || value === '') throw new CodedError('address-incomplete', `${key}: '${name}' is not given`, { key, name });
    return encodeURIComponent(value);
  });
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.append(name, String(value as Scalar));
  const below = template.startsWith(ABOVE_LEVELS) ? filled : `/api/${level}${filled}`;
  return asked.size === 0 ? below : `${below}?${asked.toString()}`;
}

/** The body of a success as what it is: JSON parsed, texts as text, all else as a Blob; undefined for nothing. */
async function contentOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return (await response.json()) as unknown;
  if (type.startsWith('text/')) return response.text();
  const content = await response.blob();
  return content.size === 0 ? undefined : content;
}

/** Sends the request of an operation. Throws `ApiProblem` for every answer that is no success, and for none (status 0, `network-away`). */
export async function sendRequest(level: Level, key: string, request: AnyRequest, door: Door): Promise<unknown> {
  const { headers, body, signal } = request;
  const url = `${door.origin}${addressOf(level, key, request)}`;
  const sent: BodyInit | undefined =
    body === undefined ? undefined : isBinary(body) || typeof body === 'string' ? body : JSON.stringify(body);
  let response: Response;
  try {
    response = await door.send(url, {
      method: key.slice(0, key.indexOf(' ')),
      headers: {
        accept: 'application/json, */*;q=0.1',
        ...(door.token === undefined ? {} : { authorization: `Bearer ${door.token}` }),
        ...(sent === undefined ? {} : { 'content-type': sent === body ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
      ...(signal ? { signal } : {}),
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new ApiProblem(0, 'network-away', 'The server cannot be reached. Check the connection and try again.');
  }
  if (response.ok) return contentOf(response);
  throw problemFrom(response.status, await response.text());
}
