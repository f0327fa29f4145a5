import { createParamDecorator, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { LEVELS, type Level, type RequestContext, type Result } from '@switchyard/kernel';
import type { ApiRequest } from './http.js';
import { refusal } from './problem.js';

/** What a valid token says of its bearer; the guard adds the request. */
export type Bearer = Omit<RequestContext, 'requestId' | 'ip'> & {
  /** The session of the token; an API key has none. */
  readonly sessionId?: string;
};

/** Reads a bearer token or an API key: who it is, or why not. Implemented by the app that issues them. */
export interface TokenReader {
  readonly read: (token: string, ip: string) => Promise<Result<Bearer, 'expired' | 'forged' | 'malformed' | 'withdrawn'>>;
}
export const TOKEN_READER = Symbol('TokenReader');

/** The level in the path, or 404: a level is a word of ours, not a parameter to play with. */
export function levelOf(request: ApiRequest): Level {
  const level = LEVELS.find((known) => known === request.params['level']);
  if (!level) throw refusal('not-found', `There is no level '${request.params['level'] ?? ''}'.`);
  return level;
}

/** The credentials of `Authorization: Bearer` (RFC 6750 §2.1), or of `X-Api-Key`; in an address they would end up in logs. */
function credentialsOf({ headers }: ApiRequest): string | undefined {
  const { authorization, 'x-api-key': key } = headers;
  const bearer = typeof authorization === 'string' ? /^Bearer +([^\s,]+)$/i.exec(authorization)?.[1] : undefined;
  return bearer ?? (typeof key === 'string' && authorization === undefined ? key : undefined);
}

const MAX_COMMENT = 500;
/** `Change-Comment`: why the request changes what it changes, in UTF-8; kept in the change log. */
function commentOf({ headers }: ApiRequest): string | undefined {
  const given = headers['change-comment'];
  if (typeof given !== 'string' || given.trim() === '') return undefined;
  // Node reads header values as ISO 8859-1.
  const comment = Buffer.from(given.trim(), 'latin1').toString('utf8');
  if (comment.length <= MAX_COMMENT) return comment;
  const rule = `must be at most ${MAX_COMMENT} characters`;
  throw refusal('request-malformed', `Change-Comment ${rule}`, [{ field: 'Change-Comment', rule, value: comment.length }]);
}

/** Lets a request through with its `RequestContext` when the token is valid and made for the level in the path. */
@Injectable()
export class LevelGuard implements CanActivate {
  constructor(@Inject(TOKEN_READER) private readonly tokens: TokenReader) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<ApiRequest>();
    const level = levelOf(request);
    const token = credentialsOf(request);
    if (!token) throw refusal('token-missing', 'Send Authorization: Bearer with the token of a login, or an API key.');
    const ip = request.ip ?? '';
    const read = await this.tokens.read(token, ip);
    if (!read.ok) throw refusal('token-invalid', `The token is ${read.error}; log in again.`);
    const { sessionId, ...context } = read.value;
    if (context.scope.level !== level)
      throw refusal('level-forbidden', `The token is of level ${context.scope.level}, the address of level ${level}.`);
    request.level = level;
    const comment = commentOf(request);
    request.context = { ...context, requestId: request.requestId, ip, ...(comment === undefined ? {} : { comment }) };
    if (sessionId !== undefined) request.sessionId = sessionId;
    return true;
  }
}

/** The `RequestContext` the guard has set. */
export const Caller = createParamDecorator((_data: unknown, execution: ExecutionContext): RequestContext => {
  const { context } = execution.switchToHttp().getRequest<ApiRequest>();
  if (!context) throw refusal('token-missing', 'This address needs a login.');
  return context;
});
