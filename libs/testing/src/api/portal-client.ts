import { CodedError, type Level } from '@switchyard/kernel';
import type { Platform } from '../platform.js';

export interface ApiReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
}

/** The portal API as one logged-in person sees it; goes on by refresh tokens however long a test takes. */
export class PortalClient {
  #refreshing: Promise<void> | undefined;
  private constructor(
    private readonly base: string,
    readonly level: Level,
    private tokens: Tokens,
  ) {}

  /** Logs in with a login of the demonstration: `admin`, `northwind`, `aurora`, `alice`… */
  static async login(platform: Platform, level: Level, login: string): Promise<PortalClient> {
    const base = `${platform.portalUrl}/api/${level}`;
    const who = level === 'user' ? { email: `${login}@aurora.northwind.test` } : { username: login };
    const reply = await send(`${base}/login`, 'POST', undefined, { ...who, password: platform.secret(`login:${login}`) });
    const tokens = tokensOf(reply);
    if (!tokens)
      throw new CodedError('login-refused', `login of ${login} at ${level} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return new PortalClient(base, level, tokens);
  }

  get(path: string): Promise<ApiReply> {
    return this.#send(path, 'GET');
  }
  post(path: string, body: unknown): Promise<ApiReply> {
    return this.#send(path, 'POST', body);
  }
  patch(path: string, body: unknown): Promise<ApiReply> {
    return this.#send(path, 'PATCH', body);
  }
  delete(path: string): Promise<ApiReply> {
    return this.#send(path, 'DELETE');
  }

  async #send(path: string, method: string, body?: unknown): Promise<ApiReply> {
    const { token } = this.tokens;
    const reply = await send(`${this.base}/${path}`, method, token, body);
    if (reply.status !== 401 || reply.body['code'] !== 'token-invalid') return reply;
    // A refresh token is shown once: requests that were refused together wait for one refresh.
    if (this.tokens.token === token) await (this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined)));
    return send(`${this.base}/${path}`, method, this.tokens.token, body);
  }

  async #refresh(): Promise<void> {
    const reply = await send(`${this.base}/token/refresh`, 'POST', undefined, { refreshToken: this.tokens.refreshToken });
    this.tokens = tokensOf(reply) ?? this.tokens;
  }

  /** Items of a list; throws unless it answers 200. */
  async list(path: string): Promise<readonly Record<string, unknown>[]> {
    const { status, body } = await this.get(path);
    if (status !== 200)
      throw new CodedError('answer-unexpected', `GET ${path} at ${this.level} answered ${status}: ${JSON.stringify(body)}`);
    return body['items'] as Record<string, unknown>[];
  }

  /** The one row of a list, e.g. `carriers?name=Carrier One`. */
  async one(path: string): Promise<Record<string, unknown>> {
    const items = await this.list(path);
    const [item] = items;
    if (items.length !== 1 || !item) throw new CodedError('rows-unexpected', `expected one row of ${path}, got ${items.length}`);
    return item;
  }
}

function tokensOf({ body }: ApiReply): Tokens | undefined {
  const { token, refreshToken } = body;
  return typeof token === 'string' && typeof refreshToken === 'string' ? { token, refreshToken } : undefined;
}

async function send(url: string, method: string, token: string | undefined, body?: unknown): Promise<ApiReply> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}
