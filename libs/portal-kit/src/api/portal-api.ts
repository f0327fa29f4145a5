import type { Level } from '@switchyard/kernel';
import { ApiProblem, problemFrom } from './api-problem.js';
import type { Session, SessionStore } from './session-store.js';

/** A row as the API gives it; which keys it has is the field table's business. */
export type ApiRow = Readonly<Record<string, unknown>> & { readonly id: number };
export interface ApiPage {
  readonly items: readonly ApiRow[];
  readonly total: number;
  readonly page: number;
  readonly itemsPerPage: number;
}

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A token that ends so soon is exchanged before it is used. */
const MARGIN_MS = 30_000;

/** Refusals that say of the token that it is over; other 401s are about a password or a code. */
const OVER: ReadonlySet<string> = new Set(['token-invalid', 'token-missing', 'http-401']);

/** Another tab may hold the same session (a duplicated tab): only one of them may show the refresh token at a time. */
const alone = <T>(name: string, run: () => Promise<T>): Promise<T> => {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  return locks ? locks.request(name, run) : run();
};

/**
 * The portal API at one level, with the session of that level. Tokens are refreshed before they end; a 401 that no refresh
 * mends ends the session: the screens then ask to log in.
 */
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

  /** Opens the session of this level. Administrators have a username, users their e-mail address. `code`: of a second factor. */
  async login(name: string, password: string, code?: string): Promise<void> {
    const who = this.level === 'user' ? { email: name } : { username: name };
    const body = { ...who, password, ...(code === undefined ? {} : { code }), refreshIn: 'cookie' };
    this.#open(await this.#once<Session>('POST', 'login', undefined, body));
  }

  /** Takes over a session whose refresh token is in a cookie already: the way back from a single sign-on. */
  async resume(sessionId: string): Promise<void> {
    this.#open(await this.#once<Session>('POST', 'token/refresh', undefined, { sessionId }));
  }

  /** Goes down a level as a login there, or as the internal one of a tenant; this level's session stays. */
  async actAs(below: Level, whom: Readonly<Record<string, unknown>>): Promise<void> {
    const { token, expiresAt, sessionId, refreshExpiresAt } = await this.post<Session>('token/exchange', { ...whom, refreshIn: 'cookie' });
    this.sessions.open(below, { token, expiresAt, sessionId, refreshExpiresAt });
  }

  /** Ends the session here and at the server; a server that is away does not keep a person logged in. */
  async logout(): Promise<void> {
    const token = this.sessions.get(this.level)?.token;
    this.sessions.close(this.level, true);
    if (token !== undefined) await this.#once('POST', 'logout', token).catch(() => undefined);
  }

  async #request<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    if (this.sessions.isNearEnd(this.level, MARGIN_MS)) await this.#refresh();
    const token = this.sessions.get(this.level)?.token;
    try {
      return await this.#once<T>(method, path, token, body, signal);
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || !OVER.has(thrown.code) || token === undefined) throw thrown;
      // Only the session that was refused is refreshed or closed: a newer one may have been opened meanwhile.
      if (this.sessions.get(this.level)?.token === token) await this.#refresh();
      const next = this.sessions.get(this.level)?.token;
      if (next === undefined || next === token) throw thrown;
      return this.#once<T>(method, path, next, body, signal);
    }
  }

  /** The next token of the session; closes it when the API says that it has ended, and leaves it when there is no answer. */
  async #refresh(): Promise<void> {
    const session = this.sessions.get(this.level);
    if (!session) return;
    await this.sessions.refreshOnce(this.level, () =>
      alone(`switchyard-refresh-${session.sessionId}`, async () => {
        try {
          const next = await this.#once<Session>('POST', 'token/refresh', undefined, { sessionId: session.sessionId });
          // Whoever logged out meanwhile stays logged out.
          if (this.sessions.get(this.level)?.sessionId === session.sessionId) this.#open(next);
        } catch (thrown) {
          if (!(thrown instanceof ApiProblem)) throw thrown;
          const isRefused = thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429;
          if (isRefused && this.sessions.get(this.level)?.sessionId === session.sessionId) this.sessions.close(this.level);
        }
      }),
    );
  }

  #open({ token, expiresAt, sessionId, refreshExpiresAt }: Session): void {
    this.sessions.open(this.level, { token, expiresAt, sessionId, refreshExpiresAt });
  }

  async #once<T>(method: string, path: string, token: string | undefined, body?: unknown, signal?: AbortSignal): Promise<T> {
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
