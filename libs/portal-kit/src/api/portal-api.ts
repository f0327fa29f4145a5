import type { Level } from '@switchyard/kernel';
import { ApiProblem, problemFrom } from './api-problem.js';
import type { SessionStore } from './session-store.js';

/** A row as the API gives it; which keys it has is the field table's business. */
export type ApiRow = Readonly<Record<string, unknown>> & { readonly id: number };
export interface ApiPage {
  readonly items: readonly ApiRow[];
  readonly total: number;
  readonly page: number;
  readonly itemsPerPage: number;
}

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** The portal API at one level, with the session of that level. A 401 ends the session: the screens then ask to log in. */
export class PortalApi {
  constructor(
    readonly level: Level,
    private readonly sessions: SessionStore,
    private readonly send: Send = (url, init) => fetch(url, init),
  ) {}

  get = <T>(path: string, signal?: AbortSignal): Promise<T> => this.#request<T>('GET', path, undefined, signal);
  post = <T>(path: string, body: unknown): Promise<T> => this.#request<T>('POST', path, body);
  patch = <T>(path: string, body: unknown): Promise<T> => this.#request<T>('PATCH', path, body);
  remove = (path: string): Promise<void> => this.#request('DELETE', path);

  /** Opens the session of this level. Administrators have a username, users their e-mail address. */
  async login(name: string, password: string): Promise<void> {
    const who = this.level === 'user' ? { email: name } : { username: name };
    const { token, expiresAt } = await this.#request<{ token: string; expiresAt: string }>('POST', 'login', { ...who, password });
    this.sessions.open(this.level, { token, expiresAt });
  }

  async #request<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const token = this.sessions.get(this.level)?.token;
    const response = await this.#answer(`/api/${this.level}/${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
    // Only the session that was refused is closed: a newer login may have been opened meanwhile.
    if (response.status === 401 && token !== undefined && this.sessions.get(this.level)?.token === token) this.sessions.close(this.level);
    throw problemFrom(response.status, text);
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.send(url, init);
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
      throw new ApiProblem(0, 'network-away', 'The server cannot be reached. Check the connection and try again.');
    }
  }
}
