import { CodedError, messageOf } from '@switchyard/kernel';
import { z } from 'zod';
import { codeOfStatus, type AriErrorCode } from './errors.js';

export interface AriAddress {
  /** Without the `/ari` part: `http://127.0.0.1:8088`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

const refusal = z.object({ message: z.string() });

export const authorizationOf = (address: AriAddress): string =>
  `Basic ${Buffer.from(`${address.user}:${address.password}`).toString('base64')}`;

/** One request to ARI at a time; knows status codes and timeouts, not channels. */
export class AriHttp {
  readonly #base: string;
  readonly #authorization: string;

  constructor(
    address: AriAddress,
    private readonly timeoutMs: number,
  ) {
    this.#base = `${address.url.replace(/\/+$/, '')}/ari`;
    this.#authorization = authorizationOf(address);
  }

  /**
   * Throws `CodedError` with a code of `ARI_ERRORS`; its facts are `method`, `path` and `status` (absent when no answer came).
   * The query is not among them: it may hold what callers dialled.
   */
  async send<T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    read: z.ZodType<T>,
    query: Query = {},
    body?: unknown,
  ): Promise<T> {
    const url = new URL(`${this.#base}${path}`);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
    let status: number;
    let text: string;
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: this.#authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      status = response.status;
      text = await response.text();
    } catch (thrown) {
      const late = thrown instanceof DOMException && thrown.name === 'TimeoutError';
      if (late) throw failure('ari-timeout', method, path, `no answer within ${this.timeoutMs} ms`, undefined, thrown);
      throw failure('ari-unreachable', method, path, causeMessage(thrown), undefined, thrown);
    }
    if (status >= 300) throw failure(codeOfStatus(status), method, path, reasonIn(text), status);
    const answer = read.safeParse(text === '' ? undefined : jsonOf(text));
    if (answer.success) return answer.data;
    const why = answer.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join(', ');
    throw failure('ari-unreadable', method, path, why, status);
  }
}

function failure(code: AriErrorCode, method: string, path: string, why: string, status?: number, cause?: unknown): CodedError {
  const facts = { method, path, ...(status === undefined ? {} : { status }) };
  return new CodedError(code, `ARI ${method} ${path}: ${status === undefined ? '' : `${status} `}${why}`, facts, { cause });
}

/** fetch says only 'fetch failed'; the reason (ECONNREFUSED…) is one level below. */
const causeMessage = (thrown: unknown): string => messageOf(thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown);

function reasonIn(text: string): string {
  const parsed = refusal.safeParse(jsonOf(text));
  return parsed.success ? parsed.data.message : text.slice(0, 200);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // no schema accepts it but the one for text
  }
}
