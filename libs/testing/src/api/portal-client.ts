import { CodedError, type Level } from '@switchyard/kernel';
import type { Platform } from '../platform.js';

export interface ApiReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The portal API as one logged-in person sees it. */
export class PortalClient {
  private constructor(
    private readonly base: string,
    readonly level: Level,
    private readonly token: string,
  ) {}

  /** Logs in with a login of the demonstration: `admin`, `northwind`, `aurora`, `alice`… */
  static async login(platform: Platform, level: Level, login: string): Promise<PortalClient> {
    const base = `${platform.portalUrl}/api/${level}`;
    const who = level === 'user' ? { email: `${login}@aurora.northwind.test` } : { username: login };
    const reply = await send(`${base}/login`, 'POST', undefined, { ...who, password: platform.secret(`login:${login}`) });
    const token = reply.body['token'];
    if (typeof token !== 'string')
      throw new CodedError('login-refused', `login of ${login} at ${level} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return new PortalClient(base, level, token);
  }

  get(path: string): Promise<ApiReply> {
    return send(`${this.base}/${path}`, 'GET', this.token);
  }
  post(path: string, body: unknown): Promise<ApiReply> {
    return send(`${this.base}/${path}`, 'POST', this.token, body);
  }
  patch(path: string, body: unknown): Promise<ApiReply> {
    return send(`${this.base}/${path}`, 'PATCH', this.token, body);
  }
  delete(path: string): Promise<ApiReply> {
    return send(`${this.base}/${path}`, 'DELETE', this.token);
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
