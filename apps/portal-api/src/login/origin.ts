import { refusal, type ApiReply, type ApiRequest } from '@switchyard/api-kit';
import type { SessionOrigin } from '@switchyard/data';
import type { Level } from '@switchyard/kernel';

const HOST = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/;

/** Where a request comes from and which of our host names it asked. */
export function originOf(request: ApiRequest): SessionOrigin {
  const host = (request.host ?? '').toLowerCase();
  if (!HOST.test(host)) throw refusal('portal-unknown', 'The Host header names no host.');
  const agent = request.headers['user-agent'];
  return { host, ip: request.ip ?? '', agent: typeof agent === 'string' ? agent.replace(/\p{Cc}/gu, ' ') : '' };
}

/** One cookie per session: tabs with different logins do not overwrite each other's. */
const cookieName = (sessionId: string): string => `sy_refresh_${sessionId.replaceAll('-', '')}`;

export function cookieOf(request: ApiRequest, name: string): string | undefined {
  const { cookie } = request.headers;
  if (typeof cookie !== 'string') return undefined;
  for (const pair of cookie.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

export const refreshCookieOf = (request: ApiRequest, sessionId: string): string | undefined => cookieOf(request, cookieName(sessionId));

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly maxAgeSec: number;
  readonly sameSite: 'Strict' | 'Lax';
}

/** Scripts never see it; over TLS it never travels without (security.md, API8). `Secure` is left out for a local instance over plain HTTP only. */
export const setCookie = (request: ApiRequest, reply: ApiReply, { name, value, path, maxAgeSec, sameSite }: Cookie): void =>
  void reply.set(
    'set-cookie',
    `${name}=${value}; Path=${path}; Max-Age=${maxAgeSec}; HttpOnly; SameSite=${sameSite}${request.secure ? '; Secure' : ''}`,
  );

/** The refresh token as a cookie that goes to the token addresses of its level only. An empty one takes it back. */
export const setRefreshCookie = (
  request: ApiRequest,
  reply: ApiReply,
  level: Level,
  sessionId: string,
  value: string,
  maxAgeSec: number,
): void => setCookie(request, reply, { name: cookieName(sessionId), value, path: `/api/${level}/token`, maxAgeSec, sameSite: 'Strict' });
